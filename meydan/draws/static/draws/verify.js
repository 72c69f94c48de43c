// Draws again in the reader's own browser, from the published bytes alone; and what an overseer's phone makes and keeps.
// The same steps, in the same order and with the same sentences, as meydan.engines.drawing.verify; the formats are in
// docs/draw-transcript.md. An ES module without imports: it can be read, saved and run anywhere there is WebCrypto,
// which browsers give to https and to the machine itself (127.0.0.1) only.

export const STEPS = ["form", "fingerprint", "tickets", "commitments", "times", "seed", "order"];

const TRANSCRIPT = "meydan/draw/transcript/1";
const SEED = "meydan/draw/seed/1";
const COMMITMENT = "meydan/draw/commitment/1";
const PHRASE = "meydan/draw/phrase/1";
const FEWEST_OVERSEERS = 3;
const AT_ONCE = 2000;

// → {ok, steps: [{name, ok, detail}], told}. Steps after the first that fails are not tried. `told` is what the transcript
// says, once its form holds. onProgress(done, all) is called while the tickets are drawn, the page staying awake.
export async function verify(transcriptBytes, ticketsBytes, onProgress = () => {}) {
  const steps = [];
  let told = null;
  const step = async (name, holds) => {
    const detail = await holds();
    steps.push({ name, ok: detail === "", detail });
    return detail === "";
  };
  const whole = transcriptBytes instanceof Uint8Array ? transcriptBytes : new Uint8Array(transcriptBytes);
  const file = ticketsBytes instanceof Uint8Array ? ticketsBytes : new Uint8Array(ticketsBytes);
  if (!globalThis.crypto?.subtle) {
    steps.push({ name: "browser", ok: false, detail: "browser: it gives WebCrypto to https addresses only" });
    return { ok: false, steps, told };
  }
  let lines, known;
  const ok = await step("form", () => {
    const read = readForm(whole);
    told = read.told;
    return read.detail;
  })
    && await step("fingerprint", () => fingerprint(told))
    && await step("tickets", async () => {
      known = await sha256(file);
      if (known !== told.tickets.sha256) return "tickets: this is not the ticket file that was frozen: its SHA-256 differs";
      lines = ticketLines(file);
      if (typeof lines === "string") return `tickets: ${lines}`;
      const counts = { lines: lines.length, codes: lines.filter((line, at) => line !== lines[at - 1]).length };
      for (const [name, count] of Object.entries(counts)) {
        if (told.tickets[name] !== count) return `tickets: ${told.tickets[name]} ${name} are told of, the file has ${count}`;
      }
      return "";
    })
    && await step("commitments", () => commitments(told))
    && await step("times", () => times(told))
    && await step("seed", async () => (await seed(told, known)) === told.seed
      ? "" : "seed: it does not come of these tickets, prizes, secrets and dice")
    && await step("order", () => ordered(told, lines, onProgress));
  return { ok, steps, told };
}

// 256 random bits, 64 hexadecimal signs. It stays on this phone until it is revealed.
export function newSecret() {
  return hex(crypto.getRandomValues(new Uint8Array(32)));
}

// The secret of a sentence somebody keeps in mind, or null below 20 letters.
export async function secretOf(phrase) {
  const known = phrase.normalize("NFC").split(/[ \t\r\n\u00a0]+/).filter(Boolean).join(" ");
  return [...known].length >= 20 ? sha256(encode(canonical([PHRASE, known]))) : null;
}

// What is sent and published before the list is frozen.
export async function commitment(secret, drawId, overseerId) {
  return sha256(encode(canonical([COMMITMENT, drawId, overseerId, secret])));
}

// Every code once, winners first; at least the first `count` of them, for no more is asked of a transcript.
export async function order(seedHex, lines, count = lines.length, onProgress = () => {}) {
  const key = await crypto.subtle.importKey("raw", encode(seedHex), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const best = [];
  let number = 0;
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const some = lines.slice(from, from + AT_ONCE);
    const keys = await Promise.all(some.map((code, at) => {
      number = code === lines[from + at - 1] ? number + 1 : 1;
      return crypto.subtle.sign("HMAC", key, encode(`${code}#${number}`));
    }));
    keys.forEach((bytes, at) => {
      const last = best.at(-1);
      if (last?.code !== some[at]) best.push({ code: some[at], key: new Uint8Array(bytes) });
      else if (compare(new Uint8Array(bytes), last.key) < 0) last.key = new Uint8Array(bytes);
    });
    onProgress(Math.min(from + AT_ONCE, lines.length), lines.length);
    await new Promise((resolve) => { setTimeout(resolve); });
  }
  // Only those that can be among the first are sorted: by the first 48 bits of their keys, then exactly.
  const heads = Float64Array.from(best, ({ key: bytes }) => head(bytes)).sort();
  const limit = heads[Math.min(count, heads.length) - 1];
  return best.filter(({ key: bytes }) => head(bytes) <= limit)
    .sort((one, other) => compare(one.key, other.key) || (one.code < other.code ? -1 : 1))
    .map(({ code }) => code);
}

