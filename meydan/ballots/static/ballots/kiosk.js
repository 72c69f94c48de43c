// A kiosk forgets its voter: after a while without a touch it asks, and then wipes the screen for the next one.
(() => {
  const STILL = 15; // seconds to answer "are you still here?"
  let timer, counting;

  const leave = () => document.querySelector("[data-kiosk-leave]")?.requestSubmit();

  const ask = () => {
    const dialog = document.querySelector("[data-kiosk-still]");
    if (!dialog) return leave();
    const shown = dialog.querySelector("[data-kiosk-left]");
    let left = STILL;
    const say = () => { shown.textContent = new Intl.NumberFormat(document.documentElement.lang).format(left); };
    say();
    dialog.showModal();
    clearInterval(counting);
    counting = setInterval(() => {
      left -= 1;
      say();
      if (left <= 0) { clearInterval(counting); leave(); }
    }, 1000);
  };

  const wait = () => {
    clearTimeout(timer);
    const form = document.querySelector("[data-kiosk-leave]");
    const dialog = document.querySelector("[data-kiosk-still]");
    if (!form || dialog?.open) return;
    timer = setTimeout(ask, Number(form.dataset.idle) * 1000);
  };

  for (const touch of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(touch, wait, { passive: true });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-kiosk-stay]")) {
      clearInterval(counting);
      event.target.closest("dialog").close();
      wait();
    }
  });

  // What the last voter wrote does not come back by the browser's own memory of pages.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  wait();
})();
