// A worker before one page that everybody may read and a screen shows for days: the page as it was fetched last, and the
// styles, scripts and fonts it names, outlive a power cut without network. Its scope is the page's own address.
(() => {
  "use strict";
  const here = new URL(self.registration.scope).pathname;
  const name = `meydan-kept ${here}`;
  const PATIENCE = 6000;  // a network that answers later than this is none

  const named = (text, pattern, base) => [...text.matchAll(pattern)].map(([, path]) => new URL(path, base))
    .filter((url) => url.origin === location.origin && /\.(css|js|svg|woff2)$/.test(url.pathname)).map((url) => url.pathname);
  const IN_PAGE = /<(?:link|script)\b[^>]*?\s(?:href|src)="([^"]+)"/g;
  const IN_STYLE = /url\(["']?([^"')]+)/g;

  // First what the page needs, then the page: whatever stands there is whole.
  const keep = async (answer) => {
    const cache = await caches.open(name);
    const files = new Set(named(await answer.clone().text(), IN_PAGE, location.href));
    const have = async (file) => {
      if (!(await cache.match(file))) await cache.add(file);
    };
    await Promise.all([...files].map(have));
    for (const style of [...files].filter((file) => file.endsWith(".css"))) {
      const text = await (await cache.match(style)).text();
      named(text, IN_STYLE, new URL(style, location.origin)).forEach((file) => files.add(file));
    }
    await Promise.all([...files].map(have));
    await cache.put(here, answer);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== here && !files.has(pathname)) await cache.delete(request);
    }
  };
  const kept = async () => (await caches.open(name)).match(here, { ignoreVary: true, ignoreSearch: true });
  const late = () => new Promise((_resolve, reject) => setTimeout(reject, PATIENCE, new Error("too late")));
  const gone = async (answer) => {
    if ([404, 410].includes(answer.status)) await caches.delete(name);
  };
  // Of its own accord the page never leads elsewhere: who answers so is the network's door-keeper, not the house.
  const isHouse = (answer) => answer.type !== "opaqueredirect" && !answer.redirected && answer.status < 500 && answer.status !== 429;

  const page = async (event) => {
    const asked = fetch(event.request);
    event.waitUntil(asked.then((answer) => {
      if (!isHouse(answer)) return undefined;
      return answer.ok ? keep(answer.clone()) : gone(answer);
    }).catch(() => {}));
    const old = event.request.mode === "navigate" ? await kept() : undefined;
    if (!old) return asked;  // who only asks for news is told that there is none
    try {
      const answer = await Promise.race([asked, late()]);
      return isHouse(answer) ? answer : old;
    } catch {
      return old;
    }
  };
  const file = async (request) => (await (await caches.open(name)).match(request, { ignoreVary: true })) || fetch(request);

  const fill = async () => {
    const answer = await fetch(here, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) await keep(answer);
  };
  self.addEventListener("install", (event) => { self.skipWaiting(); event.waitUntil(fill()); });
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== location.origin) return;
    if (url.pathname === here) event.respondWith(page(event));
    else if (/\.(css|js|svg|woff2)$/.test(url.pathname)) event.respondWith(file(event.request));
  });
})();