// RFC 8785 for texts, whole numbers, true, false, null, lists, and objects with ASCII names.
export function canonical(value) {
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) throw new Error("a text holds half a character");
    return JSON.stringify(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error(`${value} is no whole number below 2**53`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

// ---- Form: what a transcript may hold

const text = (pattern) => (value) => typeof value === "string" && pattern.test(value);
const number = (least, most = 1e9) => (value) => Number.isSafeInteger(value) && value >= least && value <= most;
const list = (part) => (value) => Array.isArray(value) && value.every(part);
const object = (members) => (value) => value !== null && typeof value === "object" && !Array.isArray(value)
  && odd(value, members) === undefined && Object.keys(members).every((name) => members[name](value[name]));
const odd = (value, members) => [
  ...Object.keys(members).filter((name) => !Object.hasOwn(value, name)),
  ...Object.keys(value).filter((name) => !Object.hasOwn(members, name)),
].sort()[0];
const words = text(/^(?=[^]*[^\s\x85\x1c-\x1f])[^\x00-\x1f\x7f]{1,2000}$/u);
const hash = text(/^[0-9a-f]{64}$/);
const id = text(/^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/);
const codes = list(text(/^[0-9A-Z]{1,32}$/));
const moment = (value) => text(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/)(value)
  && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value.replace("Z", ".000Z");
const MEMBERS = {
  format: words, engine: words, draw: id, title: words, rules: list(words),
  prizes: list(object({ title: words, count: number(1, 1e6) })), reserve_places: number(0),
  tickets: object({ sha256: hash, lines: number(1), codes: number(1) }), frozen_at: moment,
  overseers: list(object({
    id, name: words, body: words, commitment: hash, committed_at: moment, secret: hash, revealed_at: moment,
  })),
  dice: text(/^[1-6]{30}$/), rolled_at: moment, beacon: (value) => value === null || words(value),
  seed: hash, winners: codes, reserves: codes, drawn_at: moment, sha256: hash,
};

function readForm(whole) {
  const not = (why) => ({ told: null, detail: `form: the transcript is not one: ${why}` });
  try {
    const written = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(whole);
    const told = JSON.parse(written);
    if (told === null || typeof told !== "object" || Array.isArray(told)) return not("it is no JSON object");
    if (told.format !== TRANSCRIPT) return not(`its format is not ${TRANSCRIPT}`);
    const name = odd(told, MEMBERS);
    if (name !== undefined) return not(`the member '${name}' is missing or does not belong there`);
    const wrong = Object.keys(MEMBERS).find((member) => !MEMBERS[member](told[member]));
    if (wrong) return not(`the member '${wrong}' does not hold what it should`);
    if (told.prizes.length === 0) return not("there is no prize");
    if (`${canonical(told)}\n` !== written) {
      return { told: null, detail: "form: the transcript is not written in its one canonical form" };
    }
    return { told, detail: "" };
  } catch (wrong) {
    return not(String(wrong.message ?? wrong).slice(0, 120));
  }
}

// ---- The other steps: "", or what is wrong in one line

async function fingerprint({ sha256: fingerprinted, ...body }) {
  return fingerprinted === await sha256(encode(canonical(body)))
    ? "" : "fingerprint: the transcript was changed after it was made";
}

function ticketLines(file) {
  const form = "a ticket file has one ticket (0-9, A-Z) a line, each ended by LF, and nothing else";
  const written = new TextDecoder("latin1").decode(file);
  if (!written.endsWith("\n")) return form;
  const lines = written.slice(0, -1).split("\n");
  if (!lines.every(text(/^[0-9A-Z]{1,32}$/))) return form;
  return lines.every((line, at) => at === 0 || lines[at - 1] <= line) ? lines : "the lines of a ticket file are sorted";
}

async function commitments({ draw, overseers }) {
  const sorted = overseers.every((one, at) => at === 0 || overseers[at - 1].id < one.id);
  if (!sorted || overseers.length < FEWEST_OVERSEERS) {
    return `commitments: at least ${FEWEST_OVERSEERS} overseers, once each, by id`;
  }
  for (const one of overseers) {
    if (await commitment(one.secret, draw, one.id) !== one.commitment) {
      return `commitments: the secret of overseer ${one.id} is not the one committed to`;
    }
  }
  return "";
}

function times({ overseers, frozen_at: frozen, rolled_at: rolled, drawn_at: drawn }) {
  for (const one of overseers) {
    if (one.committed_at > frozen) return `times: overseer ${one.id} committed after the list was frozen`;
    if (one.revealed_at < frozen || one.revealed_at > drawn) {
      return `times: overseer ${one.id} did not reveal between freezing and drawing`;
    }
  }
  return rolled < frozen || rolled > drawn ? "times: the dice were not rolled between freezing and drawing" : "";
}

async function seed({ draw, prizes, overseers, dice, beacon }, tickets) {
  const reveals = overseers.map((one) => [one.id, one.secret]);
  return sha256(encode(canonical({ format: SEED, draw, tickets_sha256: tickets, prizes, reveals, dice, beacon })));
}

async function ordered({ seed: drawnFrom, prizes, reserve_places: places, winners, reserves }, lines, onProgress) {
  const won = prizes.reduce((sum, { count }) => sum + count, 0);
  const all = await order(drawnFrom, lines, won + places, onProgress);
  for (const [name, said, drawn] of [
    ["winners", winners, all.slice(0, won)], ["reserves", reserves, all.slice(won, won + places)],
  ]) {
    if (said.length !== drawn.length) return `order: ${drawn.length} ${name} are drawn, ${said.length} are told of`;
    const at = said.findIndex((code, place) => code !== drawn[place]);
    if (at >= 0) return `order: number ${at + 1} of the ${name} is ${drawn[at]}, not ${said[at]}`;
  }
  return "";
}

// ---- Bytes

function encode(written) {
  return new TextEncoder().encode(written);
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function sha256(bytes) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

function head(bytes) {
  return bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
}

function compare(one, other) {
  const at = one.findIndex((byte, place) => byte !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}
