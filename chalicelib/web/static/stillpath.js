// Only a convenience: every page works without it. Keeps words while somebody writes, with network and without.
(() => {
  "use strict";
  const { body } = document, worker = body.dataset.worker && navigator.serviceWorker;
  const root = new URL(body.dataset.root || "./", location), path = location.pathname.slice(root.pathname.length);
  const person = body.dataset.person || "", copied = document.querySelector("[data-copy]:not([hidden])");
  const problems = document.getElementById("problems");
  if (problems) problems.focus();

  // --- the service worker (sw.js): asked once the page has loaded, or at once where it looks after the page already ---
  const ready = worker && new Promise((done) => {
    const begin = () => setTimeout(() => worker.register(new URL(body.dataset.worker, root), { updateViaCache: "all" })
      .then(() => worker.ready).then((kept) => done(kept.active)).catch(() => done(null)), 300);
    if (worker.controller) done(worker.controller);
    if (document.readyState === "complete") begin(); else addEventListener("load", begin);
  });
  const ask = async (type, more) => {
    const to = await ready;
    if (!to) return null;
    return new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data);
      to.postMessage({ type, person, path, ...more }, [port2]);
    });
  };

  // --- what waits on this device ---
  const waits = document.querySelector("[data-waits]");
  const showCrisis = (html) => {
    if (!document.getElementById("crisis")) {
      document.getElementById("content").insertAdjacentHTML("afterbegin", html);
      const title = document.getElementById("crisis-title");
      title.tabIndex = -1;
      title.focus();
    }
  };
  const show = (state) => {
    if (!state || !waits) return;
    const { waiting, trouble, nobody, crisis } = state, say = waits.dataset;
    const words = trouble ? say.trouble : !waiting ? "" : nobody ? say.nobody : waiting === 1 ? say.one : say.many;
    waits.hidden = !words;
    waits.firstElementChild.href = new URL(nobody && !trouble ? "sign-in?return=kept" : "kept", root);
    waits.firstElementChild.textContent = words.replace("{n}", waiting);
    if (crisis) { showCrisis(crisis); ask("seen"); }
    for (const part of document.querySelectorAll("[data-device]")) {
      part.hidden = Boolean(part.dataset.device && state.answered) && part.querySelector("p[data-told]").hidden;
      for (const one of part.querySelectorAll("[data-if]")) one.hidden = (one.dataset.if === "own") !== state.own;
    }
    if (path === "kept") list();
  };
  const met = person ? ask("hello", { live: !copied }) : Promise.resolve(null);
  met.then(show).then(() => ready && addEventListener("online", () => ask("after", { path: "" })));
  if (worker) {
    worker.addEventListener("message", ({ data }) => { if (data.person === person || path === "kept") show(data); });
    worker.startMessages?.();
    addEventListener("load", () => setTimeout(() => ask("after"), 1000));
  }
  for (const button of document.querySelectorAll("[data-own]")) {
    button.addEventListener("click", async () => {
      const told = button.closest("[data-device]").querySelector("p[data-told]"), state = await ask("choose", { yes: button.dataset.own === "yes" });
      told.hidden = false;
      told.textContent = button.dataset.told;
      show(state);
      ask("after", { path: "today" });
    });
  }

  // --- the page of what waits ---
  const outbox = document.querySelector("[data-outbox]");
  const list = async () => {
    const { items } = await ask("list") || { items: [] };
    const made = items.map((item) => {
      const row = outbox.querySelector("template").content.cloneNode(true).firstElementChild;
      const part = (name) => row.querySelector(`[data-${name}]`);
      const title = new DOMParser().parseFromString(item.title, "text/html").body.textContent;
      part("title").textContent = title || part("title").textContent;
      part("at").dateTime = item.written_at;
      part("at").textContent = new Date(item.written_at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
      part("words").textContent = item.fields.filter(([name, value]) => value && !/^(once|action|version|draft_version|view|shown|seen|rows\..*)$/.test(name)).map(([, value]) => value).join("\n");
      part("waiting").hidden = Boolean(item.trouble);
      part("conflict").hidden = item.trouble !== 409;
      part("refused").hidden = !item.trouble || item.trouble === 409;
      part("open").hidden = !item.trouble;
      part("open").addEventListener("click", () => open(item.id));
      part("remove").addEventListener("click", async ({ target }) => {
        if (confirm(target.dataset.remove)) { await ask("remove", { id: item.id }); list(); }
      });
      return row;
    });
    outbox.querySelector("ol").replaceChildren(...made);
    outbox.hidden = !made.length;
    document.querySelector("[data-none]").hidden = Boolean(made.length);
  };
  const open = async (id) => { // the page itself tells what is wrong, with both texts
    const item = await ask("open", { id });
    if (!item) return location.reload();
    const form = Object.assign(document.createElement("form"), { method: "post", action: new URL(item.path, root) });
    for (const [name, value] of [...item.fields, ["csrf", item.csrf], ["written_at", item.written_at]]) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    body.append(form);
    form.submit();
  };
  if (outbox) list();

  // --- signing out takes what is kept with it: not before the person knows what would be lost ---
  for (const form of document.querySelectorAll('form[action$="sign-out"]')) {
    let sure = !worker?.controller;
    form.addEventListener("submit", async (event) => {
      sessionStorage.clear();
      if (sure) return;
      event.preventDefault();
      const left = await ask("leave");
      if (left && !confirm(waits.dataset.leave.replace("{n}", left))) return;
      sure = true;
      form.requestSubmit(event.submitter);
    });
  }

  for (const [name, kept] of person ? Object.entries(sessionStorage) : []) { // somebody else's go with them
    if (name.startsWith("stillpath ") && !kept.includes(`"person":"${person}"`)) sessionStorage.removeItem(name);
  }

  // --- a form with words ---
  const form = document.querySelector("form.worksheet");
  if (!form || !person || !/^(steps|measures|mood|safety|messages)\b/.test(path)) return;
  const OURS = /^(csrf|action|version|draft_version|view|shown|seen|once|written_at|rows\..*)$/, touched = new Set();
  const slot = `stillpath ${root.pathname}${path}`, status = form.querySelector("[data-saved]");
  const BASE = ["view", "version", "draft_version", "seen"]; // what was on the screen when the words were written
  const fields = () => [...new FormData(form)].filter(([name]) => !OURS.test(name)).map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
  const same = (one, two, names) => {
    const [was, is] = [one, two].map((words) => words.filter(([name, value]) => value && (!names || names.includes(name))));
    return JSON.stringify(was) === JSON.stringify(is);
  };
  const say = (words) => { if (status && words) status.textContent = words; };
  let mine = null, leaving = false; // whether this device may keep words; null: not known yet

  // This tab keeps them until they are saved; a device of one's own keeps them for longer.
  const here = () => { try { const found = JSON.parse(sessionStorage.getItem(slot)); return found?.person === person ? found : null; } catch { return null; } };
  const keep = (more) => {
    const names = [...form.elements].map((one) => one.name).filter((name) => name && !OURS.test(name));
    const words = { fields: fields(), names: [...new Set(names)], at: Date.now(), ...more };
    for (const name of BASE) words[name] = form.elements[name]?.value;
    if (mine) return ask("keep", { words });
    if (mine === false) try { sessionStorage.setItem(slot, JSON.stringify({ ...words, person })); } catch { /* full: they stay in the form */ }
  };
  const forget = () => { sessionStorage.removeItem(slot); if (mine) ask("drop"); };

  const addRow = (block) => {
    const rows = block?.querySelectorAll(":scope > .row, :scope > .line-of"), last = rows?.[rows.length - 1];
    if (!last) return null;
    const made = last.cloneNode(true), n = rows.length;
    for (const one of [made, ...made.querySelectorAll("*")]) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const before = one.getAttribute(name);
        if (before) one.setAttribute(name, before.replaceAll(`${block.id}.${n - 1}`, `${block.id}.${n}`));
      }
      if (one.ariaLabel) one.ariaLabel = one.ariaLabel.replace(/\d+$/, n + 1);
      if (one.type === "radio" || one.type === "checkbox") one.checked = false;
      else if (one.matches("input, textarea")) one.value = "";
      if (one.matches("legend") && one.parentNode === made) one.textContent = one.textContent.replace(/\d+/, n + 1);
      one.classList.remove("has-mistake");
    }
    for (const one of made.querySelectorAll(".wrong, .row-tools, button, [type=range]")) one.remove();
    last.after(made);
    form.elements[`rows.${block.id.slice(2)}`].value = n + 1;
    return made;
  };
  const fill = ({ fields: words, names }) => {
    for (const [name] of words) {
      const [, block, n] = /^(f\.[^.]+)\.(\d+)/.exec(name) || [];
      while (block && !form.querySelector(`[name^="${block}.${n}"]`) && addRow(document.getElementById(block)));
    }
    for (const one of form.elements) {
      if (!one.name || OURS.test(one.name) || touched.has(one.name) || one.type === "submit" || (names && !names.includes(one.name))) continue;
      const values = words.filter(([name]) => name === one.name).map(([, value]) => value);
      if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
      else one.value = values[0] ?? "";
    }
    form.dispatchEvent(new Event("filled"));
  };
  const bring = async () => {
    const state = await met, found = (state?.own && await ask("draft")) || here();
    mine = Boolean(state?.own);
    const [{ type, responseStatus } = {}] = performance.getEntriesByType("navigation");
    const plain = !responseStatus || responseStatus === 200;
    if (touched.size && !found) return keep();
    if (!found || (found.names && !found.names.some((name) => form.elements[name]))) return null; // of another page of it
    const settled = found.saved || (found.sent && type === "navigate");
    if (copied && found.saved && Date.parse(copied.querySelector("time").dateTime) > found.at) return null;
    if (!copied && settled) return forget();
    if (!plain && !copied) return keep(); // the page answers to these very words, and has them in its form
    if (same(found.fields, fields(), found.names)) return !copied && found.view === form.elements.view?.value ? forget() : null;
    fill(found);
    for (const name of found.view === form.elements.view?.value ? BASE : ["version"]) {
      if (found[name] && form.elements[name]) form.elements[name].value = found[name];
    }
    const note = document.querySelector("[data-back]");
    if (note) {
      note.hidden = false;
      note.querySelector("time").textContent = new Date(found.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    }
    if (!found.saved && !found.queued && !copied) soon();
    return null;
  };

  // --- saved as it is written: in this tab or on this device at once, with the app when there is network ---
  let timer = 0, saving = null, changed = false;
  const save = async (keepalive) => {
    changed = false;
    const sent = fields();
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive });
      if (answer.status === 401 || answer.status === 403) return say(form.dataset.saySignedOut);
      const told = await answer.json();
      if (told.version) form.elements.draft_version.value = told.version;
      if (told.seen && form.elements.seen) form.elements.seen.value = told.seen;
      if (told.crisis) showCrisis(told.crisis);
      if (told.saved && same(sent, fields())) await keep({ saved: true });
      say(told.saved || told.conflict || form.dataset.sayLater);
    } catch {
      changed = true;
      say(mine ? form.dataset.sayKept : form.dataset.sayOffline);
    }
  };
  const soon = () => {
    if (!form.dataset.draft) return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => { saving = (saving || Promise.resolve()).then(() => save(false)).finally(() => { saving = null; }); }, 1500);
  };
  let keeping = 0;
  form.addEventListener("input", ({ target }) => {
    touched.add(target.name);
    clearTimeout(keeping);
    keeping = setTimeout(() => keep(), 250);
    soon();
  });
  addEventListener("online", () => { if (changed) soon(); });
  addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    if (touched.size && !leaving) keep();
    if (changed) { clearTimeout(timer); save(true); }
  });
  form.addEventListener("click", (event) => {
    const more = event.target.closest('button[value^="more:"]');
    if (!more || (navigator.onLine && !copied)) return;
    const made = addRow(more.closest("fieldset"));
    if (!made) return;
    event.preventDefault();
    (made.matches("input") ? made : made.querySelector("input, textarea"))?.focus();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    clearTimeout(keeping);
    changed = false;
    if (touched.size && !leaving) keep({ sent: true });
    leaving = !saving;
    if (leaving) return;
    event.preventDefault(); // a save is on its way: wait, so that this one builds on it
    const button = event.submitter;
    saving.finally(() => form.requestSubmit(button));
  });
  bring();
})();

