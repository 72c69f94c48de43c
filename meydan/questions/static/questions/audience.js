// What this visitor asked or joined says so on its button, whenever the list is made anew.
(() => {
  "use strict";
  const root = document.querySelector("[data-mine]");
  const mine = new Set(root.dataset.mine.split(",").filter(Boolean));
  const mark = () => root.querySelectorAll(".me-too").forEach((button) => {
    if (mine.has(button.value)) button.setAttribute("aria-pressed", "true");
  });
  root.addEventListener("meydan:live", mark);
  let pressed;
  document.addEventListener("submit", (event) => { if (event.target.id === "me-too") pressed = event.submitter; }, true);
  // htmx knows the buttons inside a form only; these stand in parts that are made anew.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id === "me-too" && pressed) event.detail.parameters.question = pressed.value;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.id !== "me-too" || !event.detail.successful || !pressed || event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    mine.add(pressed.value);
    mark();
  });
  mark();
})();
