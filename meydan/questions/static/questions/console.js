// The presenter's console by keys and by dragging. Both press the buttons that are there; without this they are pressed by hand.
(() => {
  "use strict";
  const row = (target) => target.closest?.("[data-word]");
  const press = (name, one) => document.getElementById(`${name}-${one.dataset.word}`)?.click();
  let dragged = null;

  // Only while a line is chosen, so that no key does anything elsewhere.
  document.addEventListener("keydown", (event) => {
    const one = row(event.target);
    if (!one || event.target !== one || event.ctrlKey || event.metaKey) return;
    const verb = { ArrowUp: "up", ArrowDown: "down", Home: "first", End: "last" }[event.key];
    if (event.key === "Enter") press("air", one);
    else if (verb && event.altKey) press(verb, one);
    else if (verb === "up") one.previousElementSibling?.focus();
    else if (verb === "down") one.nextElementSibling?.focus();
    else return;
    event.preventDefault();
  });

  const clear = () => document.querySelectorAll("[data-over]").forEach((one) => one.removeAttribute("data-over"));
  document.addEventListener("dragstart", (event) => {
    dragged = row(event.target);
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.word);
    dragged.dataset.dragged = "";
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && row(event.target);
    if (!over) return;
    event.preventDefault();
    clear();
    if (over !== dragged) over.dataset.over = "";
  });
  document.addEventListener("drop", (event) => {
    const over = dragged && row(event.target);
    if (!over || over === dragged) return;
    event.preventDefault();
    const button = document.querySelector("[data-drop]");
    button.value = `before:${dragged.dataset.word}:${over.dataset.word}`;
    dragged = null;
    button.click(); // htmx knows a form's button by its click
  });
  document.addEventListener("dragend", () => {
    document.querySelector("[data-dragged]")?.removeAttribute("data-dragged");
    clear();
    dragged = null;
  });

  // The list is not made anew under somebody's hand; a moment later it is.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (dragged && event.detail.requestConfig.verb === "get" && event.detail.target?.id === "board") event.preventDefault();
  });

  // How long it is on air.
  const persian = document.documentElement.lang === "fa";
  const digits = (text) => persian ? text.replace(/[0-9]/g, (one) => "۰۱۲۳۴۵۶۷۸۹"[one]) : text;
  setInterval(() => document.querySelectorAll("[data-since]").forEach((time) => {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(time.dateTime)) / 1000));
    time.textContent = digits(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  }), 1000);
})();
