// The roll on a phone. What is tapped is on the phone's disk before anything else, and sent when the network is there;
// the same page works without network, when the worker shows it empty and it fills itself from the phone.
(() => {
  "use strict";
  const here = document.currentScript.dataset;
  const root = document.querySelector("[data-rolls]");
  if (!root || !("indexedDB" in window) || !self.MeydanRolls) return;
  const store = self.MeydanRolls;
  const words = JSON.parse(document.getElementById("roll-words").textContent);
  const owner = Number(root.dataset.owner);
  const rolls = here.shell.replace(/shell\/$/, "");
  const isEmpty = "empty" in root.dataset;  // the page without network
  const one = (selector, within = root) => within.querySelector(selector);
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const number = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });
  const say = (name, values = {}) => (words[name] || "").replace(/\{(\w+)\}/g, (_all, key) =>
    typeof values[key] === "number" ? number.format(values[key]) : values[key] ?? "");
  const show = (element, shown) => { if (element) element.hidden = !shown; };
  const CAME = ["present", "late"];

  // ---- Sending: at once, when the network is back, when the page is seen again, and then ever more seldom.
  let why = "", wait = 2000, timer = 0;
  const send = async () => {
    clearTimeout(timer);
    const result = await store.send({ root: rolls, gone: words.gone });
    why = result.why;
    await refresh();
    if (result.left && why === "network") {
      timer = setTimeout(send, wait);
      wait = Math.min(wait * 2, 120000);
    } else wait = 2000;
    if (!result.left) sent();
  };
  let dirty = false;
  const sent = () => {
    if (!dirty) return;
    dirty = false;
    if (isEmpty) { location.reload(); return; }
    settleAgain();
  };
  const later = async () => {
    const worker = await navigator.serviceWorker?.ready;
    try { await worker?.sync?.register("meydan-rolls"); } catch { /* not there: the page sends */ }
  };
  const unkept = new Set();  // said, and not yet on the disk
  const said = async (what) => {
    const entry = { id: store.uuid(), at: Date.now(), owner, occasion: roll.id, status: "waiting", ...what };
    dirty = true;
    unkept.add(entry);
    lay(now, entry);
    draw();
    await store.add(entry);
    unkept.delete(entry);
    await refresh();
    if (!navigator.onLine) later();
    send();
  };

  // ---- What stands: the roll as the server knew it last, and on top of it what waits on this phone.
  let roll = null;
  const lay = ({ people, counts }, entry) => {
    if (entry.kind === "count") {
      counts[entry.band || ""] = { women: entry.women, men: entry.men, others: entry.others, e: entry.id };
      return;
    }
    const person = people.get(entry.target) || { t: entry.target, n: entry.name || "", w: true };
    people.set(entry.target, { ...person, s: entry.state, e: entry.id, waits: true });
  };
  const overlaid = (queue) => {
    const stands = { people: new Map(roll.people.map((person) => [person.t, person])), counts: { ...roll.counts } };
    queue.filter((entry) => entry.occasion === roll.id && entry.status === "waiting").forEach((entry) => lay(stands, entry));
    return stands;
  };
  let now = { people: new Map(), counts: {} };
  // A roll taken along the evening before was not open yet.
  const mayMark = () => roll.can || (isEmpty && !roll.closed && Date.now() >= roll.opens && Date.now() < roll.drop);

  const line = (person) => {
    const item = document.getElementById("roll-line").content.firstElementChild.cloneNode(true);
    item.dataset.target = person.t;
    one(".person-name", item).textContent = person.n;
    if (!person.w) one("[data-tag]", item)?.remove();
    one(".marks", item).setAttribute("aria-label", person.n);
    all("input", item).forEach((input) => { input.name = `mark-${person.t}`; input.disabled = !mayMark(); });
    return item;
  };
  const draw = () => {
    const list = one("[data-people]");
    const lines = new Map(all("li", list).map((item) => [item.dataset.target, item]));
    const sorted = [...now.people.values()];
    for (const person of sorted) {
      if (!lines.has(person.t)) {
        const made = line(person);
        lines.set(person.t, made);
        list.append(made);
      }
      const item = lines.get(person.t);
      item.classList.toggle("waits", Boolean(person.waits));
      all("input", item).forEach((input) => { input.checked = input.value === person.s; });
    }
    for (const [target, item] of lines) if (!now.people.has(target)) item.remove();
    const states = sorted.map((person) => person.s);
    const came = states.filter((state) => CAME.includes(state)).length;
    const absent = states.filter((state) => state === "absent").length;
    one("[data-came]").textContent = say("came", { n: came });
    one("[data-absent]").textContent = say("absent", { n: absent });
    one("[data-not-marked]").textContent = say("not_marked", { n: states.length - came - absent });
    show(one("[data-nobody]"), !states.length);
  };
  let round = 0;
  const refresh = async () => {
    const mine = ++round;
    const [kept, known] = await Promise.all([store.queue(), roll && store.roll(roll.id)]);
    if (mine !== round) return;  // something was said meanwhile, and is drawn after it is kept
    const ids = new Set(kept.map((entry) => entry.id));
    const queue = [...kept, ...[...unkept].filter((entry) => !ids.has(entry.id))];
    pending(queue);
    if (!roll) return;
    roll = { ...roll, ...known };
    now = overlaid(queue);
    draw();
    counted();
  };
  const pending = (queue) => {
    const waiting = queue.filter((entry) => entry.status === "waiting");
    const refused = queue.filter((entry) => entry.status === "refused");
    const n = waiting.length;
    const sentence = { "sign-in": "sign_in", "no-right": "no_right", "other-account": "other_account" }[why] || "waiting";
    const box = one("[data-pending]");
    show(box, n > 0);
    box.dataset.left = n;
    one("[data-pending-said]").textContent = n ? say(sentence, { n }) : "";
    const link = one("[data-pending-sign-in]");
    show(link, n > 0 && why === "sign-in");
    link.href = `${here.signIn}?next=${encodeURIComponent(location.pathname)}`;
    show(one("[data-refused]"), refused.length > 0);
    one("[data-refused-list]").replaceChildren(...refused.map((entry) => {
      const item = document.createElement("li");
      const name = entry.name || roll?.people.find((person) => person.t === entry.target)?.n || "";
      item.textContent = [name, entry.reason].filter(Boolean).join(": ");
      return item;
    }));
  };
  one("[data-refused-seen]")?.addEventListener("click", () => store.seen().then(refresh));

  // What two phones said differently is the server's to show: that part of the page is asked for anew.
  const settleAgain = async () => {
    const place = document.getElementById("unsettled");
    if (!place || !roll) return;
    try {
      const answer = await fetch(`${rolls}${roll.id}/unsettled/`, { redirect: "error", credentials: "same-origin" });
      if (answer.ok) place.outerHTML = await answer.text();
    } catch { /* the next time */ }
  };

  // ---- One tap a person.
  const mark = (target, state, more = {}) => {
    const person = now.people.get(target);
    if (!person || (person.s === state && !more.evidence)) return null;
    return said({ kind: "mark", target, state, seen: person.e || "", ...more });
  };
  const calling = () => {
    const form = one("[data-marks]");
    all("[data-without-script]").forEach((button) => { button.hidden = true; });
    show(one("[data-tools]"), true);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      const item = event.target.closest("li[data-target]");
      if (item) mark(item.dataset.target, event.target.value);
    });
    searching();
    walkIns();
    tickets();
    counting();
  };

  // ---- Looking for a name: ي and ک of any keyboard, spaces and joiners apart.
  const folded = (text) => text.replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/[أإآ]/g, "ا").replace(/[\u200c\s]+/g, " ").trim().toLowerCase();
  const searching = () => one("[data-search]").addEventListener("input", (event) => {
    const asked = folded(event.target.value).split(" ").filter(Boolean);
    let found = 0;
    for (const item of all("[data-people] li")) {
      const name = folded(one(".person-name", item).textContent);
      const fits = asked.every((word) => name.includes(word));
      item.hidden = !fits;
      found += fits;
    }
    show(one("[data-no-match]"), asked.length > 0 && !found);
  });

  // ---- Somebody who is in no list.
  const tell = (text, level = "success") =>
    document.dispatchEvent(new CustomEvent("toasts", { detail: { toasts: [{ text, level }] } }));
  const walkIns = () => one("[data-walk-in]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const [name, phone, sex, band] = ["name", "phone", "sex", "age_band"].map((field) => form.elements[field].value.trim());
    if (!name.replace(/[\u200c\u200e\u200f\s]/g, "")) { tell(words.name_missing, "danger"); form.elements.name.focus(); return; }
    said({ kind: "walk_in", target: `w${store.uuid()}`, state: "present", name, phone, sex, band });
    tell(say("added", { name }));
    form.reset();
    form.closest("details").open = false;
  });

  // ---- Tickets: typed, or before the camera.
  const arabic = (text) => text.replace(/[۰-۹٠-٩]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".includes(digit) ? "۰۱۲۳۴۵۶۷۸۹".indexOf(digit) : "٠١٢٣٤٥٦٧٨٩".indexOf(digit));
  const ticket = (text) => {
    const code = arabic(text).toUpperCase().replace(/[\s-]/g, "");
    const person = code && [...now.people.values()].find((one) => one.c === code);
    if (!person) return null;
    if (!CAME.includes(person.s)) mark(person.t, "present", { evidence: "check_in" });
    return say("found", { name: person.n });
  };
  const tickets = () => {
    one("[data-ticket]")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = ticket(event.target.elements.code.value);
      tell(found || words.wrong_ticket, found ? "success" : "danger");
      if (found) event.target.reset();
    });
    const dialog = one("[data-scanner]");
    let end = null;
    const over = () => { end?.(); end = null; };
    dialog.addEventListener("close", over);
    one("[data-scan-end]").addEventListener("click", () => dialog.close());
    const opens = one("[data-scan]");
    show(opens, Boolean(navigator.mediaDevices?.getUserMedia));
    opens?.addEventListener("click", async () => {
      dialog.showModal();
      one("[data-scanned]").textContent = "";
      try {
        end = await self.MeydanCamera(one("[data-video]"), (code) => {
          one("[data-scanned]").textContent = ticket(code) || words.wrong_ticket;
          navigator.vibrate?.(60);
        });
        if (!dialog.open) over();
      } catch {
        dialog.close();
        tell(words.no_camera, "danger");
      }
    });
  };

  // ---- Heads without names: three numbers of an age, each with large steps.
  const FIELDS = ["women", "men", "others"];
  const digits = (text) => Math.min(Number(arabic(text || "").replace(/[^0-9]/g, "")) || 0, 1000000);
  const counted = () => {
    const form = one("[data-count]");
    if (!form || form.contains(document.activeElement)) return;
    const known = now.counts[form.elements.age_band.value];
    FIELDS.forEach((field) => { form.elements[field].value = known ? number.format(known[field]) : ""; });
    total(form);
  };
  const total = (form) => {
    const heads = FIELDS.reduce((sum, field) => sum + digits(form.elements[field].value), 0);
    one("[data-counted]").textContent = say("counted", { n: heads });
    return heads;
  };
  const counting = () => {
    const form = one("[data-count]");
    if (!form) return;
    let soon = 0;
    const keep = () => {
      clearTimeout(soon);
      soon = 0;
      const band = form.elements.age_band.dataset.of ?? form.elements.age_band.value;
      const [women, men, others] = FIELDS.map((field) => digits(form.elements[field].value));
      const known = now.counts[band];
      if (known && known.women === women && known.men === men && known.others === others) return;
      if (!known && !(women + men + others)) return;
      said({ kind: "count", band, women, men, others, seen: known?.e || "" });
    };
    const changed = () => { total(form); clearTimeout(soon); soon = setTimeout(keep, 700); };
    form.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
    form.elements.age_band.dataset.of = form.elements.age_band.value;
    form.elements.age_band.addEventListener("change", (event) => {
      if (soon) keep();
      event.target.dataset.of = event.target.value;
      event.target.blur();
      counted();
    });
    addEventListener("pagehide", () => { if (soon) keep(); });
    FIELDS.forEach((field) => {
      const box = form.elements[field];
      const name = box.labels[0]?.firstChild.textContent.trim() || "";
      const step = (by, text, label) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet step", textContent: text });
        button.setAttribute("aria-label", `${name}: ${label}`);
        button.addEventListener("click", () => { box.value = number.format(Math.max(digits(box.value) + by, 0)); changed(); });
        return button;
      };
      const row = Object.assign(document.createElement("span"), { className: "stepper" });
      box.before(row);
      row.append(step(-1, "−", words.less), box, step(1, "+", words.more), step(5, `+${number.format(5)}`, words.five_more));
      box.addEventListener("input", changed);
    });
  };

  // ---- The day's rolls, to take along the evening before.
  const along = () => {
    const button = one("[data-take-along]");
    if (!button) return;
    show(one("[data-along]"), true);
    const state = one("[data-along-said]");
    const tellKept = async () => {
      const kept = await store.rolls();
      state.textContent = kept.length ? say("along", { n: kept.length }) : "";
    };
    button.addEventListener("click", async () => {
      button.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(here.along, { redirect: "error", credentials: "same-origin" });
        const { owner: whose, rolls: some } = await answer.json();
        await store.keep(some, whose);
        (await navigator.serviceWorker?.ready)?.active?.postMessage("fill");
        await navigator.storage?.persist?.();
        await tellKept();
      } catch { tell(document.body.dataset.unsent, "danger"); }
      button.removeAttribute("aria-busy");
    });
    tellKept();
  };

  // ---- The page without network: the day's list, or one roll, from the phone.
  const none = (text) => { show(one("[data-none]"), true); one("[data-none-said]").textContent = text; };
  const cards = (kept) => {
    if (!kept.length) { none(words.nothing_along); return; }
    one("[data-cards]").replaceChildren(...kept.sort((a, b) => a.starts - b.starts).map((roll) => {
      const card = document.getElementById("roll-card").content.firstElementChild.cloneNode(true);
      Object.assign(one("a", card), { href: `${rolls}${roll.id}/`, textContent: roll.title });
      one(".card-meta span", card).textContent = [roll.day, roll.when, roll.place].filter(Boolean).join(" · ");
      return card;
    }));
  };
  const fill = async () => {
    const asked = location.pathname.startsWith(rolls) ? Number(location.pathname.slice(rolls.length).replace("/", "")) : 0;
    const kept = (await store.rolls()).filter((roll) => roll.owner === owner);
    if (!asked) { cards(kept); return; }
    roll = kept.find((one) => one.id === asked);
    if (!roll) { none(words.not_along); cards(kept); return; }
    document.title = roll.title;
    one("[data-title]").textContent = roll.title;
    one("[data-lead]").textContent = [roll.day, roll.when, roll.place].filter(Boolean).join(" · ");
    show(one("[data-call]"), true);
    calling();
  };

  const begin = async () => {
    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.register(here.worker, { scope: "/desk/" }).then(async () => {
        if (navigator.onLine && !isEmpty) (await navigator.serviceWorker.ready).active.postMessage("fill");
      }).catch(() => {});
      navigator.serviceWorker.addEventListener("message", () => send());
    }
    await store.tidy(owner);
    const given = document.getElementById("roll-pocket");
    if (given) {
      roll = JSON.parse(given.textContent);
      await store.keep([roll], owner);
      calling();
    } else if (isEmpty) await fill();
    along();
    await refresh();
    root.dataset.ready = "yes";
    dirty = (await store.queue()).some((entry) => entry.status === "waiting");
    send();
  };
  addEventListener("online", () => { wait = 2000; send(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { wait = 2000; send(); } });
  begin();
})();
