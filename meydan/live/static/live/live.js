// Keeps the parts of a page up to date: `<section {% live "questions.edition.12" %}>` with `data-live-part="now"` inside.
// A stream where there is one; after two failures it asks every few seconds, and tries the stream again later.
(() => {
  "use strict";
  const SOON = [1000, 2000, 4000, 8000, 15000]; // after the first, second … failure of the stream
  const ASK = 4000, AGAIN = 30000, HIDDEN = 60000, QUIET = 40000, LATE = 6000;
  const about = (milliseconds) => milliseconds * (0.75 + Math.random() / 2);
  const TYPED = "input:not([type=hidden]), textarea, select, [contenteditable=true]";

  class Live {
    constructor(root) {
      this.root = root;
      this.topic = root.dataset.live;
      this.version = Number(root.dataset.liveVersion) || 0;
      this.received = 0; // the version a stream gave last: what it need not give again
      this.waiting = new Map(); // parts somebody is typing in, and what they are to become
      this.failures = 0;
      this.heard = performance.now();
      root.addEventListener("focusout", () => setTimeout(() => this.catchUp()));
      document.addEventListener("visibilitychange", () => this.seen());
      addEventListener("online", () => this.restart());
      addEventListener("pagehide", () => this.close());
      addEventListener("pageshow", (event) => { if (event.persisted) this.restart(); });
      setInterval(() => this.watch(), 3000);
      this.begin();
    }

    begin() {
      if (this.root.dataset.liveStream && window.EventSource) this.listen(); else this.ask();
    }

    close() {
      clearTimeout(this.next);
      clearTimeout(this.retry);
      this.source?.close();
      this.source = null;
    }

    restart() {
      this.close();
      this.failures = 0;
      this.begin();
    }

    // The stream.
    listen() {
      clearTimeout(this.retry);
      const after = this.received ? `&after=${this.received}` : "";
      const source = this.source = new EventSource(this.root.dataset.liveStream + after);
      source.onopen = () => {
        this.failures = 0;
        clearTimeout(this.next);
        this.alive("stream");
      };
      source.onmessage = (event) => {
        const said = this.read(event.data);
        if (!said) return;
        this.received = said.version;
        this.alive("stream");
        this.show(said);
      };
      source.onerror = () => {
        source.close(); // it would come back by itself, but all of them at once and for ever
        if (source !== this.source) return;
        this.source = null;
        this.failures += 1;
        if (this.failures < 2) this.retry = setTimeout(() => this.listen(), about(SOON[0]));
        else {
          if (this.failures === 2) this.ask();
          this.retry = setTimeout(() => this.listen(), about(this.failures < 4 ? SOON[this.failures] : AGAIN));
        }
      };
    }

    // Asking, while there is no stream.
    async ask() {
      clearTimeout(this.next);
      let wait = ASK;
      try {
        const answer = await fetch(this.root.dataset.livePoll, {
          cache: "no-store", credentials: "omit", headers: this.etag ? { "If-None-Match": this.etag } : {},
        });
        if (answer.status === 200) {
          const said = this.read(await answer.text());
          if (said) { this.etag = answer.headers.get("ETag"); this.show(said); }
        }
        if (answer.ok || answer.status === 304) { this.asked = 0; this.alive("ask"); }
        else wait = answer.status === 404 ? HIDDEN / 2 : this.later();
      } catch { wait = this.later(); }
      if (this.source?.readyState === 1) return; // the stream is back
      this.next = setTimeout(() => this.ask(), about(document.hidden ? HIDDEN : wait));
    }

    later() {
      this.asked = Math.min((this.asked || 0) + 1, 4);
      return ASK + SOON[this.asked];
    }

    // A page nobody looks at lets its place go, and asks once a minute.
    seen() {
      clearTimeout(this.away);
      if (document.hidden) this.away = setTimeout(() => { this.close(); this.failures = 0; this.next = setTimeout(() => this.ask(), about(HIDDEN)); }, about(HIDDEN));
      else if (!this.source) setTimeout(() => this.restart(), Math.random() * 500);
    }

    // What is heard, and whether anything is.
    alive(how) {
      this.heard = performance.now();
      this.say(how);
    }

    watch() {
      const silent = performance.now() - this.heard;
      if (!document.hidden && this.source?.readyState !== 1 && silent > LATE + ASK) this.say("lost");
    }

    say(state) {
      if (this.root.dataset.liveState === state) return;
      this.root.dataset.liveState = state;
      if ("liveSilent" in this.root.dataset) return; // a picture that is broadcast
      let line = this.root.querySelector("[data-live-line]");
      if (!line && state === "lost") {
        line = document.createElement("p");
        line.className = "live-line";
        line.dataset.liveLine = "";
        line.setAttribute("role", "status");
        this.root.prepend(line);
      }
      if (line) { line.textContent = state === "lost" ? this.root.dataset.liveLost : ""; line.hidden = state !== "lost"; }
    }

    read(text) {
      try { const said = JSON.parse(text); return Number.isInteger(said.version) && said.parts ? said : null; } catch { return null; }
    }

    // Every snapshot from the page's own version on, and none that is older.
    show(said) {
      if (said.version < this.version) return;
      this.version = said.version;
      this.root.dataset.liveVersion = said.version;
      const changed = [];
      for (const part of this.root.querySelectorAll("[data-live-part]")) {
        const html = said.parts[part.dataset.livePart];
        if (html === undefined) continue;
        this.waiting.delete(part);
        const made = document.createElement("template");
        made.innerHTML = html;
        if (made.innerHTML === part.innerHTML) continue;
        changed.push(part.dataset.livePart);
        if (part.contains(document.activeElement) && document.activeElement.matches(TYPED)) this.waiting.set(part, made);
        else this.put(part, made);
      }
      this.root.dispatchEvent(new CustomEvent("meydan:live", { bubbles: true, detail: { version: said.version, parts: said.parts, changed } }));
    }

    put(part, made) {
      const keyOf = (one) => one.id ? `#${CSS.escape(one.id)}` : one.getAttribute("name") ? `[name="${CSS.escape(one.getAttribute("name"))}"]` : "";
      const held = part.contains(document.activeElement) ? keyOf(document.activeElement) : "";
      const typed = [...part.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio]), textarea")]
        .filter((box) => box.value !== box.defaultValue && keyOf(box)).map((box) => [keyOf(box), box.value]);
      part.replaceChildren(made.content.cloneNode(true));
      typed.forEach(([key, value]) => { const box = part.querySelector(key); if (box) box.value = value; });
      if (held) part.querySelector(held)?.focus({ preventScroll: true });
      window.htmx?.process(part);
    }

    catchUp() {
      for (const [part, made] of this.waiting) {
        if (part.contains(document.activeElement) && document.activeElement.matches(TYPED)) continue;
        this.waiting.delete(part);
        this.put(part, made);
      }
    }
  }

  document.querySelectorAll("[data-live]").forEach((root) => new Live(root));
})();
