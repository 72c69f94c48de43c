// The code of a file: copied and printed. Without this file it is written down or kept as a picture.
(() => {
  "use strict";
  const copy = document.querySelector("[data-copy]");
  const print = document.querySelector("[data-print]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.querySelector("[data-code]").textContent.trim());
      copy.querySelector("span").textContent = copy.dataset.done;
    });
  }
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => {
      const root = document.documentElement, was = document.title;  // the title would stand at the head of the sheet
      document.title = " ";
      root.classList.add("counseling-prints");
      window.print();
      root.classList.remove("counseling-prints");
      document.title = was;
    });
  }
})();
