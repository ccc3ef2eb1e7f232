// The service worker: pages and words for times without network. The app puts FILES, the static files' names, before it.
//
// Everybody's: the style, the Safety page without anything personal, the page "kept". A person's own pages and words
// only where they said that the device is theirs; they carry a tag of that person, and go when somebody else signs in.
const ROOT = new URL("./", location).pathname;
const SHELL = `stillpath shell ${ROOT}`, PAGES = `stillpath pages ${ROOT} `;
const KEPT = /^(today|programme|mood|safety|safety\/plan|(steps|measures)\/[a-z0-9-]+)$/;
const SENT_LATER = /^(mood|safety\/plan|(steps|measures)\/[a-z0-9-]+)$/;
const PATIENCE = 4000, PATIENCE_FOR_WORDS = 30000, DAY = 86400000, LONGEST = 30 * DAY;

// --- what is kept: facts, drafts by path, the outbox in order ---
let opened;
const database = () => opened ||= new Promise((done, failed) => {
  const asked = indexedDB.open(`stillpath ${ROOT}`, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("facts");
    asked.result.createObjectStore("drafts");
    asked.result.createObjectStore("outbox", { keyPath: "id", autoIncrement: true });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => { opened = null; failed(asked.error); };
});
const within = async (name, mode, act) => {
  const base = await database();
  return new Promise((done, failed) => {
    const change = base.transaction(name, mode, { durability: "strict" }); // a closed lid loses nothing
    const asked = act(change.objectStore(name));
    change.oncomplete = () => done(asked.result);
    change.onerror = change.onabort = () => failed(change.error);
  });
};
const get = (name, key) => within(name, "readonly", (s) => s.get(key)).catch(() => undefined);
const all = (name) => within(name, "readonly", (s) => s.getAll()).catch(() => []);
const put = (name, value, ...key) => within(name, "readwrite", (s) => s.put(value, ...key));
const drop = (name, key) => within(name, "readwrite", (s) => s.delete(key)).catch(() => {});
const clear = (name) => within(name, "readwrite", (s) => s.clear()).catch(() => {});

// --- whose device ---
const own = async () => { const found = await get("facts", "own"); return found?.active ? found : null; };
const wipe = async (choice) => {
  const before = await get("facts", "own");
  if (before && !choice) await put("facts", { ...before, active: false }, "own"); // first: nothing is kept from here on
  await Promise.all([clear("drafts"), clear("outbox"), drop("facts", "crisis"), drop("facts", choice ? "own" : "nobody")]);
  for (const name of await caches.keys()) if (name.startsWith(PAGES)) await caches.delete(name);
};
// A live page says who is signed in: what is somebody else's goes before the page is shown.
const met = async (person) => {
  const found = person && await get("facts", "own");
  if (!found) return;
  if (found.person !== person) await wipe(true);
  else if (!found.active) await put("facts", { ...found, active: true }, "own");
};

// --- pages ---
const soon = (time) => new Promise((_, late) => setTimeout(() => late(new Error("late")), time));
const absolute = (html, path) => html.replace(/ (href|src|action)="(?![a-z]+:|[#/])([^"]*)"/g, (_, name, link) => {
  const { pathname, search, hash } = new URL(link.replaceAll("&amp;", "&"), location.origin + ROOT + path);
  return ` ${name}="${pathname}${search.replaceAll("&", "&amp;")}${hash}"`;
}).replace(/data-root="[^"]*"/, `data-root="${ROOT}"`);
const shown = (html, name) => html.replaceAll(`hidden data-when="${name}"`, `data-when="${name}"`);
const instead = (html, name) => shown(html.replaceAll('data-when="list"', 'hidden data-when="list"'), name);

