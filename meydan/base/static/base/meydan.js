// What pages do beyond HTML: every one of them works without this file, only less smoothly.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (name) => document.body.dataset[name] || "";

  // Toasts: those of the page get a close button; htmx answers bring new ones.
  const toasts = document.querySelector("[data-toasts]");
  const toast = (text, level = "success") => {
    const box = document.getElementById("toast").content.firstElementChild.cloneNode(true);
    box.classList.add(level);
    box.querySelector("span").textContent = text;
    (toasts || document.body).append(box);
  };
  document.addEventListener("toasts", (event) => event.detail.toasts.forEach((one) => toast(one.text, one.level)));
  document.addEventListener("click", (event) => {
    event.target.closest(".toast button")?.parentElement.remove();
    all("details[data-close-outside][open]").forEach((open) => open.contains(event.target) || (open.open = false));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details[data-close-outside][open]").forEach((open) => { open.open = false; open.firstElementChild.focus(); });
  });
  document.addEventListener("htmx:sendError", () => toast(say("unsent"), "danger"));
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Trigger")) toast(say("broken"), "danger");
  });

  // The error summary is read first.
  const toSummary = (root) => root.querySelector(".error-summary")?.focus();
  document.addEventListener("htmx:afterSettle", (event) => toSummary(event.detail.elt));

  // The network bar.
  const network = () => { document.querySelector("[data-offline]").hidden = navigator.onLine; };
  addEventListener("online", network);
  addEventListener("offline", network);

  // Light and dark at once; the cookie is the same the server would set.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-theme-switch]") || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    all("button", event.target).forEach((one) => one.setAttribute("aria-pressed", String(one === event.submitter)));
  });

  // Drafts: what is typed in a form with data-keep outlives a lost network and an ended session, in this tab only.
  // A draft that was sent is dropped on the next page, unless that page holds it (an error, the way through sign-in).
  // With data-seal (base64 of 32 bytes, which only the page brings) it stands sealed in the tab: whoever finds the tab reads nothing.
  const KEEP = 24 * 3600 * 1000;
  const store = {
    get: (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ } },
    drop: (key) => { try { sessionStorage.removeItem(key); } catch { /* forbidden */ } },
  };
  const draftKeys = () => { try { return Object.keys(sessionStorage).filter((key) => key.startsWith("draft ")); } catch { return []; } };
  const kept = all("form[data-keep]");
  const keyOf = (form) => `draft ${location.pathname} ${form.getAttribute("action") || kept.indexOf(form)}`;
  const boxes = (form) => [...form.elements].filter((box) =>
    box.name && !["hidden", "file", "password", "submit", "button"].includes(box.type) &&
    box.autocomplete !== "one-time-code" && !box.closest("[data-private]"));
  const isChoice = (box) => box.type === "checkbox" || box.type === "radio";
  const idOf = (box) => isChoice(box) ? `${box.name}=${box.value}` : box.name;
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const sealer = (form) => crypto.subtle.importKey("raw", bytes(form.dataset.seal), "AES-GCM", false, ["encrypt", "decrypt"]);
  const seal = async (form, said) => {
    const iv = crypto.getRandomValues(new Uint8Array(12)), plain = new TextEncoder().encode(JSON.stringify(said));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await sealer(form), plain));
    return btoa(Array.from([...iv, ...sealed], (byte) => String.fromCharCode(byte)).join(""));
  };
  const unseal = async (form, text) => {
    try {
      const sealed = bytes(text), name = "AES-GCM", iv = sealed.slice(0, 12);
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name, iv }, await sealer(form), sealed.slice(12))));
    } catch { return null; }  // of somebody else, or changed
  };
  const remember = async (form) => {
    const said = {}, key = keyOf(form);
    boxes(form).forEach((box) => {
      said[idOf(box)] = isChoice(box) ? box.checked : box.multiple ? [...box.selectedOptions].map((o) => o.value) : box.value;
    });
    const at = Date.now(), sent = "sending" in form.dataset;
    if (!("seal" in form.dataset)) { store.set(key, { said, at, sent }); return; }
    if (!globalThis.crypto?.subtle) return;  // an unsafe connection keeps nothing
    const was = store.get(key);
    if (was && sent) store.set(key, { ...was, sent });  // now: the page may be gone before it is sealed
    store.set(key, { sealed: await seal(form, said), at, sent: "sending" in form.dataset });
  };
  const restore = (form, said) => {
    let changed = false;
    boxes(form).forEach((box) => {
      const was = said[idOf(box)];
      if (was === undefined) return;
      if (isChoice(box)) { changed ||= box.checked !== was; box.checked = was; }
      else if (box.multiple) [...box.options].forEach((o) => { changed ||= o.selected !== was.includes(o.value); o.selected = was.includes(o.value); });
      else { changed ||= box.value !== was; box.value = was; }
    });
    if (changed) toast(say("restored"), "info");
  };
  const begin = () => {
    const holds = "hold" in document.body.dataset;
    const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
    draftKeys().forEach((key) => {
      const draft = store.get(key);
      if (!draft || Date.now() - draft.at > KEEP) store.drop(key);
      else if (draft.sent && holds) store.set(key, { ...draft, sent: false });
      else if (draft.sent && arrived && !document.querySelector(".error-summary")) store.drop(key);
    });
    kept.forEach(async (form) => {
      const draft = store.get(keyOf(form));
      let wait;
      form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(remember, 300, form); });
      if (!draft || form.querySelector(".error-summary")) return;
      const said = draft.sealed ? "seal" in form.dataset && await unseal(form, draft.sealed) : draft.said;
      if (said) restore(form, said);
      else store.drop(keyOf(form));
    });
  };

  // Sending once: a second press while the first is under way does nothing; offline, nothing is sent and nothing lost.
  // Whoever signs out leaves no drafts behind, nor lists of names in workers: <form data-forget>.
  const forgetting = navigator.serviceWorker?.getRegistrations?.().catch(() => []);
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-forget]")) return;
    draftKeys().forEach(store.drop);
    self.indexedDB?.deleteDatabase("meydan-recordings");  // base/recorder.js
    (await forgetting)?.forEach((one) => one.active?.postMessage("forget"));
  });
  const release = (form) => {
    delete form.dataset.sending;
    all("button[aria-busy]", form).forEach((button) => { button.removeAttribute("aria-busy"); button.disabled = false; });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.closest("[hx-post], [hx-get]")) return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    if (!navigator.onLine) { event.preventDefault(); toast(say("unsent"), "danger"); } else form.dataset.sending = "yes";
    if (form.matches("[data-keep]")) remember(form);
    if (event.defaultPrevented) return;
    const button = event.submitter;
    if (button) setTimeout(() => { button.setAttribute("aria-busy", "true"); button.disabled = true; });
    setTimeout(release, 20000, form);
  });
  addEventListener("pageshow", (event) => event.persisted && all("form[data-sending]").forEach(release));

  all("[data-print-page]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });

  network();
  begin();
  toSummary(document);
})();
