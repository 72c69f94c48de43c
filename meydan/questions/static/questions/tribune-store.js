// What a tablet keeps of tribunes, and how it sends what was said: one by one, in order, each with the key it was made
// with, so that it counts once. On base/pocket.js; the page loads it, the worker imports it: `MeydanTribune`.
(() => {
  "use strict";
  const { asked, opened, uuid, ask, turnedAway, alone } = self.MeydanPocket;
  const SKEW = 5000;  // milliseconds within which two clocks agree
  const within = opened("meydan-tribune", 1, (database) => {
    database.createObjectStore("tribunes", { keyPath: "id" });
    database.createObjectStore("entries", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
    database.createObjectStore("line", { keyPath: "n", autoIncrement: true });
    database.createObjectStore("facts");
  });

  const store = {
    uuid,
    tribunes: () => within(["tribunes"], "readonly", (tribunes) => asked(tribunes.getAll())),
    tribune: (id) => within(["tribunes"], "readonly", (tribunes) => asked(tribunes.get(id))),
    keep: (tribune, owner) => within(["tribunes"], "readwrite", (tribunes) => asked(tribunes.put({ ...tribune, owner }))),
    entries: () => within(["entries"], "readonly", (entries) => asked(entries.getAll())),
    // Said after whatever was said before, whatever became of the clock.
    add: (entry) => within(["entries", "facts"], "readwrite", async (entries, facts) => {
      const last = (await asked(facts.get("last"))) || 0;
      const at = Math.max(entry.at, last + 1);
      await asked(facts.put(at, "last"));
      return asked(entries.add({ ...entry, at, status: "waiting" }));
    }),
    sent: (n, tribune, said) => within(["entries", "tribunes"], "readwrite", async (entries, tribunes) => {
      await asked(entries.delete(n));
      const known = await asked(tribunes.get(tribune));
      if (known) await asked(tribunes.put({ ...known, said }));
    }),
    refuse: (n, reason) => within(["entries"], "readwrite", async (entries) => {
      const entry = await asked(entries.get(n));
      if (entry) await asked(entries.put({ ...entry, status: "refused", reason }));
    }),
    seen: (n) => within(["entries"], "readwrite", (entries) => asked(entries.delete(n))),
    // The line stays on this tablet, and is nobody's any more once they spoke.
    line: (tribune) => within(["line"], "readonly", async (line) => (await asked(line.getAll())).filter((one) => one.tribune === tribune)),
    lineUp: (tribune, name) => within(["line", "facts"], "readwrite", async (line, facts) => {
      const number = ((await asked(facts.get(`number ${tribune}`))) || 0) + 1;
      await asked(facts.put(number, `number ${tribune}`));
      return asked(line.add({ tribune, number, name }));
    }),
    leave: (n) => within(["line"], "readwrite", (line) => asked(line.delete(n))),
    tidy: (owner) => within(["tribunes", "entries", "line"], "readwrite", async (tribunes, entries, line) => {
      const waiting = new Set((await asked(entries.getAll())).map((entry) => entry.tribune));
      for (const tribune of await asked(tribunes.getAll())) {
        const over = tribune.drop < Date.now() && !waiting.has(tribune.id);
        if (!over && (!owner || tribune.owner === owner)) continue;
        await asked(tribunes.delete(tribune.id));
        for (const one of await asked(line.getAll())) if (one.tribune === tribune.id) await asked(line.delete(one.n));
      }
    }),
    forget: () => within(["tribunes", "line"], "readwrite", async (tribunes, line) => {
      await asked(tribunes.clear());
      await asked(line.clear());
    }),
  };

  const WORDS = ["id", "kind", "topic", "area", "text", "phone"];
  const ending = (blob) => blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
  const post = async (root, entry, { token, owner, skew }) => {
    const body = new FormData();
    WORDS.forEach((name) => body.append(name, entry[name] || ""));
    body.append("owner", owner);
    body.append("at", entry.at + skew);
    ["voice", "consent"].forEach((name) => entry[name] && body.append(name, entry[name], `${name}.${ending(entry[name])}`));
    return ask(`${root}${entry.tribune}/sync/`, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token }, body });
  };
  const answered = async (answer, entry, large) => {
    if (answer.status === 400 || answer.status === 422) { await store.refuse(entry.n, (await answer.json()).error); return ""; }
    if (answer.status === 413) { await store.refuse(entry.n, large); return ""; }
    if (answer.status === 404) return "no-right";
    if (answer.status === 409) return "other-account";
    const why = turnedAway(answer);
    if (!why) await store.sent(entry.n, entry.tribune, (await answer.json()).said);
    return why;
  };
  const sendAll = async (root, large, told) => {
    const waiting = (await store.entries()).filter((entry) => entry.status === "waiting");
    if (!waiting.length) return "";
    const before = Date.now();
    const known = await ask(`${root}token/`);
    const why = turnedAway(known);
    if (why) return why;
    const { token, owner, now } = await known.json();
    const off = now - (before + Date.now()) / 2;
    const skew = Math.abs(off) > SKEW ? Math.round(off) : 0;
    const barred = new Set();  // tribunes this account no longer stands at: what was said there waits, the rest goes on
    for (const entry of waiting) {
      if (entry.owner !== owner || barred.has(entry.tribune)) continue;
      const stopped = await answered(await post(root, entry, { token, owner, skew }), entry, large);
      if (stopped === "no-right") barred.add(entry.tribune);
      else if (stopped) return stopped;
      told?.();
    }
    if (barred.size) return "no-right";
    return waiting.some((entry) => entry.owner !== owner) ? "other-account" : "";
  };

  // Alone, page or worker; whatever was said while it sent is sent as well.
  store.send = ({ root, large = "", told = null }) => alone("meydan-tribune-send", async () => {
    let why;
    try { why = await sendAll(root, large, told); } catch { why = "network"; }
    const left = (await store.entries()).filter((entry) => entry.status === "waiting").length;
    return { why, left };
  });

  self.MeydanTribune = store;
})();
