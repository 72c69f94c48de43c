// Counts on where the page left off: `<time data-countdown datetime="…">`, in the digits of the page.
(() => {
  "use strict";
  const digits = new Intl.NumberFormat(document.documentElement.lang === "fa" ? "fa-IR" : "en", { useGrouping: false });
  const words = (box, left) => {
    const parts = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];
    let rest = Math.floor(left / 1000);
    const said = parts.map(([size, name]) => { const count = Math.floor(rest / size); rest -= count * size; return [count, box.dataset[name]]; });
    const first = said.findIndex(([count]) => count > 0);
    return said.slice(first, first + (first === 0 ? 2 : 3)).map(([count, name]) => `${digits.format(count)} ${name}`).join("، ");
  };
  document.querySelectorAll("[data-countdown]").forEach((box) => {
    const at = Date.parse(box.dateTime);
    const tick = () => {
      const left = at - Date.now();
      if (left <= 0) { clearInterval(clock); location.reload(); return; }
      box.textContent = words(box, left);
    };
    const clock = setInterval(tick, 1000);
    if (at > Date.now()) tick(); else clearInterval(clock);
  });
})();
