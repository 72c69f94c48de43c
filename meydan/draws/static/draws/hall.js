// The hall's screen: a winner's code rolls sign by sign and settles, then the name comes, among falling tiles.
// Nothing moves in plain mode or where the system asks for less motion; what is shown is the same.
(() => {
  "use strict";
  const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  const COLORS = ["#5cc4c6", "#e3a13a", "#f0a07c", "#a9c4ec", "#fdf8ec"];
  const still = () => document.body.classList.contains("plain") || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const canvas = document.querySelector(".hall-confetti");
  let last = Number(document.querySelector("[data-shown]")?.dataset.shown || 0);
  let falling = [];

  document.addEventListener("meydan:live", () => {
    const shown = Number(document.querySelector("[data-shown]")?.dataset.shown || 0);
    const winner = document.querySelector("[data-winner]");
    if (winner && shown > last && !still()) roll(winner);
    last = shown;
  });

  function roll(winner) {
    const line = winner.querySelector("[data-code]");
    const code = line.dataset.code;
    const began = performance.now();
    winner.classList.add("rolling");
    const turn = (now) => {
      if (!line.isConnected) return;
      const settled = Math.floor((now - began - 700) / 230);
      if (settled >= code.length) {
        line.textContent = code;
        winner.classList.replace("rolling", "settled");
        burst();
        return;
      }
      line.textContent = [...code].map((sign, at) => sign === "-" || at < settled ? sign : SIGNS[Math.floor(Math.random() * SIGNS.length)]).join("");
      setTimeout(() => requestAnimationFrame(turn), 45);
    };
    requestAnimationFrame(turn);
  }

  // Eight-pointed tiles, as on the house's sign.
  function burst() {
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    falling = Array.from({ length: 160 }, () => ({
      x: innerWidth * (0.2 + Math.random() * 0.6), y: -20 - Math.random() * innerHeight * 0.4, size: 6 + Math.random() * 16,
      fall: 2 + Math.random() * 4, drift: Math.random() * 2 - 1, turn: Math.random() * 6, spin: Math.random() * 0.1 - 0.05,
      color: COLORS[Math.floor(Math.random() * COLORS.length)],
    }));
    requestAnimationFrame(frame);
  }

  function frame() {
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    falling = falling.filter((tile) => tile.y < canvas.height + 30);
    for (const tile of falling) {
      tile.y += tile.fall;
      tile.x += tile.drift;
      tile.turn += tile.spin;
      pen.save();
      pen.translate(tile.x, tile.y);
      pen.rotate(tile.turn);
      pen.fillStyle = tile.color;
      pen.fillRect(-tile.size / 2, -tile.size / 2, tile.size, tile.size);
      pen.rotate(Math.PI / 4);
      pen.fillRect(-tile.size / 2, -tile.size / 2, tile.size, tile.size);
      pen.restore();
    }
    if (falling.length && !still()) requestAnimationFrame(frame);
    else pen.clearRect(0, 0, canvas.width, canvas.height);
  }
})();
