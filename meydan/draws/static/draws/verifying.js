// The page around verify.js: fetches the two published files, shows each step as it holds, and says what fails.
(() => {
  "use strict";
  const root = document.getElementById("verify");
  if (!root) return;
  const find = (name) => root.querySelector(`[data-${name}]`);
  const bar = root.querySelector("progress");
  const button = find("begin");
  const bytes = async (address) => {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
    if (!answer.ok) throw new Error(String(answer.status));
    return new Uint8Array(await answer.arrayBuffer());
  };
  const wrong = (text) => { find("wrong").textContent = text; find("wrong").hidden = false; };

  const run = async () => {
    button.disabled = true;
    find("holds").hidden = true;
    find("wrong").hidden = true;
    root.querySelectorAll("[data-step]").forEach((step) => step.removeAttribute("class"));
    let engine, transcript, tickets;
    try {
      [engine, transcript, tickets] = await Promise.all([import(root.dataset.module), bytes(root.dataset.transcript), bytes(root.dataset.tickets)]);
    } catch {
      wrong(root.dataset.unread);
      button.disabled = false;
      return;
    }
    const found = await engine.verify(transcript, tickets, (done, all) => { bar.max = all; bar.value = done; });
    for (const step of found.steps) {
      const line = root.querySelector(`[data-step="${step.name}"]`);
      if (line) line.className = step.ok ? "done" : "wrong";
    }
    if (found.told) find("print").textContent = found.told.sha256;
    const failed = found.steps.find((step) => !step.ok);
    if (found.ok) { bar.value = bar.max; find("holds").hidden = false; }
    else if (failed.name === "browser") wrong(root.dataset.browser);
    else wrong(`${root.dataset.failed} ${root.querySelector(`[data-step="${failed.name}"]`).textContent.trim()} (${failed.detail})`);
    root.dataset.verified = found.ok ? "yes" : "no";
    button.disabled = false;
  };
  button.addEventListener("click", run);
  run();
})();
