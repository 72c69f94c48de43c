// The screen of a place goes through its week by the clock; once a minute it asks for news, and goes on without. Its worker
// keeps the page on the device, so that it comes back after a power cut without network too.
(() => {
  "use strict";
  const worker = document.currentScript.dataset.worker;
  const language = document.documentElement.lang === "fa" ? "fa-IR" : "en-GB";
  const written = (options) => new Intl.DateTimeFormat(language, { ...options, timeZone: "Asia/Tehran" });
  const told = written({ hour: "2-digit", minute: "2-digit", hour12: false });
  const dated = written({ calendar: language === "fa-IR" ? "persian" : "gregory", weekday: "long", day: "numeric", month: "long" });
  const iso = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tehran" });
  const week = document.querySelector("[data-week]");
  const clock = document.querySelector("[data-clock]");
  const lost = document.querySelector("[data-lost]");
  const wrong = document.querySelector("[data-wrong]");
  let heard = Date.parse(week.dataset.heard);
  let shift = 0;  // what the device's clock is wrong by; only the network can say

  function state(row, now, next) {
    const from = Date.parse(row.dataset.from);
    if (from <= now) return Date.parse(row.dataset.to) > now ? "now" : "away";
    if (from === next.from) return "next";
    return row.dataset.day === next.day ? "later" : "away";
  }

  function turn() {
    const now = Date.now() + shift;
    const today = iso.format(now);
    clock.textContent = told.format(now);
    const rows = [...week.querySelectorAll("li[data-from]")];
    const ahead = rows.filter((row) => Date.parse(row.dataset.from) > now);
    const first = ahead.reduce((best, row) => !best || Date.parse(row.dataset.from) < Date.parse(best.dataset.from) ? row : best, null);
    const next = first ? { from: Date.parse(first.dataset.from), day: first.dataset.day } : { from: null, day: null };
    for (const row of rows) {
      row.dataset.state = state(row, now, next);
      row.querySelector("[data-word]").textContent = { now: week.dataset.now, next: week.dataset.next }[row.dataset.state] || "";
      row.querySelector("[data-date]").hidden = row.dataset.day === today;
    }
    week.querySelectorAll("[data-until]").forEach((row) => { row.hidden = Date.parse(row.dataset.until) <= now; });
    week.querySelector("[data-none]").hidden = rows.some((row) => row.dataset.state !== "away");
    wrong.hidden = now > heard - 120000;
  }

  function say(isLost) {
    lost.hidden = !isLost;
    const day = iso.format(heard) === iso.format(Date.now() + shift) ? "" : `${dated.format(heard)} `;
    document.querySelector("[data-heard-at]").textContent = day + told.format(heard);
  }

  const looks = (page) => [...page.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.getAttribute("href") || one.getAttribute("src")).join();

  let soon;
  async function ask() {
    clearTimeout(soon);
    let wait = 60000;
    try {
      const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const news = page.querySelector("[data-week]");
      if (!news) throw new Error("another page");
      if (looks(page) !== looks(document)) { location.reload(); return; }  // the house was renewed
      heard = Date.parse(news.dataset.heard);
      shift = Math.abs(heard - Date.now()) > 30000 ? heard - Date.now() : 0;
      week.replaceChildren(...news.childNodes);
      say(false);
    } catch {
      say(true);
      wait = 10000;
    }
    turn();
    clearTimeout(soon);
    soon = setTimeout(ask, wait);
  }

  say(false);
  turn();
  ask();
  setInterval(turn, 5000);
  addEventListener("online", ask);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(worker, { scope: location.pathname }).catch(() => {});
    navigator.storage?.persist?.().catch(() => {});
  }
})();
