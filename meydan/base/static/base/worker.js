// A worker before some pages of the desk: without network it answers with an empty page, which fills itself from the
// device. It keeps styles, scripts and fonts; what a room keeps is in the room's own store, never in these pages.
(() => {
  "use strict";
  const { name, files, shell, pages, numbered, store, root } = self.MEYDAN_WORKER;
  const PATIENCE = 6000;  // a network that answers later than this is none, in a park at dawn
  const kept = new Set(files.map((file) => new URL(file, location.origin).pathname));

  const fill = async () => {
    const cache = await caches.open(name);
    await Promise.all([...kept].map(async (file) => (await cache.match(file)) || cache.add(file)));
    const answer = await fetch(shell, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) await cache.put(shell, answer);
  };
  const drop = async () => {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== shell && !kept.has(pathname)) await cache.delete(request);
    }
  };

  self.addEventListener("install", (event) => { self.skipWaiting(); event.waitUntil(fill()); });
  self.addEventListener("activate", (event) => event.waitUntil(drop().then(() => self.clients.claim())));

  const isOurs = (path) => pages.includes(path) || (path.startsWith(numbered) && /^[0-9]+\/$/.test(path.slice(numbered.length)));
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
    if (event.request.mode === "navigate" && isOurs(url.pathname)) event.respondWith(page(event.request));
    else if (kept.has(url.pathname)) event.respondWith(caches.match(url.pathname).then((found) => found || fetch(event.request)));
  });

  // The device is locked or the page closed, and the network is back.
  self.addEventListener("sync", (event) => {
    if (event.tag !== name) return;
    event.waitUntil(self[store].send({ root }).then(async ({ why, left }) => {
      for (const page of await self.clients.matchAll()) page.postMessage("sent");
      if (left && why === "network") throw new Error("try again");
    }));
  });

  self.addEventListener("message", (event) => {
    if (event.data === "fill") event.waitUntil(fill().then(drop));
    if (event.data === "forget") event.waitUntil(Promise.all([self[store].forget(), caches.delete(name)]));
  });
})();