const keep = async (path, answer) => {
  const mine = await own();
  if (!mine || !KEPT.test(path) || answer.status !== 200 || answer.headers.get("Stillpath-Person") !== mine.person) return;
  const headers = new Headers(answer.headers);
  headers.set("Kept-At", new Date().toISOString());
  const body = await answer.text();
  await (await caches.open(PAGES + mine.person)).put(ROOT + path, new Response(body, { headers }));
  if ((await own())?.person !== mine.person) await caches.delete(PAGES + mine.person); // signed out meanwhile
};
const keptPage = async (path) => {
  const mine = KEPT.test(path) && await own();
  return mine ? (await caches.open(PAGES + mine.person)).match(ROOT + path) : undefined;
};
// A worksheet of several pages is kept as one, so that all of it can be written.
const fresh = async (path) => {
  const asked = new URL(ROOT + path + (path.startsWith("steps/") ? "?all=1" : ""), location).href;
  try {
    const answer = await fetch(asked);
    if (answer.url === asked) await keep(path, answer); // not what it was led on to
  } catch { /* the next time */ }
};
const young = (copy) => copy && Date.now() - Date.parse(copy.headers.get("Kept-At")) < DAY / 12;

// A copy says that it is one, and when it was made. A form in it counts as a new one.
const marked = async (answer) => {
  const at = answer.headers.get("Kept-At"), html = await answer.text();
  const language = /<html lang="([^"]*)"/.exec(html)?.[1];
  const when = new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  const once = Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const told = html.replace("hidden data-copy>", "data-copy>")
    .replace("<time data-kept-at></time>", `<time data-kept-at datetime="${at}">${when}</time>`)
    .replace(/name="once" value="[^"]*"/g, `name="once" value="${once}"`);
  return new Response(told, { headers: answer.headers });
};
const shell = async (path, status, change) => {
  const answer = await (await caches.open(SHELL)).match(ROOT + path);
  return answer ? new Response(change(await answer.text()), { status, headers: answer.headers }) : Response.error();
};
const without = (path) => path === "safety" ? shell("safety", 200, (html) => html)
  : path === "kept" ? shell("kept", 200, (html) => html)
  : shell("kept", 503, (html) => instead(html, "nothing"));

const read = async (event, path, plain) => {
  const copy = await keptPage(path);
  const live = (async () => {
    const answer = await event.preloadResponse || await fetch(event.request);
    if (path === "signed-out" && answer.ok) await wipe(false);
    await met(answer.headers.get("Stillpath-Person"));
    if (!path.startsWith("steps/")) { if (plain) event.waitUntil(keep(path, answer.clone()).catch(() => {})); }
    else if (answer.ok && !young(copy)) event.waitUntil(fresh(path));
    return answer;
  })();
  event.waitUntil(live.catch(() => {}));
  try {
    return await (copy ? Promise.race([live, soon(PATIENCE)]) : live);
  } catch {
    return copy ? marked(copy) : without(path);
  }
};

// --- what is sent ---
const OURS = /^(csrf|action|version|draft_version|view|shown|seen|once|rows\..*)$/;
const escaped = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const again = (path, fields) => shell("kept", 503, (html) => instead(html, "again").replace(
  /<form method="post" action="[^"]*" data-again>/,
  `<form method="post" action="${ROOT}${escaped(path)}" data-again>` +
  fields.map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join("")));

const send = async (event, path) => {
  const words = await event.request.clone().text();
  if (path === "sign-out") await flush();
  let answer;
  try {
    answer = await Promise.race([fetch(event.request), soon(PATIENCE_FOR_WORDS)]);
  } catch {
    if (path === "sign-out") await wipe(false);
    return unsent(path, [...new URLSearchParams(words)]);
  }
  await met(answer.headers.get("Stillpath-Person"));
  if (answer.type === "opaqueredirect" || answer.ok) {
    if (path === "sign-out") await wipe(false);
    else if (path === "erase" && answer.ok) await wipe(true);
    else event.waitUntil(taken(path));
  }
  return answer;
};
// A draft that the app has is not sent again, even where the page that wrote it is gone.
const saved = async ({ request }, path) => {
  const words = await request.clone().text(), answer = await fetch(request), draft = answer.ok && await get("drafts", path);
  const bare = (fields) => JSON.stringify(fields.filter(([, value]) => value));
  if (draft && bare(draft.fields) === bare(asDraft([...new URLSearchParams(words)]).fields)) await put("drafts", { ...draft, saved: true }, path);
  return answer;
};
const taken = async (path) => {
  await drop("drafts", path);
  if (!SENT_LATER.test(path) || !await own()) return;
  await fresh(path);
  await fresh("today");
};
const unsent = async (path, fields) => {
  const mine = await own(), action = fields.find(([name]) => name === "action")?.[1];
  if (!mine || !SENT_LATER.test(path)) return again(path, fields);
  const draft = { ...asDraft(fields), person: mine.person, at: Date.now() };
  if (path.startsWith("steps/") && action !== "complete") {
    await put("drafts", draft, path);
    return Response.redirect(ROOT + path, 303);
  }
  const before = (await all("outbox")).filter((one) => one.path === path && !one.trouble);
  if (/^(steps|safety)\//.test(path)) for (const one of before) await drop("outbox", one.id); // written over
  const title = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(await (await keptPage(path))?.text() || "")?.[1] || "";
  const item = { person: mine.person, path, title, fields: fields.filter(([name]) => name !== "csrf") };
  await put("outbox", { ...item, written_at: new Date().toISOString() });
  await put("drafts", { ...draft, queued: true }, path);
  await registration.sync?.register("outbox").catch(() => {});
  return Response.redirect(`${ROOT}kept?new=1`, 303);
};
const asDraft = (fields) => {
  const one = (name) => fields.find(([found]) => found === name)?.[1];
  const base = { version: one("version"), draft_version: one("draft_version"), view: one("view"), seen: one("seen") };
  return { ...base, fields: fields.filter(([name]) => !OURS.test(name)).map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]) };
};