// A slider beside the number of a rating, kept in step. Untouched, it is no answer: the number stays empty.
(() => {
  "use strict";
  for (const box of document.querySelectorAll(".amount[data-slide]")) {
    const number = box.querySelector("input"), [min, max] = box.dataset.slide.split(" ");
    const slider = Object.assign(document.createElement("input"), { type: "range", min, max, step: 1 });
    const label = document.querySelector(`label[for="${CSS.escape(number.id)}"]`);
    slider.setAttribute("aria-label", label ? label.textContent : "");
    const show = () => {
      const open = !/^-?\d+$/.test(number.value.trim());
      slider.value = open ? (Number(min) + Number(max)) / 2 : number.value;
      slider.classList.toggle("untouched", open);
      if (open) slider.setAttribute("aria-valuetext", box.dataset.none);
      else slider.removeAttribute("aria-valuetext");
    };
    const take = () => {
      if (number.value === slider.value) return;
      number.value = slider.value;
      number.dispatchEvent(new Event("input", { bubbles: true }));
    };
    slider.addEventListener("input", (event) => { event.stopPropagation(); take(); });
    slider.addEventListener("pointerup", take); // a tap on the middle is an answer too
    slider.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
    number.addEventListener("input", show);
    number.form?.addEventListener("filled", show); // words that were brought back into the form
    box.prepend(slider);
    show();
  }
})();

