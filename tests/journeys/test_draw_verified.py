"""A draw recomputed in the reader's own browser: verify.js against the engine, word for word."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from meydan.engines import drawing
from meydan.engines.canonical import canonical
from tests.draws.forgeries import FORGERIES, forged

HERE = Path(__file__).parents[1] / "draws"
SCRIPT = Path(__file__).parents[2] / "meydan" / "draws" / "static" / "draws" / "verify.js"
TRANSCRIPT = (HERE / "transcript.json").read_bytes()
TICKETS = (HERE / "tickets.txt").read_bytes()
VERIFY = """async ([transcript, tickets]) => {
  const draw = await import("/verify.js");
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const longest = { pause: 0, told: 0 }, began = performance.now();
  let last = began;
  const ticking = setInterval(() => {
    longest.pause = Math.max(longest.pause, performance.now() - last);
    last = performance.now();
  }, 10);
  const { ok, steps } = await draw.verify(await bytes(transcript), await bytes(tickets), () => { longest.told += 1; });
  clearInterval(ticking);
  return { ok, steps, took: performance.now() - began, ...longest };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page at the machine itself, where browsers give WebCrypto, with the script beside it."""
    context = browser.new_context()
    opened = context.new_page()
    serve(opened, "/", b"<!doctype html><title>.</title>", "text/html")
    serve(opened, "/verify.js", SCRIPT.read_bytes(), "text/javascript")
    opened.goto("http://localhost/")
    yield opened
    context.close()


def serve(page: Page, path: str, body: bytes, kind: str = "application/octet-stream") -> str:
    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type=kind)

    page.unroute(f"http://localhost{path}")
    page.route(f"http://localhost{path}", answer)
    return path


def said(page: Page, transcript: bytes, tickets: bytes) -> str:
    """What the browser says is wrong, or "" if everything holds."""
    told = page.evaluate(VERIFY, [serve(page, "/transcript", transcript), serve(page, "/tickets", tickets)])
    assert [step["ok"] for step in told["steps"]] == [True] * (len(told["steps"]) - 1) + [told["ok"]]
    return str(told["steps"][-1]["detail"])


def by_the_engine(transcript: bytes, tickets: bytes) -> str:
    try:
        drawing.verify(transcript, tickets)
    except drawing.DrawMismatch as wrong:
        return wrong.line
    return ""


def test_the_sample_holds_step_by_step(page: Page) -> None:
    told = page.evaluate(VERIFY, [serve(page, "/transcript", TRANSCRIPT), serve(page, "/tickets", TICKETS)])
    names = ["form", "fingerprint", "tickets", "commitments", "times", "seed", "order"]
    assert (told["ok"], [step["name"] for step in told["steps"]]) == (True, names)
    assert page.evaluate("async () => (await import('/verify.js')).STEPS") == names


def test_the_browser_says_of_forgeries_what_the_engine_says(page: Page) -> None:
    for name in FORGERIES:
        wrong = forged(TRANSCRIPT, name)
        assert said(page, wrong, TICKETS) == by_the_engine(wrong, TICKETS) != "", name


def test_a_byte_changed_put_in_or_taken_out_is_caught(page: Page) -> None:
    for which in (0, 1):
        for at in (0, 1, 700, -2, -1):
            for byte in (b"", b"~", b"~~", b"\xff", b"\r\n"):
                files = [bytearray(TRANSCRIPT), bytearray(TICKETS)]
                place = at % len(files[which])
                files[which][place : place + 1] = byte
                transcript, tickets = map(bytes, files)
                code = by_the_engine(transcript, tickets).partition(":")[0]
                assert said(page, transcript, tickets).partition(":")[0] == code != "", (which, at, byte)


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"null", b"{}", b"\xff", b"NaN", b'{"format":1e999}', b"\xef\xbb\xbf" + TRANSCRIPT]
)
def test_what_is_no_transcript_is_said_so(page: Page, raw: bytes) -> None:
    assert said(page, raw, TICKETS).startswith("form: ")


def test_an_overseers_phone_makes_what_the_house_would_make(page: Page) -> None:
    phrase = " در خانه اگر کس است\n یک حرف بس است "
    made = page.evaluate(
        """async (phrase) => {
          const draw = await import("/verify.js");
          const secret = draw.newSecret();
          return [secret, await draw.commitment(secret, "s-7", "2"), await draw.secretOf(phrase), await draw.secretOf("کوتاه")];
        }""",
        phrase,
    )
    secret = str(made[0])
    assert drawing.read_secret(secret) == secret
    assert made[1:] == [drawing.commitment(secret, "s-7", "2"), drawing.phrase_secret(phrase), None]


def test_the_canonical_form_is_the_engines(page: Page) -> None:
    value = {"b": [1, -5, True, None, '«سلام»\n\u2028\x7f\x01/\\"😀'], "a": {"10": 1, "2": 2, "Z": [], "z": {}}}
    written = page.evaluate("async (value) => (await import('/verify.js')).canonical(value)", value)
    assert written.encode() == canonical(value)


def test_two_hundred_thousand_tickets_are_drawn_again_and_the_page_stays_awake(page: Page) -> None:
    told = json.loads(TRANSCRIPT)
    codes = [drawing.new_ticket() for _ticket in range(200_000)]
    tickets = drawing.ticket_file(codes + codes[:1000] * 2)
    frozen = datetime.fromisoformat(told["frozen_at"])
    overseers = [
        drawing.Overseer(
            **one
            | {
                "commitment": drawing.commitment(one["secret"], "large", one["id"]),
                "committed_at": frozen,
                "revealed_at": frozen,
            }
        )
        for one in told["overseers"]
    ]
    transcript = drawing.transcript(
        draw_id="large",
        title="قرعه‌کشی بزرگ",
        rules=[],
        prizes=[("دوچرخه", 100)],
        reserves=400,
        tickets=tickets,
        frozen_at=frozen,
        overseers=overseers,
        dice=drawing.read_dice(told["dice"]) or (),
        rolled_at=frozen,
        drawn_at=frozen + timedelta(minutes=1),
    )
    heard = page.evaluate(VERIFY, [serve(page, "/transcript", transcript), serve(page, "/tickets", tickets)])
    assert (heard["ok"], heard["told"] >= 100) == (True, True), heard
    assert heard["pause"] * 4 < heard["took"], heard  # in one go it would sleep all the time