// --- what goes up later: in order, each once (a key of its own, or its step's version, makes a repeat the same) ---
const signedIn = async () => {
  let answer;
  try { answer = await fetch(`${ROOT}kept/own`); } catch { return null; }
  return answer.ok ? answer.json().catch(() => null) : answer.status < 500 ? { nobody: true } : null;
};
let flushing = null;
const flush = () => flushing ||= sendAll().catch(() => {}).finally(async () => { flushing = null; await tellAll(); });
const sendAll = async () => {
  const mine = await own(), waiting = (await all("outbox")).filter((one) => !one.trouble);
  if (!mine || !waiting.length) return;
  const who = await signedIn();
  if (!who) return;
  await put("facts", Boolean(who.nobody), "nobody");
  await met(who.person);
  if (who.person !== mine.person) return;
  for (const one of waiting) {
    const body = new URLSearchParams([...one.fields, ["csrf", who.csrf], ["written_at", one.written_at]]);
    const answer = await Promise.race([fetch(ROOT + one.path, { method: "POST", body, redirect: "manual" }), soon(PATIENCE_FOR_WORDS)]);
    if (answer.status === 401) return put("facts", true, "nobody");
    if (answer.status === 403 || answer.status === 429 || answer.status >= 500) return; // later
    const crisis = /<section class="crisis"[^>]*id="crisis"[\s\S]*?<\/section>/.exec(await answer.text());
    if (crisis) await put("facts", absolute(crisis[0], one.path), "crisis");
    if (answer.type === "opaqueredirect" || answer.ok) {
      await drop("outbox", one.id);
      await taken(one.path);
    } else await put("outbox", { ...one, trouble: answer.status });
  }
};
const state = async (person) => {
  const mine = await own(), yours = Boolean(mine && mine.person === person), items = yours ? await all("outbox") : [];
  const answered = yours || (await get("facts", "answered")) === person;
  const [nobody, crisis] = yours ? [await get("facts", "nobody"), await get("facts", "crisis")] : [];
  const trouble = items.filter((one) => one.trouble).length;
  return { own: yours, answered, waiting: items.length - trouble, trouble, nobody, crisis };
};
const tellAll = async () => {
  const mine = await own();
  for (const page of await clients.matchAll()) page.postMessage({ ...await state(mine?.person), person: mine?.person });
};