// Rows whose order matters change places at once, and the button stays under the finger.
(() => {
  "use strict";
  const told = document.querySelector("[data-moved]");
  if (!told) return;
  const block = told.closest("fieldset"), rows = [...block.querySelectorAll("fieldset.row[data-row]")];
  const inputs = (row) => [...row.querySelectorAll("[name^='f.']")];
  const first = (row) => inputs(row)[0].value.trim();
  const named = (words, row) => words.replace("{words}", first(row));
  const name = () => {
    for (const row of rows) {
      for (const way of ["up", "down"]) {
        const words = row.querySelector(`button[value^="${way}:"] .vh`);
        if (words) words.textContent = named(told.dataset[way], row);
      }
    }
  };
  block.addEventListener("click", (event) => {
    const [, way, n] = /^(up|down):.*\.(\d+)$/.exec(event.target.closest("button")?.value || "") || [];
    const from = rows[n], to = rows[Number(n) + (way === "up" ? -1 : 1)];
    if (!from || !to) return;
    event.preventDefault();
    const there = inputs(to);
    inputs(from).forEach((one, i) => {
      for (const part of ["value", "checked"]) [one[part], there[i][part]] = [there[i][part], one[part]];
      for (const each of [one, there[i]]) each.dispatchEvent(new Event("input", { bubbles: true }));
    });
    name();
    (to.querySelector(`button[value^="${way}:"]`) || to.querySelector("button[value^='up:'], button[value^='down:']")).focus();
    const held = rows.filter((row) => row.querySelector(".row-tools")).length;
    told.textContent = named(told.dataset.moved, to).replace("{n}", rows.indexOf(to) + 1).replace("{all}", held);
  });
})();

// The quick exit leaves no way back to this page; so does pressing Escape three times within two seconds.
(() => {
  "use strict";
  const exit = document.querySelector("[data-quick-exit]");
  if (!exit) return;
  const leave = () => { document.documentElement.hidden = true; document.title = ""; location.replace(exit.href); };
  let pressed = [];
  exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  addEventListener("keydown", ({ key, timeStamp }) => {
    pressed = key === "Escape" ? [...pressed.filter((at) => timeStamp - at < 2000), timeStamp] : [];
    if (pressed.length === 3) leave();
  });
})();

// A page of a worksheet gets an address of its own, so that the browser's way back leads to it and not to the last one.
(() => {
  "use strict";
  const [, page] = /^page\.(\d+)$/.exec(document.querySelector("form.worksheet input[name='view']")?.value || "") || [];
  if (page && document.querySelector(".page-place") && !location.search) history.replaceState(history.state, "", `?page=${page}${location.hash}`);
})();
