// Six large keys for thirty dice. The box under them is what is sent, with or without this script.
(() => {
  "use strict";
  const box = document.querySelector("[data-dice]");
  const pad = document.querySelector("[data-pad]");
  if (!box || !pad) return;
  const all = Number(box.dataset.dice);
  const digits = (text) => document.documentElement.lang === "fa" ? String(text).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : String(text);
  const read = () => box.value.replace(/[۰-۹]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".indexOf(digit)).replace(/[^1-6]/g, "").slice(0, all);
  const show = () => {
    const typed = read();
    pad.querySelector("[data-typed]").replaceChildren(...[...typed].map((die) => {
      const one = document.createElement("li");
      one.className = `die die-${die}`;
      const number = document.createElement("span");
      number.textContent = digits(die);
      one.append(number);
      return one;
    }));
    pad.querySelector("[data-count]").textContent = `${digits(typed.length)} / ${digits(all)}`;
  };
  pad.hidden = false;
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    if (key.dataset.die && read().length < all) box.value = read() + key.dataset.die;
    if ("back" in key.dataset) box.value = read().slice(0, -1);
    show();
  });
  box.addEventListener("input", show);
  show();
})();
