// The screen of a place goes through its week by the clock; once a minute it asks for news, and goes on without.
(() => {
  "use strict";
  const language = document.documentElement.lang === "fa" ? "fa-IR" : "en-GB";
  const told = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Tehran" });
  const week = document.querySelector("[data-week]");
  const clock = document.querySelector("[data-clock]");
  const lost = document.querySelector("[data-lost]");
  let heard = Date.now();

  function state(row, now, next) {
    const from = Date.parse(row.dataset.from);
    if (from <= now) return Date.parse(row.dataset.to) > now ? "now" : "away";
    if (from === next.from) return "next";
    return row.dataset.day === next.day ? "later" : "away";
  }

  function turn() {
    const now = Date.now();
    clock.textContent = told.format(now);
    const rows = [...week.querySelectorAll("li[data-from]")];
    const ahead = rows.filter((row) => Date.parse(row.dataset.from) > now);
    const first = ahead.reduce((best, row) => !best || Date.parse(row.dataset.from) < Date.parse(best.dataset.from) ? row : best, null);
    const next = first ? { from: Date.parse(first.dataset.from), day: first.dataset.day } : { from: null, day: null };
    for (const row of rows) {
      row.dataset.state = state(row, now, next);
      row.querySelector("[data-word]").textContent = { now: week.dataset.now, next: week.dataset.next }[row.dataset.state] || "";
    }
    week.querySelector("[data-none]").hidden = rows.some((row) => row.dataset.state !== "away");
  }

  async function ask() {
    try {
      const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const news = page.querySelector("[data-week]");
      if (!news) throw new Error("another page");
      week.replaceChildren(...news.childNodes);
      heard = Date.now();
      lost.hidden = true;
    } catch {
      lost.hidden = false;
      lost.querySelector("[data-heard]").textContent = told.format(heard);
    }
    turn();
  }

  turn();
  setInterval(turn, 5000);
  setInterval(ask, 60000);
})();
