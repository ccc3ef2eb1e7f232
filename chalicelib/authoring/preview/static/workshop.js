// The authors' pages: reload on save, frames that fit, and the timeline's player.
(() => {
  "use strict";
  // --- news of changed files
  const number = Number(document.body.dataset.number);
  const live = document.querySelector("[data-live]");
  let source = null;
  const listen = () => {
    source = new EventSource(`/news?after=${number}`);
    source.onopen = () => { live.textContent = "Reloads when you save"; };
    source.onmessage = (event) => { if (Number(event.data) > number) location.reload(); };
    source.onerror = () => { live.textContent = "The preview has ended; start it again"; };
  };
  // a browser keeps few connections to one place, so a page in the background lets go of its own
  document.addEventListener("visibilitychange", () => {
    source?.close();
    if (document.visibilityState === "visible") listen();
  });
  listen();

  // --- the desktop's width, made small enough for the room there is
  const fit = () => {
    for (const frame of document.querySelectorAll("[data-fit]")) {
      const share = Math.min(1, frame.parentElement.clientWidth / 1180);
      frame.style.transform = `scale(${share})`;
      const high = Math.max(320, Math.min(780, 1100 * share));
      frame.style.height = `${high / share}px`;
      frame.parentElement.style.height = `${high + 2}px`;
    }
  };
  fit();
  addEventListener("resize", fit);

  for (const form of document.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button");
      button.textContent = form.dataset.busy;
      button.disabled = true;
    });
  }

  // --- the timeline
  const place = document.querySelector("[data-timeline]");
  if (!place) return;
  const one = (name) => place.querySelector(`[data-${name}]`);
  const length = Number(place.dataset.length);
  const rows = [...place.querySelectorAll("tr[data-at]")];
  const bars = [...place.querySelectorAll("rect.cue")];
  const sound = one("sound");
  const clock = (t) => `${Math.floor(t / 60)}:${String(Math.floor(t % 60)).padStart(2, "0")}`;
  let at = 0;
  let since = null;
  let said = -1;

  const lungs = (t) => {
    const [breathIn, out, from, to] = ["in", "out", "from", "to"].map((name) => Number(place.dataset[name]));
    if (!breathIn || t < from || t >= to) return 0;
    const now = (t - from) % (breathIn + out);
    const share = now < breathIn ? now / breathIn : 1 - (now - breathIn) / out;
    return (1 - Math.cos(Math.PI * share)) / 2;
  };
  const show = () => {
    let row = -1;
    rows.forEach((line, n) => { if (Number(line.dataset.at) <= at) row = n; });
    if (row !== said) {
      said = row;
      rows.forEach((line, n) => line.classList.toggle("now-said", n === row));
      bars.forEach((bar, n) => bar.classList.toggle("now-said", n === row));
      one("caption").textContent = row < 0 ? "" : rows[row].querySelector("[data-say]").textContent;
      one("phase").textContent = row < 0 ? "" : rows[row].dataset.phase;
    }
    one("now").setAttribute("transform", `translate(${at * Number(place.dataset.unit)} 0)`);
    one("clock").textContent = `${clock(at)} of ${clock(length)}`;
    one("seek").value = at;
    const light = place.querySelector(".light");
    if (light) light.style.transform = `scale(${0.5 + 0.5 * lungs(at)})`;
  };
  const speed = () => Number(one("speed").value);
  const stop = () => {
    since = null;
    one("play").textContent = "Play";
  };
  const hold = () => {
    sound?.pause();
    stop();
  };
  const tick = (moment) => {
    if (since === null) return;
    const heard = sound && !sound.paused && !sound.ended && sound.readyState >= 3;
    at = Math.min(length, heard ? sound.currentTime : at + ((moment - since) / 1000) * speed());
    since = moment;
    show();
    if (at >= length) stop(); // what is still being said may end
    else requestAnimationFrame(tick);
  };
  const speak = () => {
    if (!sound?.src || speed() > 4) return;
    sound.currentTime = at;
    sound.playbackRate = speed();
    sound.play().catch(() => {});
  };
  const play = () => {
    if (at >= length) at = 0;
    since = performance.now();
    one("play").textContent = "Pause";
    speak();
    requestAnimationFrame(tick);
  };
  one("player").hidden = false;
  one("play").addEventListener("click", () => { if (since === null) play(); else hold(); });
  one("speed").addEventListener("change", () => { if (since !== null) { hold(); play(); } });
  one("seek").addEventListener("input", () => { hold(); at = Number(one("seek").value); show(); });
  show();

  // --- a voice that is still being made
  const voice = one("voice");
  const wait = async () => {
    const told = await (await fetch(`${sound.dataset.awaits}/state`)).json();
    voice.textContent = told.words;
    if (told.state === "making") setTimeout(ask, 1000);
    if (told.state !== "ready") return;
    sound.src = sound.dataset.awaits;
    if (since !== null) speak(); // it joins a timeline that already runs
  };
  const ask = () => wait().catch(() => setTimeout(ask, 3000));
  if (sound?.dataset.awaits) ask();
})();