// --- what is fetched before it is needed: one after the other, after Today was opened ---
const look = async (who) => {
  const key = `${who.language} ${who.country}`, seen = await get("facts", "shell");
  if (seen?.key === key && Date.now() - seen.at < DAY) return;
  await shells(`?language=${encodeURIComponent(who.language)}&country=${encodeURIComponent(who.country)}`);
  await put("facts", { key, at: Date.now() }, "shell");
};
const shells = async (query) => {
  const cache = await caches.open(SHELL);
  for (const path of ["safety", "kept"]) {
    const answer = await fetch(ROOT + path + query, { credentials: "omit" });
    if (answer.ok) await cache.put(ROOT + path, new Response(absolute(await answer.text(), path), { headers: answer.headers }));
  }
};
let fetching = Promise.resolve();
const ahead = (path) => fetching = fetching.then(() => fetchAhead(path)).catch(() => {});
const fetchAhead = async (path) => {
  const seen = await get("facts", "shell"), mine = await own();
  const due = path === "today" && mine;
  if (!due && seen && Date.now() - seen.at < DAY) return;
  const who = await signedIn();
  if (!who?.person) return;
  await look(who);
  if (!due || who.person !== mine.person || navigator.connection?.saveData) return;
  const cache = await caches.open(PAGES + mine.person);
  for (const copy of await cache.keys()) {
    if (Date.now() - Date.parse((await cache.match(copy)).headers.get("Kept-At")) > LONGEST) await cache.delete(copy);
  }
  for (const page of who.pages) {
    if (!young(await cache.match(ROOT + page))) await fresh(page);
  }
};

// --- what pages ask ---
const ASKED = {
  async hello({ person, live }) { if (live) await met(person); return state(person); },
  async after({ path }) { await flush(); await ahead(path); },
  async choose({ person, yes }) {
    await wipe(true);
    if (yes) await put("facts", { person, active: true }, "own");
    await put("facts", person, "answered");
    return state(person);
  },
  async keep({ person, path, words }) {
    if ((await own())?.person !== person) return;
    await put("drafts", { ...words, person }, path);
    const copy = words.saved && await keptPage(path);
    if (copy && Date.now() - Date.parse(copy.headers.get("Kept-At")) > 20000) await fresh(path);
  },
  async draft({ person, path }) { const found = await get("drafts", path); return found?.person === person ? found : null; },
  async drop({ path }) { await drop("drafts", path); },
  async list() { const mine = await own(); return { items: mine ? await all("outbox") : [], nobody: mine && await get("facts", "nobody") }; },
  async remove({ id }) { await drop("outbox", id); },
  async open({ id }) { // to be looked at by the person: its words go on as what stands in the form
    const mine = await own(), who = await signedIn(), one = await get("outbox", id);
    if (!mine || !one || who?.person !== mine.person) return null;
    await put("drafts", { ...asDraft(one.fields), person: mine.person, at: Date.parse(one.written_at) }, one.path);
    await drop("outbox", id);
    return { ...one, csrf: who.csrf };
  },
  async leave({ person }) { await flush(); const { waiting, trouble } = await state(person); return waiting + trouble; },
  async seen() { await drop("facts", "crisis"); },
};
addEventListener("message", (event) => {
  const { type, ...more } = event.data;
  event.waitUntil((async () => event.ports[0]?.postMessage(await ASKED[type]?.(more) ?? null))());
});
addEventListener("sync", (event) => event.waitUntil(flush()));

addEventListener("install", (event) => event.waitUntil((async () => {
  await (await caches.open(SHELL)).addAll(FILES.map((name) => `${ROOT}static/${name}`));
  await shells("");
  await skipWaiting();
})()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  await registration.navigationPreload?.enable();
  const cache = await caches.open(SHELL);
  for (const { url } of await cache.keys()) if (url.includes("/static/") && !FILES.some((name) => url.endsWith(name))) await cache.delete(url);
  await clients.claim();
})()));
const file = async (request, name) => {
  const cache = await caches.open(SHELL), [stem] = name.split(".");
  return await cache.match(request.url) || fetch(request).catch(async () => {
    const like = FILES.find((one) => one.startsWith(`${stem}.`) && one.split(".").at(-1) === name.split(".").at(-1));
    return like && await cache.match(`${ROOT}static/${like}`) || Response.error();
  });
};
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin || !pathname.startsWith(ROOT)) return;
  const path = pathname.slice(ROOT.length);
  if (path.startsWith("static/") && request.method === "GET") event.respondWith(file(request, path.slice(7)));
  else if (request.method === "POST" && /^steps\/[^/]+\/draft$/.test(path)) event.respondWith(saved(event, path.slice(0, -6)));
  else if (request.mode !== "navigate" || /^(record|v1)\//.test(path)) return;
  else if (request.method === "POST") event.respondWith(send(event, path));
  else event.respondWith(read(event, path, !search));
});
