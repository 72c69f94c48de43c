// The tribune mode: a wall of tiles while nobody speaks, one screen while somebody does. What is said is on the tablet's
// disk before anybody says thank you, and sent when the network is there; the page is the same with and without it.
(() => {
  "use strict";
  const here = document.currentScript.dataset;
  const root = document.querySelector("[data-tribune]");
  if (!root || !("indexedDB" in window)) return;
  const store = self.MeydanTribune;
  const words = JSON.parse(document.getElementById("tribune-words").textContent);
  const owner = Number(root.dataset.owner);
  const base = here.shell.replace(/shell\/$/, "");
  const one = (selector, within = root) => within.querySelector(selector);
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const number = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });
  const say = (name, values = {}) => (words[name] || "").replace(/\{(\w+)\}/g, (_all, key) =>
    typeof values[key] === "number" ? number.format(values[key]) : values[key] ?? "");
  const show = (element, shown) => { if (element) element.hidden = !shown; };

  let tribune = null, tiles = null, line = [], busy = false;
  const form = one("[data-form]");
  const recorders = { voice: one("[data-voice] [data-recorder]"), consent: one("[data-answer] [data-recorder]") };
  const view = (name) => {
    all("[data-view]").forEach((section) => show(section, section.dataset.view === name));
    if (name === "rest") { tiles ||= self.MeydanTiles(one("[data-tiles]"), one(".tribune-card")); tiles.wake(); }
    scrollTo(0, 0);
  };

  // ---- Sending: at once, when the network is back, when the page is seen again, and then ever more seldom.
  let why = "", wait = 2000, timer = 0;
  const send = async () => {
    clearTimeout(timer);
    const result = await store.send({ root: base, large: words.large, told: refresh });
    why = result.why;
    await refresh();
    if (result.left && why === "network") { timer = setTimeout(send, wait); wait = Math.min(wait * 2, 120000); } else wait = 2000;
  };
  const later = async () => {
    const worker = await navigator.serviceWorker?.ready;
    try { await worker?.sync?.register("meydan-tribune"); } catch { /* not there: the page sends */ }
  };
  addEventListener("online", () => { wait = 2000; send(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { wait = 2000; send(); } });

  // ---- What waits, what was refused, how many spoke, who is next.
  let drawnRefused = "";
  const refresh = async () => {
    const entries = await store.entries();
    const waiting = entries.filter((entry) => entry.status === "waiting"), n = waiting.length;
    const sentence = { "sign-in": "sign_in", "no-right": "no_right", "other-account": "other_account" }[why] || "waiting";
    one("[data-pending]").dataset.left = n;
    show(one("[data-pending]"), n > 0);
    one("[data-pending-said]").textContent = n ? say(sentence, { n }) : "";
    const link = one("[data-pending-sign-in]");
    show(link, n > 0 && why === "sign-in");
    link.href = `${here.signIn}?next=${encodeURIComponent(location.pathname)}`;
    refused(entries.filter((entry) => entry.status === "refused"));
    if (!tribune) return;
    const known = await store.tribune(tribune.id);
    const said = (known?.said || 0) + waiting.filter((entry) => entry.tribune === tribune.id).length;
    one("[data-said]").textContent = say("said", { n: said });
    tiles?.said(said);
    line = await store.line(tribune.id);
    const [next] = line;
    one("[data-next]").textContent = !next ? words.nobody_waits
      : next.name ? say("next_named", { n: next.number, name: next.name }) : say("next", { n: next.number });
    const others = line.slice(1).map((person) => person.name ? `${number.format(person.number)} (${person.name})` : number.format(person.number));
    one("[data-in-line]").textContent = others.length ? say("in_line", { names: others.join("، ") }) : words.line_empty;
    show(one("[data-in-line]"), line.length > 0);
  };
  const refused = (entries) => {
    const ids = entries.map((entry) => entry.id).join();
    if (ids === drawnRefused) return;
    drawnRefused = ids;
    show(one("[data-refused]"), entries.length > 0);
    one("[data-refused-list]").replaceChildren(...entries.map((entry) => {
      const item = document.getElementById("tribune-refused").content.firstElementChild.cloneNode(true);
      one("span", item).textContent = [entry.reason, entry.text.slice(0, 160)].filter(Boolean).join(" — ");
      const player = one("audio", item);
      show(player, Boolean(entry.voice));
      if (entry.voice) player.src = URL.createObjectURL(entry.voice);
      one("button", item).addEventListener("click", () => store.seen(entry.n).then(refresh));
      return item;
    }));
  };

  // ---- Somebody speaks.
  let step = 0;
  const prompt = () => {
    const lines = tribune.scenario;
    one("[data-sentence]").textContent = lines[step] || "";
    one("[data-step]").textContent = lines.length > 1 ? say("step", { n: step + 1, all: lines.length }) : "";
    one("[data-back]").disabled = step === 0;
    one("[data-on]").disabled = step >= lines.length - 1;
    show(one(".tribune-prompt"), lines.length > 0);
  };
  const wrong = (text, place = null) => {
    const box = one("[data-error]");
    box.textContent = text;
    show(box, Boolean(text));
    if (place) { const fold = place.closest("details"); if (fold) fold.open = true; place.focus(); }
    if (text) box.scrollIntoView({ block: "nearest" });
  };
  const empty = () => {
    form.reset();
    all("details", form).forEach((fold) => { if (!fold.matches("[data-file]")) fold.open = false; });
    Object.values(recorders).forEach((recorder) => recorder.recorder?.clear());
    form.elements.kind[0].checked = true;
    wrong("");
  };
  const begun = () => Boolean(recorders.voice.recorder?.blob || recorders.consent.recorder?.blob || form.elements.text.value.trim() || one(".recording"));
  const start = async () => {
    const [next] = line;
    if (next) await store.leave(next.n);
    step = 0;
    empty();
    prompt();
    view("speak");
    one("[data-record]", recorders.voice).focus();
    refresh();
  };
  const arabic = (text) => text.replace(/[۰-۹٠-٩]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".includes(digit) ? "۰۱۲۳۴۵۶۷۸۹".indexOf(digit) : "٠١٢٣٤٥٦٧٨٩".indexOf(digit));
  const save = async () => {
    const fields = form.elements;
    if (one(".recording")) {  // pressed while somebody was still recording: what was said until now is taken
      const stopped = new Promise((resolve) => root.addEventListener("recorded", resolve, { once: true }));
      Object.values(recorders).forEach((recorder) => recorder.recorder.stop());
      await stopped;
    }
    const voice = recorders.voice.recorder.blob, consent = recorders.consent.recorder.blob;
    const text = fields.text.value.trim(), phone = arabic(fields.phone.value).replace(/[\s\-()\u200c\u200e\u200f]/g, "");
    if (!voice && !text) { wrong(words.nothing_said); return; }
    if (phone && !/^(\+98|0098|98|0)?9[0-9]{9}$/.test(phone)) { wrong(words.wrong_phone, fields.phone); return; }
    if (phone && !consent) { wrong(words.no_consent, one("[data-record]", recorders.consent)); return; }
    const entry = {
      id: store.uuid(), at: Date.now(), owner, tribune: tribune.id, kind: fields.kind.value, topic: fields.topic.value,
      area: fields.area.value, text, phone, voice: voice && new Blob([voice], { type: voice.type }),
      consent: phone && consent ? new Blob([consent], { type: consent.type }) : null,
    };
    try { await store.add(entry); } catch { wrong(words.full); return; }
    empty();
    one("[data-thanks]").textContent = words.saved;
    view("rest");
    await refresh();
    one("[data-start]").focus();
    setTimeout(() => { one("[data-thanks]").textContent = ""; }, 8000);
    if (!navigator.onLine) later();
    send();
  };
  const speaking = () => {
    one("[data-start]").addEventListener("click", start);
    one("[data-line]").addEventListener("submit", async (event) => {
      event.preventDefault();
      const box = event.target.elements.name;
      await store.lineUp(tribune.id, box.value.trim());
      box.value = "";
      refresh();
    });
    one("[data-wipe]").addEventListener("click", () => tiles.clear());
    one("[data-back]").addEventListener("click", () => { step = Math.max(step - 1, 0); prompt(); });
    one("[data-on]").addEventListener("click", () => { step = Math.min(step + 1, tribune.scenario.length - 1); prompt(); });
    one("[data-cancel]").addEventListener("click", () => {
      Object.values(recorders).forEach((recorder) => recorder.recorder.stop());
      setTimeout(() => { empty(); view("rest"); refresh(); }, 50);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      try { await save(); } finally { busy = false; }
    });
    addEventListener("beforeunload", (event) => { if (begun()) { event.preventDefault(); event.returnValue = words.leave; } });
  };

  // ---- The screen stays bright, and is all there is.
  const bright = async () => { try { await navigator.wakeLock?.request("screen"); } catch { /* low battery */ } };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) bright(); });
  const full = one("[data-full]");
  show(full, document.fullscreenEnabled);
  full.addEventListener("click", () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => {}));

  // ---- One tribune: given with the page, or from the tablet.
  const option = ([value, label]) => Object.assign(document.createElement("option"), { value, textContent: label });
  const open = () => {
    document.title = `${tribune.place} · ${document.title}`;
    one("[data-edition]").textContent = tribune.edition;
    one("[data-place]").textContent = [tribune.place, tribune.day, tribune.when].filter(Boolean).join(" · ");
    one("[data-kinds]").replaceChildren(...tribune.kinds.map(([value, label]) => {
      const made = document.getElementById("tribune-kind").content.firstElementChild.cloneNode(true);
      one("input", made).value = value;
      one("span", made).textContent = label;
      return made;
    }));
    form.elements.topic.replaceChildren(...[["", words.no_topic], ...tribune.topics].map(option));
    form.elements.area.replaceChildren(...[["", words.no_topic], ...tribune.areas].map(option));
    form.elements.kind[0].checked = true;
    if (Date.now() < tribune.opens || Date.now() > tribune.closes) one("[data-thanks]").textContent = words.not_now;
    speaking();
    view("rest");
  };
  const begin = async () => {
    const given = document.getElementById("tribune-pocket");
    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.register(here.worker, { scope: base }).then(async () => {
        if (given && navigator.onLine) (await navigator.serviceWorker.ready).active.postMessage("fill");
      }).catch(() => {});
      navigator.serviceWorker.addEventListener("message", () => { refresh(); send(); });
    }
    await store.tidy(owner);
    if (given) {
      tribune = JSON.parse(given.textContent);
      await store.keep(tribune, owner);
      navigator.storage?.persist?.();
    } else {
      const asked = Number(location.pathname.slice(base.length).replace("/", ""));
      const kept = await store.tribune(asked);
      if (kept?.owner === owner) tribune = kept;
    }
    if (tribune) open(); else { one("[data-none]").textContent = words.not_here; view("none"); }
    await refresh();
    bright();
    root.dataset.ready = "yes";
    send();
  };
  begin();
})();
