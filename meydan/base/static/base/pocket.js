// What a page and its worker need to keep things on a device and to send them later: a store on the disk, keys made
// here, one sender at a time. Each room's own store stands on it, in the page as a script, in the worker imported.
(() => {
  "use strict";
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // `within(stores, mode, work)`: one transaction; it is over, and on the disk, when the promise is kept.
  const opened = (name, version, upgrade) => {
    let known;
    const database = () => {
      known ||= new Promise((resolve, reject) => {
        const request = indexedDB.open(name, version);
        request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion);
        request.onsuccess = () => {
          request.result.onversionchange = () => { request.result.close(); known = undefined; };
          resolve(request.result);
        };
        request.onerror = () => { known = undefined; reject(request.error); };
      });
      return known;
    };
    return async (stores, mode, work) => {
      const transaction = (await database()).transaction(stores, mode, { durability: mode === "readwrite" ? "strict" : "default" });
      const done = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
      const result = await work(...stores.map((store) => transaction.objectStore(store)));
      await done;
      return result;
    };
  };

  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // What stands in the way of sending: "network", "sign-in", "no-right"; or nothing does.
  const ask = (address, options = {}) => fetch(address, {
    credentials: "same-origin", redirect: "manual", cache: "no-store", headers: { Accept: "application/json" }, ...options,
  });
  const turnedAway = (answer) => {
    if (answer.type === "opaqueredirect") return "sign-in";
    if (answer.status === 403) return "no-right";
    return answer.ok ? "" : "network";
  };

  // Page or worker, not both. Sent twice it would still count once, since every entry carries its own key.
  const alone = (name, work) => navigator.locks ? navigator.locks.request(name, work) : work();

  self.MeydanPocket = { asked, opened, uuid, ask, turnedAway, alone };
})();
