// A wall of tiles that people like to walk up to: every voice lights one, and whoever draws on it with a finger draws
// eight times at once, as tile makers do. Nothing moves by itself where less motion is asked for.
(() => {
  "use strict";
  const GROUND = "#112446", LINE = "#2f5b86", DIM = "#17305a";
  const GLAZES = ["#5cc4c6", "#e3a13a", "#f4ead2", "#3f8f9c", "#d9734a", "#8fb8e8"];
  const TURNS = 8;
  const FADE = 26000;  // milliseconds until a drawing has gone, with motion

  // The star of eight points and the cross between stars, as two squares turned over one another.
  const star = (brush, x, y, radius, turn = 0) => {
    brush.beginPath();
    for (let point = 0; point < 16; point++) {
      const far = point % 2 ? radius * 0.7654 : radius;
      const angle = (point * Math.PI) / 8 + turn;
      brush[point ? "lineTo" : "moveTo"](x + Math.cos(angle) * far, y + Math.sin(angle) * far);
    }
    brush.closePath();
  };

  // `beside`: what lies over the wall; its middle is the middle of what stays free.
  self.MeydanTiles = (canvas, beside = null) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const wall = document.createElement("canvas"), drawing = document.createElement("canvas");
    let width = 0, height = 0, middle = { x: 0, y: 0 }, scale = 1, size = 96, cells = [], said = 0, blooms = [], frame = 0, last = 0, drawn = 0;

    const laid = () => {
      const box = canvas.getBoundingClientRect();
      if (!box.width || !box.height) return;
      scale = Math.min(devicePixelRatio || 1, 2);
      [width, height] = [box.width, box.height];
      for (const one of [canvas, wall, drawing]) {
        if (one.width !== Math.round(width * scale)) one.width = Math.round(width * scale);
        if (one.height !== Math.round(height * scale)) one.height = Math.round(height * scale);
      }
      size = Math.max(64, Math.min(width, height) / 8);
      middle = free(box, beside?.getBoundingClientRect());
      cells = [];
      const across = Math.ceil(Math.max(middle.x, width - middle.x) / size) + 1;
      const down = Math.ceil(Math.max(middle.y, height - middle.y) / size) + 1;
      for (let row = -down; row <= down; row++) for (let column = -across; column <= across; column++) {
        cells.push({ x: middle.x + column * size, y: middle.y + row * size, far: Math.hypot(column, row * 1.01) });
      }
      cells = cells.filter((cell) => cell.x > -size && cell.x < width + size && cell.y > -size && cell.y < height + size);
      cells.sort((a, b) => a.far - b.far || a.x - b.x);
      paint();
    };
    const free = (box, over) => {
      if (!over?.width) return { x: width / 2, y: height / 2 };
      const before = over.left - box.left, after = box.right - over.right;
      if (Math.max(before, after) < 260) return { x: width / 2, y: Math.max(over.top - box.top, 80) / 2 };
      return { x: before > after ? before / 2 : width - after / 2, y: height / 2 };
    };
    const lit = (brush, cell, place, strength = 1) => {
      const glaze = GLAZES[(place * 7 + Math.floor(place / cells.length)) % GLAZES.length];
      brush.globalAlpha = strength;
      star(brush, cell.x, cell.y, size * 0.46);
      brush.fillStyle = glaze;
      brush.fill();
      star(brush, cell.x, cell.y, size * 0.22, Math.PI / 8);
      brush.fillStyle = GROUND;
      brush.fill();
      star(brush, cell.x, cell.y, size * 0.11);
      brush.fillStyle = glaze;
      brush.fill();
      brush.globalAlpha = 1;
    };
    const paint = () => {
      const brush = wall.getContext("2d");
      brush.setTransform(scale, 0, 0, scale, 0, 0);
      brush.fillStyle = GROUND;
      brush.fillRect(0, 0, width, height);
      brush.lineWidth = 1.5;
      cells.forEach((cell, place) => {
        star(brush, cell.x, cell.y, size * 0.5);
        brush.fillStyle = DIM;
        brush.fill();
        brush.strokeStyle = LINE;
        brush.stroke();
        star(brush, cell.x, cell.y, size * 0.22, Math.PI / 8);
        brush.stroke();
        if (place < said) lit(brush, cell, place);
      });
      ask();
    };

    const show = (now) => {
      frame = 0;
      if (now - last < 30 && !still.matches) { ask(); return; }
      last = now;
      const brush = canvas.getContext("2d");
      brush.setTransform(1, 0, 0, 1, 0, 0);
      brush.drawImage(wall, 0, 0);
      brush.setTransform(scale, 0, 0, scale, 0, 0);
      if (!still.matches && cells.length) {  // a light wanders outward over the wall
        const wave = (now / 900) % 14;
        for (const cell of cells) {
          const near = 1 - Math.abs(cell.far - wave);
          if (near <= 0) continue;
          brush.globalAlpha = near * 0.5;
          star(brush, cell.x, cell.y, size * 0.5);
          brush.strokeStyle = "#5cc4c6";
          brush.lineWidth = 2.5;
          brush.stroke();
        }
        brush.globalAlpha = 1;
      }
      blooms = blooms.filter((bloom) => now - bloom.at < 1400);
      for (const { cell, place, at } of blooms) {
        const grown = Math.min((now - at) / 1400, 1);
        brush.save();
        brush.translate(cell.x, cell.y);
        brush.rotate((1 - grown) * Math.PI);
        brush.scale(3.2 - 2.2 * grown, 3.2 - 2.2 * grown);
        brush.translate(-cell.x, -cell.y);
        lit(brush, cell, place, 0.4 + 0.6 * grown);
        brush.restore();
      }
      const faded = still.matches ? 1 : Math.max(1 - (now - drawn) / FADE, 0);
      brush.setTransform(1, 0, 0, 1, 0, 0);
      brush.globalAlpha = faded;
      if (faded) brush.drawImage(drawing, 0, 0);
      brush.globalAlpha = 1;
      if (!faded && drawn) clear();
      if (!still.matches && !canvas.closest("[hidden]")) ask();
    };
    const ask = () => { if (!frame && !document.hidden) frame = requestAnimationFrame(show); };

    // One finger, eight strokes and their mirror images.
    const fingers = new Map();
    const stroke = (from, to, glaze) => {
      const brush = drawing.getContext("2d");
      brush.setTransform(scale, 0, 0, scale, 0, 0);
      brush.translate(middle.x, middle.y);
      brush.lineCap = "round";
      const thick = Math.max(4, 12 - Math.hypot(to.x - from.x, to.y - from.y) / 6);
      for (let turn = 0; turn < TURNS; turn++) {
        for (const side of [1, -1]) {
          brush.save();
          brush.rotate((turn * 2 * Math.PI) / TURNS);
          brush.scale(1, side);
          brush.beginPath();
          brush.moveTo(from.x, from.y);
          brush.lineTo(to.x, to.y);
          brush.strokeStyle = glaze;
          brush.lineWidth = thick;
          brush.stroke();
          brush.strokeStyle = "#ffffff59";
          brush.lineWidth = thick / 4;
          brush.stroke();
          brush.restore();
        }
      }
      drawn = performance.now();
      ask();
    };
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left - middle.x, y: event.clientY - box.top - middle.y };
    };
    let strokes = 0;
    canvas.addEventListener("pointerdown", (event) => {
      if (drawn && !still.matches && performance.now() - drawn > FADE) clear();
      fingers.set(event.pointerId, { place: at(event), glaze: GLAZES[strokes++ % GLAZES.length] });
      canvas.setPointerCapture?.(event.pointerId);
      const { place, glaze } = fingers.get(event.pointerId);
      stroke(place, { x: place.x + 0.1, y: place.y }, glaze);
    });
    canvas.addEventListener("pointermove", (event) => {
      const finger = fingers.get(event.pointerId);
      if (!finger) return;
      const place = at(event);
      stroke(finger.place, place, finger.glaze);
      finger.place = place;
    });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => fingers.delete(event.pointerId));

    const clear = () => { drawing.getContext("2d").clearRect(0, 0, drawing.width, drawing.height); drawn = 0; ask(); };
    document.addEventListener("visibilitychange", ask);
    still.addEventListener?.("change", ask);
    const watching = new ResizeObserver(laid);
    watching.observe(canvas);
    if (beside) watching.observe(beside);
    laid();
    return {
      clear,
      said: (count) => {
        if (count > said && said && !still.matches) blooms.push({ cell: cells[(count - 1) % cells.length], place: count - 1, at: performance.now() });
        said = count;
        paint();
      },
      wake: ask,
    };
  };
})();
