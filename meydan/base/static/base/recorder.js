// Recording a voice: press, speak, press; listen, or record again. What is recorded becomes the file of the form, so the
// server sees no difference. Without a microphone, and without this script, a file is chosen instead.
//
// A page may listen: the element tells "recorded" with { blob, seconds } and "cleared"; `element.recorder.clear()`.
// In a form that keeps its draft (data-keep) the recording outlives the way through sign-in, on this device, for a day.
(() => {
  "use strict";
  const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];
  const DAY = 24 * 3600 * 1000;
  const BARS = 40;
  const number = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false, minimumIntegerDigits: 2 });
  const clock = (seconds) => `${number.format(Math.floor(seconds / 60))}:${number.format(Math.floor(seconds % 60))}`;
  const kindOf = () => KINDS.find((kind) => self.MediaRecorder?.isTypeSupported?.(kind)) || "";
  const ending = (type) => type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm";

  const pocket = self.MeydanPocket;
  const within = pocket && "indexedDB" in self && pocket.opened("meydan-recordings", 1, (database) => database.createObjectStore("kept", { keyPath: "id" }));
  const tidied = within && within(["kept"], "readwrite", async (kept) => {
    for (const one of await pocket.asked(kept.getAll())) if (Date.now() - one.at > DAY) await pocket.asked(kept.delete(one.id));
  }).catch(() => {});

  // How loud it is, as bars that wander; drawn only while somebody speaks.
  const meter = (canvas, stream) => {
    const context = new (self.AudioContext || self.webkitAudioContext)();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const wave = new Uint8Array(analyser.fftSize);
    const past = new Array(BARS).fill(0);
    const brush = canvas.getContext("2d");
    let frame = 0, last = 0;
    const draw = (now) => {
      frame = requestAnimationFrame(draw);
      if (now - last < 60) return;
      last = now;
      analyser.getByteTimeDomainData(wave);
      past.shift();
      past.push(Math.min(wave.reduce((most, one) => Math.max(most, Math.abs(one - 128)), 0) / 90, 1));
      const step = canvas.width / BARS;
      brush.clearRect(0, 0, canvas.width, canvas.height);
      brush.fillStyle = getComputedStyle(canvas).color;
      past.forEach((level, place) => {
        const height = Math.max(level * canvas.height, 3);
        brush.fillRect(place * step, (canvas.height - height) / 2, step - 2, height);
      });
    };
    frame = requestAnimationFrame(draw);
    return () => { cancelAnimationFrame(frame); brush.clearRect(0, 0, canvas.width, canvas.height); context.close().catch(() => {}); };
  };

  const begin = (root) => {
    const one = (selector) => root.querySelector(selector);
    const words = one("[data-words]").dataset;
    const button = one("[data-record]"), input = one("input[type=file]"), player = one("[data-player]");
    const time = one("[data-time]"), keptId = one("[data-kept]"), details = one("[data-file]");
    const most = Number(root.dataset.most);
    let recorder = null, address = "", busy = false;
    const say = (text) => { const place = one("[data-said]"); place.textContent = text; place.hidden = !text; };
    const tell = (name, detail) => root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    const keeps = () => within && root.closest("form[data-keep]");
    const can = Boolean(navigator.mediaDevices?.getUserMedia && kindOf());

    const heard = (blob) => {
      if (address) URL.revokeObjectURL(address);
      address = URL.createObjectURL(blob);
      player.src = address;
      one("[data-live]").hidden = true;
      one("[data-heard]").hidden = false;
      details.hidden = can;
    };
    const filed = (blob) => {
      const files = new DataTransfer();
      files.items.add(new File([blob], `voice.${ending(blob.type)}`, { type: blob.type }));
      input.files = files.files;
    };
    const keep = async (blob) => {
      if (!keeps()) return;
      const id = pocket.uuid();
      try {
        await tidied;
        await within(["kept"], "readwrite", (kept) => pocket.asked(kept.put({ id, blob, at: Date.now() })));
        keptId.value = id;
        keptId.dispatchEvent(new Event("input", { bubbles: true }));
      } catch { /* full, or private browsing: it is sent all the same */ }
    };
    const forget = () => {
      if (keptId.value && within) within(["kept"], "readwrite", (kept) => pocket.asked(kept.delete(keptId.value))).catch(() => {});
      keptId.value = "";
    };
    const clear = () => {
      if (address) { URL.revokeObjectURL(address); address = ""; player.removeAttribute("src"); }
      input.value = "";
      forget();
      one("[data-heard]").hidden = true;
      one("[data-live]").hidden = !can;
      details.hidden = false;
      time.textContent = clock(0);
      say("");
      tell("cleared", {});
    };

    const record = async () => {
      busy = true;
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
      } catch (error) {
        say(error.name === "NotFoundError" ? words.sayMissing : words.sayRefused);
        details.open = true;
        busy = false;
        return;
      }
      const parts = [], began = performance.now(), quiet = meter(one("[data-level]"), stream);
      const seconds = () => (performance.now() - began) / 1000;
      recorder = new MediaRecorder(stream, { mimeType: kindOf(), audioBitsPerSecond: 48000 });
      const ticking = setInterval(() => {
        time.textContent = clock(seconds());
        if (seconds() >= most) { say(words.sayLimit); recorder?.stop(); }
      }, 200);
      recorder.addEventListener("dataavailable", (event) => event.data.size && parts.push(event.data));
      recorder.addEventListener("stop", async () => {
        const lasted = Math.min(seconds(), most), type = (recorder.mimeType || kindOf()).split(";")[0];
        clearInterval(ticking);
        quiet();
        stream.getTracks().forEach((track) => track.stop());
        recorder = null;
        shown(false);
        if (!parts.length) return;
        const blob = new Blob(parts, { type });
        filed(blob);
        heard(blob);
        say(lasted >= most ? words.sayLimit : words.sayReady);
        one("[data-again]").focus();
        await keep(blob);
        tell("recorded", { blob, seconds: lasted });
      });
      recorder.start(1000);
      busy = false;
      shown(true);
      say(words.sayRecording);
    };
    const shown = (on) => {
      button.setAttribute("aria-pressed", String(on));
      one("[data-record-name]").textContent = on ? words.sayStop : words.sayRecord;
      root.classList.toggle("recording", on);
      tell(on ? "recording" : "stopped", {});
    };

    button.addEventListener("click", () => { if (recorder) recorder.stop(); else if (!busy) record(); });
    one("[data-again]").addEventListener("click", () => { clear(); if (can) { button.focus(); record(); } else input.click(); });
    input.addEventListener("change", () => {
      const file = input.files[0];
      if (!file) return;
      if (file.size > Number(root.dataset.mostBytes)) { clear(); say(words.sayLarge); return; }
      heard(file);
      say("");
      keep(file);
      tell("recorded", { blob: file, seconds: 0 });
    });
    addEventListener("pagehide", () => recorder?.stop());

    one("[data-file-summary]").hidden = !can;
    if (can) details.open = false;
    one("[data-live]").hidden = !can;
    time.textContent = clock(0);
    if (keptId.value && within) {
      within(["kept"], "readonly", (kept) => pocket.asked(kept.get(keptId.value))).then((found) => {
        if (!found || input.files.length) return;
        filed(found.blob);
        heard(found.blob);
        say(words.sayReady);
      }).catch(() => {});
    }
    root.recorder = { clear, stop: () => recorder?.stop(), get blob() { return input.files[0] || null; } };
    root.dataset.ready = "yes";
  };

  const all = (root) => root.querySelectorAll("[data-recorder]:not([data-ready])").forEach(begin);
  all(document);
  document.addEventListener("htmx:afterSettle", (event) => all(event.detail.elt));
})();
