// A session dragged onto a free spot opens the page that says what the move does; nothing is moved before it is confirmed.
(() => {
  "use strict";
  let dragged = "";
  const spotOf = (event) => event.target.closest?.("[data-spot]");

  document.addEventListener("dragstart", (event) => {
    const grip = event.target.closest?.(".campaign-grip");
    if (!grip) return;
    dragged = grip.href;
    event.dataTransfer.effectAllowed = "move";
    document.body.classList.add("campaign-dragging");
  });
  document.addEventListener("dragover", (event) => {
    const spot = dragged && spotOf(event);
    if (!spot) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    document.querySelectorAll(".campaign-over").forEach((one) => one !== spot && one.classList.remove("campaign-over"));
    spot.classList.add("campaign-over");
  });
  document.addEventListener("drop", (event) => {
    const spot = dragged && spotOf(event);
    if (!spot) return;
    event.preventDefault();
    location.href = `${dragged.split("?")[0]}?${spot.dataset.spot}#look`;
  });
  document.addEventListener("dragend", () => {
    dragged = "";
    document.body.classList.remove("campaign-dragging");
    document.querySelectorAll(".campaign-over").forEach((one) => one.classList.remove("campaign-over"));
  });
})();
