"""A whole sample city behind `meydan serve`, and a phone and a desk to walk it with. Things are found by role and label."""

import datetime as dt
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from meydan.engines import jalali
from meydan.ground.supervisor import end_with_parent
from tests import readymade
from tests.readymade import MEYDAN, REPOSITORY
from tests.sizes import WHOLE

PATIENCE = 60_000  # ms
expect.set_options(timeout=PATIENCE)

SMS_TOKEN = "aTokenOfTheJourneysThatNobodyGuesses42"
MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
# When what htmx fetches has come, and what moves has arrived; what moves for ever is let be.
# Contrast takes axe four fifths of its time, and depends on an ink, its size and the grounds below it: what has passed
# once at this width is not measured again, however many rows are written in it.
LOOKED_AT = """async ([rules, known]) => {
    const moves = (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity;
    const busy = () => document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")
        || document.fonts.status !== "loaded" || document.getAnimations().some(moves);
    for (let turn = 0; turn < 200 && busy(); turn += 1) await new Promise((next) => setTimeout(next, 25));
    const said = (found) => found.violations.flatMap(
        (rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
    const contrast = "color-contrast", violations = ["violations"];
    const broken = said(await axe.run(document,
        { runOnly: rules, resultTypes: violations, rules: { [contrast]: { enabled: false } } }));

    const grounds = new Map([[null, ""]]);
    const ground = (one) => {
        if (!grounds.has(one)) {
            const { backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode } = getComputedStyle(one);
            const own = [backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode].join(" ");
            const below = ground(one.parentElement);
            grounds.set(one, own === "rgba(0, 0, 0, 0) none 1 static none normal" ? below : `${below}/${own}`);
        }
        return grounds.get(one);
    };
    const written = (one) => {
        const { color, fontSize, fontWeight, textShadow } = getComputedStyle(one);
        return [ground(one), color, fontSize, fontWeight, textShadow].join("|");
    };
    const isWritten = (one) => one.matches("input, select, textarea")
        || [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
    const seen = new Set(known);
    const anew = [...document.body.querySelectorAll("*")].filter((one) => isWritten(one) && !seen.has(written(one)));
    const passed = new Set();
    if (anew.length) {
        const found = await axe.run({ include: anew },
            { runOnly: [contrast], resultTypes: ["violations", "passes"], elementRef: true });
        broken.push(...said(found));
        for (const rule of found.passes) for (const { element } of rule.nodes) passed.add(written(element));
    }
    return [broken, document.documentElement.scrollWidth - innerWidth, [...passed]];
}"""
LEGIBLE: dict[int, set[str]] = {}  # by the width of the screen
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = report.failed or item.stash.get(FAILED, False)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this worker's sample city stands."""
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="session")
def city(folder: Path) -> Iterator[str]:
    """The address of a sample city, this worker's own: a copy of the one that was made once."""
    with served(folder, of=readymade.city) as address:
        yield address


