// Only a convenience: every page works without it. Saves a worksheet while somebody writes.
(() => {
  "use strict";
  const summary = document.getElementById("problems") || document.getElementById("crisis");
  if (summary && summary.id === "problems") summary.focus();

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const status = form.querySelector("[data-saved]");
  let timer = 0;
  let saving = null;
  let changed = false;

  const say = (words) => { status.textContent = words; };

  const save = async (keepalive) => {
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive });
      if (answer.status === 401 || answer.status === 403) return say(form.dataset.saySignedOut);
      const told = await answer.json();
      if (told.version) form.elements.draft_version.value = told.version;
      if (told.crisis && !document.getElementById("crisis")) {
        document.getElementById("content").insertAdjacentHTML("afterbegin", told.crisis);
        const title = document.getElementById("crisis-title");
        title.tabIndex = -1;
        title.focus({ preventScroll: false });
      }
      say(told.saved || told.conflict || form.dataset.sayLater);
    } catch {
      changed = true;
      say(form.dataset.sayOffline);
    }
  };

  const soon = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => { saving = (saving || Promise.resolve()).then(() => save(false)).finally(() => { saving = null; }); }, 1500);
  };

  form.addEventListener("input", soon);
  addEventListener("online", () => { if (changed) soon(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && changed) { clearTimeout(timer); save(true); }
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    changed = false;
    if (!saving) return;
    event.preventDefault(); // a save is on its way: wait, so that this one builds on it
    const button = event.submitter;
    saving.finally(() => form.requestSubmit(button));
  });
})();
