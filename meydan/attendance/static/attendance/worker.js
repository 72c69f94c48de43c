// The worker before the desk: without network it answers with an empty page, which fills itself from the phone.
// It keeps styles, scripts and fonts; names are in the phone's own store (store.js), never in these pages.
(() => {
  "use strict";
  const { files, shell, today, rolls } = self.MEYDAN_ROLLS;
  const CACHE = "meydan-rolls";
  const PATIENCE = 6000;  // a network that answers later than this is none, in a park at dawn
  const kept = new Set(files.map((file) => new URL(file, location.origin).pathname));

  const fill = async () => {
    const cache = await caches.open(CACHE);
    await Promise.all([...kept].map(async (file) => (await cache.match(file)) || cache.add(file)));
    const answer = await fetch(shell, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) await cache.put(shell, answer);
  };
  const drop = async () => {
    const cache = await caches.open(CACHE);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== shell && !kept.has(pathname)) await cache.delete(request);
    }
  };

  self.addEventListener("install", (event) => { self.skipWaiting(); event.waitUntil(fill()); });
  self.addEventListener("activate", (event) => event.waitUntil(drop().then(() => self.clients.claim())));

  const isRoll = (path) => path === today || (path.startsWith(rolls) && /^[0-9]+\/$/.test(path.slice(rolls.length)));
  const late = () => new Promise((_resolve, reject) => setTimeout(reject, PATIENCE, new Error("too late")));
  const page = async (request) => {
    const empty = await caches.match(shell);
    try {
      const answer = await (empty ? Promise.race([fetch(request), late()]) : fetch(request));
      return empty && answer.status >= 502 ? empty : answer;
    } catch (error) {
      if (empty) return empty;
      throw error;
    }
  };

  self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== location.origin) return;
    if (event.request.mode === "navigate" && isRoll(url.pathname)) event.respondWith(page(event.request));
    else if (kept.has(url.pathname)) event.respondWith(caches.match(url.pathname).then((found) => found || fetch(event.request)));
  });

  // The phone is locked or the page closed, and the network is back.
  self.addEventListener("sync", (event) => {
    if (event.tag !== "meydan-rolls") return;
    event.waitUntil(self.MeydanRolls.send({ root: rolls }).then(async ({ why, left }) => {
      for (const page of await self.clients.matchAll()) page.postMessage("sent");
      if (left && why === "network") throw new Error("try again");
    }));
  });

  self.addEventListener("message", (event) => {
    if (event.data === "fill") event.waitUntil(fill().then(drop));
    if (event.data === "forget") event.waitUntil(Promise.all([self.MeydanRolls.forget(), caches.delete(CACHE)]));
  });
})();
