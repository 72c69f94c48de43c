// Makes the ballot smoother: totals as one marks, projects found as one types, steppers. The server decides all of it again.
(() => {
  "use strict";
  const form = document.querySelector("form[data-ballot]");
  if (!form) return;
  const speech = form.dataset.ballot;
  const persian = document.documentElement.lang === "fa";
  const written = new Intl.NumberFormat(persian ? "fa-IR" : "en");
  const money = (rial) => `${written.format(Math.floor(rial / Number(form.dataset.perUnit)))} ${form.dataset.unit}`;
  const number = (text) => Number(text.replace(/[۰-۹]/g, (sign) => "۰۱۲۳۴۵۶۷۸۹".indexOf(sign)).replace(/[٠-٩]/g, (sign) => "٠١٢٣٤٥٦٧٨٩".indexOf(sign)).trim()) || 0;
  const options = [...form.querySelectorAll("[data-option]")];
  const box = (option) => option.querySelector("input[type=checkbox], .ballot-rank, .ballot-points");
  const isChosen = (option) => {
    const one = box(option);
    return one.type === "checkbox" ? one.checked : number(one.value) > 0;
  };
  const put = (name, text) => { const at = form.querySelector(`[data-${name}]`); if (at && at.textContent !== text) at.textContent = text; };

  const total = () => {
    const chosen = options.filter(isChosen);
    options.forEach((option) => option.classList.toggle("chosen", isChosen(option)));
    put("chosen", written.format(chosen.length));
    if (speech === "points") {
      const given = chosen.reduce((sum, option) => sum + number(box(option).value), 0);
      put("points", written.format(given));
      put("left-points", written.format(Math.max(Number(form.dataset.points) - given, 0)));
    }
    if (speech === "knapsack") {
      const cost = chosen.reduce((sum, option) => sum + Number(option.dataset.cost), 0);
      const left = Number(form.dataset.budget) - cost;
      put("left", money(Math.max(left, 0)));
      put("over", money(Math.max(-left, 0)));
      form.querySelector("[data-left-part]").hidden = left < 0;
      form.querySelector("[data-over-part]").hidden = left >= 0;
      form.querySelector("[data-bar]").value = cost;
    }
  };

  const key = (text) => text.replace(/ي/g, "ی").replace(/ك/g, "ک").replace(/\u200c/g, " ").toLowerCase();
  const find = () => {
    const words = key(form.elements.q.value).split(/\s+/).filter(Boolean);
    const category = form.elements.category ? form.elements.category.value : "";
    let shown = 0;
    options.forEach((option) => {
      const found = (!category || option.dataset.category === category) && words.every((word) => key(option.dataset.words).includes(word));
      shown += found;
      option.hidden = !found && !isChosen(option);
    });
    put("shown", written.format(shown));
  };

  form.querySelectorAll("[data-no-script]").forEach((button) => { button.hidden = true; });
  form.addEventListener("input", (event) => (event.target.closest("[data-finding]") ? find() : total()));
  form.addEventListener("change", (event) => (event.target.closest("[data-finding]") ? find() : total()));
  form.elements.q.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });

  if (speech === "ranked") {
    // A place that is given again is taken from the project that had it.
    form.addEventListener("change", (event) => {
      if (!event.target.matches(".ballot-rank") || !event.target.value) return;
      options.map(box).forEach((other) => { if (other !== event.target && other.value === event.target.value) other.value = ""; });
      total();
    });
  }
  if (speech === "points") {
    options.forEach((option) => {
      const input = box(option);
      const step = (by, sign) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "ballot-step";
        button.textContent = sign;
        button.setAttribute("aria-controls", input.id);
        button.setAttribute("aria-label", `${sign} ${option.querySelector("label").textContent}`);
        button.addEventListener("click", () => { const now = Math.max(number(input.value) + by, 0); input.value = now ? written.format(now) : ""; total(); });
        return button;
      };
      input.before(step(-1, "−"));
      input.after(step(1, "+"));
    });
  }
  total();
})();
