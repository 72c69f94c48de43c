// What a phone keeps of rolls, and how it sends what was said. The page and the worker share this file, which stands on
// base/pocket.js: the page loads it as a script, the worker imports it; each finds it as `MeydanRolls`.
(() => {
  "use strict";
  const NAME = "meydan-rolls";
  const AT_ONCE = 50;

  const { asked, uuid, ask, turnedAway, alone } = self.MeydanPocket;
  const within = self.MeydanPocket.opened(NAME, 1, (database) => {
    database.createObjectStore("rolls", { keyPath: "id" });
    database.createObjectStore("queue", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
    database.createObjectStore("facts");
  });

  const store = {
    uuid,
    device: () => within(["facts"], "readwrite", async (facts) => {
      const known = await asked(facts.get("device"));
      if (known) return known;
      const made = uuid();
      await asked(facts.put(made, "device"));
      return made;
    }),
    rolls: () => within(["rolls"], "readonly", (rolls) => asked(rolls.getAll())),
    roll: (id) => within(["rolls"], "readonly", (rolls) => asked(rolls.get(id))),
    keep: (some, owner) => within(["rolls"], "readwrite", async (rolls) => {
      for (const one of some) await asked(rolls.put({ ...one, owner }));
    }),
    queue: () => within(["queue"], "readonly", (queue) => asked(queue.getAll())),
    add: (entry) => within(["queue"], "readwrite", (queue) => asked(queue.add(entry))),
    // Answered: what was taken over leaves, what was refused stays until somebody has seen it.
    answered: (answers) => within(["queue"], "readwrite", async (queue) => {
      for (const entry of await asked(queue.getAll())) {
        const answer = answers[entry.id];
        if (!answer) continue;
        if (answer.outcome === "refused") await asked(queue.put({ ...entry, status: "refused", reason: answer.reason }));
        else await asked(queue.delete(entry.n));
      }
    }),
    seen: () => within(["queue"], "readwrite", async (queue) => {
      for (const entry of await asked(queue.getAll())) if (entry.status === "refused") await asked(queue.delete(entry.n));
    }),
    // Lists leave the phone: those that are over, and those of whoever signed out. What waits to be sent stays.
    tidy: (owner) => within(["rolls", "queue"], "readwrite", async (rolls, queue) => {
      const waiting = new Set((await asked(queue.getAll())).map((entry) => entry.occasion));
      for (const roll of await asked(rolls.getAll())) {
        if ((roll.drop < Date.now() && !waiting.has(roll.id)) || (owner && roll.owner !== owner)) await asked(rolls.delete(roll.id));
      }
    }),
    forget: () => within(["rolls"], "readwrite", (rolls) => asked(rolls.clear())),
  };

  // ---- Sending. `why` says what stands in the way: "network", "sign-in", "no-right", "other-account"; or nothing does.
  const entered = ({ id, kind, target, state, seen, at, evidence, name, phone, sex, band, women, men, others }) =>
    ({ id, kind, target, state, seen, at, evidence, name, phone, sex, band, women, men, others });

  const post = async (root, occasion, entries, { token, owner, gone }) => {
    const answer = await ask(`${root}${occasion}/sync/`, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ owner, device: await store.device(), now: Date.now(), entries: entries.map(entered) }),
    });
    if (answer.status === 404) {
      await store.answered(Object.fromEntries(entries.map(({ id }) => [id, { outcome: "refused", reason: gone }])));
      return "";
    }
    if (answer.status === 400) {
      if (entries.length > 1) {  // one of them is wrong: alone it is found, and the others go through
        for (const entry of entries) {
          const why = await post(root, occasion, [entry], { token, owner, gone });
          if (why) return why;
        }
        return "";
      }
      const { error } = await answer.json();
      await store.answered({ [entries[0].id]: { outcome: "refused", reason: error } });
      return "";
    }
    const why = turnedAway(answer);
    if (why) return why;
    const { entries: answers, roll } = await answer.json();
    await store.keep([roll], owner);
    await store.answered(answers);
    return "";
  };

  const sendAll = async (root, gone) => {
    const waiting = (await store.queue()).filter((entry) => entry.status === "waiting");
    if (!waiting.length) return "";
    const known = await ask(`${root}token/`);
    const why = turnedAway(known);
    if (why) return why;
    const { token, owner } = await known.json();
    const mine = waiting.filter((entry) => entry.owner === owner);
    for (const occasion of new Set(mine.map((entry) => entry.occasion))) {
      const said = mine.filter((entry) => entry.occasion === occasion);
      for (let start = 0; start < said.length; start += AT_ONCE) {
        const stopped = await post(root, occasion, said.slice(start, start + AT_ONCE), { token, owner, gone });
        if (stopped) return stopped;
      }
    }
    return mine.length < waiting.length ? "other-account" : "";
  };

  store.send = ({ root, gone = "" }) => alone("meydan-rolls-send", async () => {
    let why;
    try { why = await sendAll(root, gone); } catch { why = "network"; }
    const queue = await store.queue();
    return { why, left: queue.filter((entry) => entry.status === "waiting").length };
  });

  self.MeydanRolls = store;
})();
