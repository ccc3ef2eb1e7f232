// Leads a practice on the page. Without this script the page is a script to read, with the same form.
(() => {
  "use strict";
  document.getElementById("problems")?.focus();
  const form = document.querySelector("form[data-practice]");
  if (!form) return;
  const one = (name) => form.querySelector(`[data-${name}]`);
  const stage = (name) => form.querySelector(`[data-stage="${name}"]`);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const length = Number(form.dataset.length);
  const cues = [...form.querySelectorAll("[data-at]")].map((li) => ({
    at: Number(li.dataset.at), id: li.dataset.id, say: li.querySelector("[data-say]").textContent,
    sound: li.dataset.sound, title: li.dataset.title, kind: li.dataset.kind, count: Number(li.dataset.count), label: li.dataset.label,
  }));
  const breath = form.dataset.in && {
    in: Number(form.dataset.in), out: Number(form.dataset.out), from: Number(form.dataset.from), to: Number(form.dataset.to),
  };
  const seconds = () => performance.now() / 1000;
  const note = (name, value) => { form.elements[name].value = value; };
  const show = (...names) => {
    for (const part of form.querySelectorAll("[data-stage]")) part.hidden = !names.includes(part.dataset.stage);
    const title = stage(names[0]).querySelector("h2");
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  };

  for (const part of form.querySelectorAll("[data-live]")) part.hidden = false;
  one("script").hidden = true;
  if (form.dataset.returned === undefined) {
    for (const name of ["session", "after"]) stage(name).hidden = true;
  }

  // --- spoken lines, made ahead of time: fetched a little early, one after the other, and only once somebody asks.
  // One element for all of them: a phone lets only the one go on that was started by a touch.
  const spoken = cues.some((cue) => cue.sound);
  const speaker = new Audio();
  const waiting = [];
  const fetched = new Map();
  const hearing = () => spoken && one("voice").querySelector("input").checked;
  const fetchSound = (cue) => {
    if (!cue?.sound || fetched.has(cue.sound)) return;
    const got = fetch(cue.sound, { headers: { Accept: "audio/mpeg" } })
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer.status)))
      .then((sound) => URL.createObjectURL(sound));
    got.catch(() => fetched.delete(cue.sound)); // the caption stays; it is tried again
    fetched.set(cue.sound, got);
  };
  const fetchAhead = () => { if (hearing()) for (const cue of cues.slice(next, next + 3)) fetchSound(cue); };
  const playNext = () => {
    const sound = waiting.shift();
    if (!sound) return;
    fetched.get(sound)?.then((address) => {
      if (!hearing() || since === null) return;
      speaker.src = address;
      speaker.play().catch(() => {});
    }, () => playNext());
  };
  const busy = () => speaker.src && !speaker.ended && !speaker.paused;
  const utter = (cue) => {
    if (!hearing() || !cue.sound) return;
    fetchSound(cue);
    waiting.splice(0, waiting.length, cue.sound); // a line that had no turn yet has had its caption
    if (!busy()) playNext();
  };
  speaker.addEventListener("ended", playNext);
  const hear = (on) => {
    one("voice").querySelector("input").checked = on;
    one("hear").setAttribute("aria-pressed", String(on));
    one("loud").hidden = !on;
    if (on) fetchAhead();
    else { waiting.length = 0; speaker.pause(); speaker.removeAttribute("src"); }
  };
  if (spoken) {
    const loudness = one("loud").querySelector("input");
    const set = () => { speaker.volume = loudness.value / 100; };
    one("voice").hidden = false;
    one("voice").querySelector("input").addEventListener("change", (event) => hear(event.target.checked));
    one("hear").addEventListener("click", () => hear(!hearing()));
    loudness.addEventListener("input", set);
    set();
  }

  // --- the device's own voice, where nobody spoke the lines: only one that works without the network, and only if asked for
  const voice = () => {
    const known = globalThis.speechSynthesis?.getVoices() || [];
    const language = document.documentElement.lang;
    return known.find((v) => v.localService && v.lang.startsWith(language));
  };
  const offer = () => { if (!spoken && voice()) one("voice").hidden = false; };
  offer();
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", offer);
  const speak = (words) => {
    if (spoken || !one("voice").querySelector("input").checked || !voice()) return;
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice();
    said.rate = 0.85;
    speechSynthesis.speak(said);
  };
  const hush = () => { globalThis.speechSynthesis?.cancel(); speaker.pause(); };

  // --- time: what was played before the last pause, and since when it runs again
  let played = 0;
  let since = null;
  let next = 0;
  let given = [];
  let timer = 0;
  let lock = null;
  const now = () => played + (since === null ? 0 : seconds() - since);
  const clock = (t) => `${Math.floor(t / 60)}:${String(Math.floor(t % 60)).padStart(2, "0")}`;

  const things = (cue) => {
    const place = one("things");
    place.replaceChildren();
    const leaf = cue.kind === "place-leaf";
    for (let n = 1; n <= (leaf ? 1 : cue.count); n += 1) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = leaf ? "second thing leaf-button" : "second thing";
      button.textContent = leaf || cue.count === 1 ? cue.label : `${cue.label}: ${n}`;
      button.addEventListener("click", () => {
        if (!leaf) return button.setAttribute("aria-pressed", "true");
        const float = document.createElement("span");
        float.className = "leaf";
        float.setAttribute("aria-hidden", "true");
        float.addEventListener("animationend", () => float.remove());
        place.append(float);
      });
      place.append(button);
    }
  };

  const guide = (t) => {
    if (!breath) return;
    const word = one("breath");
    const running = t >= breath.from && t < breath.to;
    one("guide").classList.toggle("resting", !running);
    if (!running) { word.textContent = ""; return; }
    const at = (t - breath.from) % (breath.in + breath.out);
    const rising = at < breath.in;
    const share = rising ? at / breath.in : 1 - (at - breath.in) / breath.out;
    const count = Math.floor(rising ? at : at - breath.in) + 1;
    word.textContent = `${rising ? form.dataset.sayIn : form.dataset.sayOut}${still.matches ? ` ${count}` : ""}`;
    const size = still.matches ? 0.8 : 0.5 + 0.5 * (1 - Math.cos(Math.PI * share)) / 2;
    one("guide").querySelector(".light").style.transform = `scale(${size})`;
  };

  const tick = () => {
    const t = now();
    while (next < cues.length && cues[next].at <= t) {
      const cue = cues[next];
      next += 1;
      given.push(`${cue.id}:${cue.at}:${t.toFixed(2)}`);
      one("caption").textContent = cue.say;
      if (cue.title) one("phase").textContent = cue.title;
      if (cue.kind) things(cue);
      speak(cue.say);
      utter(cue);
      fetchAhead();
    }
    one("clock").textContent = clock(Math.min(t, length));
    one("progress").value = Math.min(t, length);
    if (t >= length) end("finished");
  };
  const frame = () => { if (since !== null) { guide(now()); requestAnimationFrame(frame); } };

  const run = async () => {
    since = seconds();
    timer = setInterval(tick, 100);
    one("pause").textContent = form.dataset.sayPause;
    one("status").textContent = "";
    if (hearing() && speaker.src && !speaker.ended && speaker.currentTime > 0) speaker.play().catch(() => {});
    tick();
    requestAnimationFrame(frame);
    try { lock = await navigator.wakeLock?.request("screen"); } catch { lock = null; }
  };
  const hold = (words, quiet = true) => {
    if (since === null) return;
    played = now();
    since = null;
    clearInterval(timer);
    if (quiet) hush();
    lock?.release();
    one("pause").textContent = form.dataset.sayOn;
    one("status").textContent = words;
  };
  const end = (how) => {
    hold("", how !== "finished"); // the last line is said to its end
    note("ended_after", seconds().toFixed(1));
    note("played", Math.min(played, length).toFixed(1));
    note("cues", given.join(","));
    form.elements[`ended-${how}`].checked = true;
    show("after");
  };

  one("begin").addEventListener("click", () => {
    const high = (name) => Number(form.elements[`before.${name}`].value) >= Number(form.dataset[name]);
    const sign = ["unreality", "nausea"].find(high);
    note("began_after", seconds().toFixed(1));
    if (sign) {
      note("ended_after", seconds().toFixed(1));
      note("played", "0");
      form.elements[`ended-${sign}`].checked = true;
      return show("ground", "after");
    }
    const chosen = Number(one("pace")?.value || 0);
    if (breath && chosen) {
      const stretch = 60 / chosen / (breath.in + breath.out);
      breath.in *= stretch;
      breath.out *= stretch;
      note("pace", chosen);
    }
    show("session");
    if (spoken) hear(hearing());
    run();
  });
  one("pause").addEventListener("click", () => { if (since === null) run(); else hold(form.dataset.sayPaused); });
  one("stop").addEventListener("click", () => end("button"));
  document.addEventListener("visibilitychange", () => {
    // who listens may turn the screen off
    if (document.visibilityState === "hidden" && !hearing() && !globalThis.speechSynthesis?.speaking) hold(form.dataset.sayAway);
  });
})();
