// What a phone keeps of rolls, and how it sends what was said. The page and the worker share this file: the page loads
// it as a script, the worker imports it; each finds it as `MeydanRolls`.
(() => {
  "use strict";
  const NAME = "meydan-rolls";
  const AT_ONCE = 50;

  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  let opened;
  const database = () => {
    opened ||= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("rolls", { keyPath: "id" });
        request.result.createObjectStore("queue", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
        request.result.createObjectStore("facts");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => { opened = undefined; reject(request.error); };
    });
    return opened;
  };
  // One transaction; it is over, and on the disk, when the promise is kept.
  const within = async (stores, mode, work) => {
    const transaction = (await database()).transaction(stores, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const result = await work(...stores.map((name) => transaction.objectStore(name)));
    await done;
    return result;
  };

  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

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
  const ask = (address, options = {}) => fetch(address, {
    credentials: "same-origin", redirect: "manual", cache: "no-store", headers: { Accept: "application/json" }, ...options,
  });
  const turnedAway = (answer) => {
    if (answer.type === "opaqueredirect") return "sign-in";
    if (answer.status === 403) return "no-right";
    return answer.ok ? "" : "network";
  };
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

  // One at a time, page or worker. Sent twice it would still count once, since every entry carries its own key.
  store.send = async ({ root, gone = "" }) => {
    const work = async () => {
      let why;
      try { why = await sendAll(root, gone); } catch { why = "network"; }
      const queue = await store.queue();
      return { why, left: queue.filter((entry) => entry.status === "waiting").length };
    };
    return navigator.locks ? navigator.locks.request("meydan-rolls-send", work) : work();
  };

  self.MeydanRolls = store;
})();