@contextmanager
def served(folder: Path, *commands: list[str], of: Callable[[], Path] = readymade.migrated) -> Iterator[str]:
    """The address of `meydan serve` over a folder of its own: a copy of a readymade one, after these commands."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    environment = environment_of(folder) | {"PORT": str(port)}
    readymade.copied(of(), folder)
    for command in commands:
        run(folder, *command)
    log = folder / "log"
    with log.open("w") as written:
        serving = subprocess.Popen(
            [*MEYDAN, "serve"],
            cwd=REPOSITORY,
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=partial(end_with_parent, os.getpid()),  # noqa: PLW1509 - a run that is killed leaves nobody
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", log)
        yield address
        assert "Internal Server Error" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")
    finally:
        os.killpg(serving.pid, signal.SIGTERM)
        serving.wait(PATIENCE / 1000)


def environment_of(folder: Path) -> dict[str, str]:
    return readymade.environment(folder, SMS_INBOUND_TOKEN=SMS_TOKEN)


def run(folder: Path, *command: str) -> str:
    """What a command of the house says, over a folder."""
    return readymade.run(folder, *command, SMS_INBOUND_TOKEN=SMS_TOKEN)


def _wait_for(address: str, log: Path) -> None:
    ends = time.monotonic() + 3 * PATIENCE / 1000
    while time.monotonic() < ends:
        try:
            with urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One a file: a process holds one Playwright at a time, and other files start their own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "the journeys need Chromium: `make chromium`"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


def screen(browser: Browser, address: str, **options: Any) -> BrowserContext:
    """A browser of its own over that house. Two cores that do everything at once are slow at times, and no story is."""
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, city: str, size: str) -> Iterator["Visit"]:
    """A fresh browser of one size, nobody signed in."""
    context = screen(browser, city, viewport=SIZES[size], has_touch=size == "phone")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield Visit(page)
    if request.node.stash.get(FAILED, False):
        page.screenshot(path=str(REPOSITORY / "shots" / f"{request.node.name[:60]}.png"), full_page=True)
    context.close()
    assert wrong == []


@contextmanager
def somebody(
    browser: Browser, city: str, role: str = "", *, area: str, nth: int = 0, size: dict[str, int] | None = None
) -> Iterator["Visit"]:
    """A phone of their own, or a screen of another size; signed in where a role is given."""
    viewport = size or SIZES["phone"]
    context = screen(browser, city, viewport=viewport, has_touch=size is None)
    visit = Visit(context.new_page())
    wrong: list[str] = []
    visit.page.on("pageerror", lambda error: wrong.append(str(error.stack)))
    if role:
        visit.enter_as(role, area=area, nth=nth)
    try:
        yield visit
    except BaseException:
        visit.page.screenshot(path=str(REPOSITORY / "shots" / f"{area}-{role or 'somebody'}.png"), full_page=True)
        raise
    finally:
        context.close()
    assert wrong == []


def fill_day(group: Locator, day: dt.date) -> None:
    year, month, number = jalali.to_jalali(day)
    group.get_by_label("روز", exact=True).fill(str(number))
    group.get_by_label("ماه", exact=True).select_option(label=MONTHS[month - 1])
    group.get_by_label("سال", exact=True).fill(str(year))


def until(page: Page, expression: str) -> None:
    """Asked again and again from here: `page.wait_for_function` evaluates in the page, which the house's policy forbids,
    so that it fails whenever its first look comes too early.
    """
    for _turn in range(PATIENCE // 25):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(expression)


def number_in(address: str | None, before: str) -> int:
    """The number of a row in an address: number_in("/desk/budgets/7/ballot/", "budgets") is 7."""
    found = re.search(rf"/{before}/([0-9]+)/", address or "")
    assert found, address
    return int(found[1])


class Visit:
    """What a person does at a page, and what they would notice."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer
        assert answer.status < 400, f"{path}: {answer.status}"

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()

    def heading(self, text: str) -> None:
        self.page.get_by_role("heading", name=text).first.wait_for()

    def enter_as(self, role: str, area: str = "قدس", nth: int = 0) -> str:
        """By the sample's «enter as …», the first of whom there are several. Returns their name."""
        self.go("/signin/")
        group = self.page.locator("details", has=self.page.locator("summary", has_text=area))
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        rows = group.get_by_role("listitem")
        row = rows.filter(has=self.page.locator("small", has_text=re.compile(f"^{role}$"))).nth(nth)
        name = row.locator(".person-name").inner_text()
        row.get_by_role("button").click()
        self.page.wait_for_url(lambda url: "/signin/" not in url)
        return name

    def enter_as_citizen(self, nth: int = 0) -> None:
        """One of the three who stand above the cities."""
        self.page.context.clear_cookies()
        self.go("/signin/")
        self.page.locator("section ul.people").first.get_by_role("button").nth(nth).click()
        self.page.wait_for_url(lambda url: "/signin/" not in url)

    def looks_right(self) -> None:
        """No violation of WCAG 2.2 AA, and nothing wider than the screen."""
        self.page.wait_for_load_state("load")
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.evaluate(AXE_SCRIPT)
        legible = LEGIBLE.setdefault((self.page.viewport_size or {}).get("width", 0), set())
        broken, wider, passed = self.page.evaluate(LOOKED_AT, [RULES, [] if WHOLE else sorted(legible)])
        if not broken:
            legible.update(passed)
        assert broken == [], self.page.url
        assert wider <= 0, f"{self.page.url} is {wider} px wider than the screen"
