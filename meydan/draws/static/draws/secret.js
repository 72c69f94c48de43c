// An overseer's phone: makes the secret, keeps it in this browser, sends only what binds to it; later, reveals it.
(() => {
  "use strict";
  const root = document.getElementById("secret");
  const kept = (commitment) => { try { return localStorage.getItem(`meydan.secret.${commitment}`); } catch { return null; } };
  const keep = (commitment, secret) => { try { localStorage.setItem(`meydan.secret.${commitment}`, secret); } catch { /* a private window keeps nothing: then it is shown to be written down */ } };
  const find = (name) => root.querySelector(`[data-${name}]`);
  const say = (element, text) => { if (element) { element.textContent = text; element.hidden = !text; } };

  if (root) {
    const { draw, overseer, commitment: bound } = root.dataset;
    const mine = bound ? kept(bound) : null;
    if (bound) say(find("mine"), mine ? root.dataset.kept : root.dataset.notKept);

    const show = find("show");
    if (mine && show) {
      show.hidden = false;
      show.addEventListener("click", () => {
        find("secret").textContent = mine.match(/.{8}/g).join(" ");
        find("shown").hidden = false;
        show.hidden = true;
      });
      find("copy").addEventListener("click", async (event) => {
        const button = event.currentTarget;
        await navigator.clipboard.writeText(mine);
        button.lastChild.textContent = root.dataset.copied;
      });
    }

    const form = root.querySelector("form[data-commit]");
    if (form) {
      find("making").hidden = false;
      const error = find("phrase-error");
      const send = async (make) => {
        if (!globalThis.crypto?.subtle) { say(error, root.dataset.unsafe); error.closest("details").open = true; return; }
        const engine = await import(root.dataset.module);
        const secret = await make(engine);
        if (!secret) { say(error, root.dataset.short); return; }
        form.elements.commitment.value = await engine.commitment(secret, draw, overseer);
        keep(form.elements.commitment.value, secret);
        form.submit();
      };
      find("make").addEventListener("click", () => send((engine) => engine.newSecret()));
      find("make-phrase").addEventListener("click", () => send((engine) => engine.secretOf(find("phrase").value)));
    }

    const reveal = root.querySelector("form[data-reveal]");
    if (reveal && mine) {
      find("easy").hidden = false;
      find("reveal-mine").addEventListener("click", () => { reveal.elements.secret.value = mine; reveal.submit(); });
    }
  }

  // Whatever comes next is shown by itself, unless somebody is typing.
  document.addEventListener("meydan:live", (event) => {
    const follow = event.target.dataset.follow;
    const made = document.createElement("template");
    made.innerHTML = event.detail.parts.hall || "";
    const stage = made.content.querySelector("[data-stage]");
    if (follow === undefined || !stage) return;
    const now = stage.dataset.stage + (stage.dataset.dice ? " yes" : "");
    const typed = [...document.querySelectorAll("textarea, input:not([type=hidden])")].some((box) => box.value !== box.defaultValue);
    if (now !== follow && !typed) location.reload();
  });
})();
