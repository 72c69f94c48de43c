"""A host in a square with a tablet: people speak without network for hours, and all of it arrives once, in its order.

`TRIBUNE_ENTRIES=200` walks it with as many voices as a full evening brings.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from meydan.base.wording import digits
from tests.journeys.conftest import Visit, run, screen, served, until

ENTRIES = int(os.environ.get("TRIBUNE_ENTRIES", "6"))
TABLET = {"width": 1024, "height": 768}
PREPARED = """
import datetime as dt, json, time
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.signin.session import BACKEND
from tests.factories.people import staff
from tests.factories.places import CityFactory, NeighborhoodFactory
from tests.factories.questions import EditionFactory, TopicFactory, TribuneFactory

city = CityFactory(name="قم")
NeighborhoodFactory(parent=city, name="سالاریه")
edition = EditionFactory(series__area=city, title="شهروند و شهردار")
edition.topics.add(TopicFactory(series=edition.series, name="حمل‌ونقل"))
tribune = TribuneFactory(edition=edition, place="ورودی بازار", scenario=["سلام! حرفی با شهردار دارید؟", "کجاست؟"])
host = staff(Role.TRIBUNE_HOST, city)
tribune.hosts.add(host)
session = SessionStore()
session.update({
    "_auth_user_id": str(host.pk),
    "_auth_user_backend": BACKEND,
    "_auth_user_hash": host.get_session_auth_hash(),
    FACTOR_PASSED: int(time.time()),
})
session.create()
print(json.dumps([tribune.pk, session.session_key]))
"""
COUNTED = """
import json
from collections import Counter
from meydan.participation.models import Participation
from meydan.questions.models import Question, Voice

rows = list(Question.objects.order_by("pk"))
print(json.dumps({
    "texts": [row.text for row in rows],
    "in order": [row.pk for row in sorted(rows, key=lambda row: row.said_at)] == [row.pk for row in rows],
    "kinds": dict(Counter(row.kind for row in rows)),
    "askers": sum(row.asker_id is not None for row in rows),
    "neighborhoods": [row.area.name for row in rows if row.area.name != "قم"],
    "voices": dict(Counter(Voice.objects.values_list("state", flat=True))),
    "consents": Voice.objects.exclude(consent="").count(),
    "ledger": Participation.objects.count(),
}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("square")


@pytest.fixture(scope="module")
def square(folder: Path) -> Iterator[tuple[str, int, str]]:
    """The address, the tribune, and the session of its host."""
    with served(folder) as address:
        tribune, key = json.loads(run(folder, "shell", "--no-imports", "-c", PREPARED))
        yield address, tribune, key


@pytest.fixture(scope="module")
def speaking() -> Iterator[Browser]:
    """A browser whose microphone hears a beep a second."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        chromium = playwright.chromium.launch(executable_path=found, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def tablet(speaking: Browser, square: tuple[str, int, str]) -> Iterator[BrowserContext]:
    address, _tribune, key = square
    context = screen(speaking, address, viewport=TABLET, has_touch=True)
    context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
    yield context
    context.close()


def opened(context: BrowserContext, tribune: int) -> Page:
    page = context.new_page()
    page.goto(f"/desk/questions/tribunes/{tribune}/")
    page.locator("[data-tribune][data-ready]").wait_for(state="attached")
    return page


def record(page: Page, within: str) -> None:
    place = page.locator(within)
    place.get_by_role("button", name="ضبط صدا", exact=True).click()
    place.get_by_role("button", name="پایان ضبط", exact=True).wait_for()
    page.wait_for_timeout(700)
    place.get_by_role("button", name="پایان ضبط", exact=True).click()
    place.get_by_role("button", name="ضبط دوباره").wait_for()


def said(number: int) -> str:
    return f"حرف {number}"


def speak(page: Page, number: int) -> None:
    """Every third is a criticism, the second names a neighborhood, the third leaves a phone."""
    page.get_by_role("button", name="شروع").click()
    if number % 3 == 0:
        page.get_by_role("radio", name="انتقاد").check()
    record(page, "[data-voice]")
    page.get_by_text("یا بنویسید").click()
    page.get_by_label("به نوشته").fill(said(number))
    if number == 2:
        page.get_by_text("موضوع و محله").click()
        page.get_by_label("محله", exact=True).select_option(label="سالاریه")
    if number == 3:
        page.get_by_text("می‌خواهد از نتیجه باخبر شود").click()
        page.get_by_label("تلفن همراه").fill("۰۹۱۲۱۲۳۴۵۶۷")
        page.get_by_role("button", name="ثبت", exact=True).click()
        page.get_by_text("موافقت با دادن شماره را ضبط کنید").wait_for()
        record(page, "[data-answer]")
    page.get_by_role("button", name="ثبت", exact=True).click()
    page.get_by_text("سپاس! حرف شما ثبت شد.").wait_for()


def waiting(number: int) -> str:
    return f"{digits(number)} در انتظار ارسال"


def test_voices_without_network_arrive_once_and_in_their_order(
    tablet: BrowserContext, square: tuple[str, int, str], folder: Path
) -> None:
    address, tribune, key = square
    page = opened(tablet, tribune)
    Visit(page).looks_right()
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "caches.match('/desk/questions/tribunes/shell/').then(Boolean)")
    tablet.set_offline(True)

    half = ENTRIES // 2
    for number in range(1, half + 1):
        speak(page, number)
    page.get_by_text(waiting(half)).wait_for()

    # The tablet is switched off and on again: the same address, without network, shows the same tribune and what waits.
    page.close()
    page = opened(tablet, tribune)
    page.get_by_role("heading", name="شهروند و شهردار").wait_for()
    page.get_by_text(waiting(half)).wait_for()
    page.get_by_text(f"{digits(half)} حرف در اینجا").wait_for()
    for number in range(half + 1, ENTRIES + 1):
        speak(page, number)
    page.get_by_text(waiting(ENTRIES)).wait_for()
    Visit(page).looks_right()

    # The network is back, but the session has ended meanwhile: nothing is lost.
    tablet.clear_cookies()
    tablet.set_offline(False)
    page.get_by_text(f"برای فرستادن {digits(ENTRIES)} مورد وارد شوید").wait_for()
    tablet.add_cookies([{"name": "sessionid", "value": key, "url": address}])

    # Two pages and the worker all want to send.
    began = time.monotonic()
    other = opened(tablet, tribune)
    page.reload()
    page.locator("[data-pending]").wait_for(state="hidden", timeout=600_000)
    other.locator("[data-pending]").wait_for(state="hidden", timeout=600_000)
    print(f"{ENTRIES} sent in {time.monotonic() - began:.1f} s")  # noqa: T201 - the bar, seen with -s
    page.get_by_text(f"{digits(ENTRIES)} حرف در اینجا").wait_for()

    for _try in range(ENTRIES * 4 + 60):
        counted = json.loads(run(folder, "shell", "--no-imports", "-c", COUNTED))
        if counted["voices"] == {"ready": ENTRIES}:
            break
        time.sleep(1)
    print(f"all playable after {time.monotonic() - began:.1f} s")  # noqa: T201
    criticisms = ENTRIES // 3
    assert counted == {
        "texts": [said(number) for number in range(1, ENTRIES + 1)],
        "in order": True,
        "kinds": {"question": ENTRIES - criticisms, "criticism": criticisms},
        "askers": 1,
        "neighborhoods": ["سالاریه"],
        "voices": {"ready": ENTRIES},
        "consents": 1,
        "ledger": ENTRIES,
    }
    left = """new Promise((resolve) => {
        const opened = indexedDB.open("meydan-tribune", 1);
        opened.onsuccess = () => {
            const entries = opened.result.transaction("entries").objectStore("entries").count();
            entries.onsuccess = () => resolve(entries.result);
        };
    })"""
    assert page.evaluate(left) == 0


def test_a_tablet_hands_the_line_on_and_the_wall_is_drawn_on(
    tablet: BrowserContext, square: tuple[str, int, str]
) -> None:
    page = opened(tablet, square[1])
    for name in ("زهرا", ""):
        page.get_by_label("نام، اگر بخواهد").fill(name)
        page.get_by_role("button", name="به صف").click()
    page.get_by_role("heading", name="نفر بعد: شمارهٔ ۱، زهرا").wait_for()
    painted = """() => {
        const canvas = document.querySelector("[data-tiles]"), brush = canvas.getContext("2d");
        const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
        let glazed = 0;  // #5cc4c6, the first finger's
        for (let at = 0; at < data.length; at += 4) glazed += Math.abs(data[at] - 92) + Math.abs(data[at + 1] - 196) + Math.abs(data[at + 2] - 198) < 30;
        return glazed;
    }"""
    before = page.evaluate(painted)
    page.mouse.move(200, 300)
    page.mouse.down()
    page.mouse.move(320, 360, steps=8)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.evaluate(painted) > before + 3000
    page.get_by_role("button", name="شروع").click()
    page.get_by_text("سلام! حرفی با شهردار دارید؟").wait_for()
    page.get_by_role("button", name="جملهٔ بعد").click()
    page.get_by_text("کجاست؟").wait_for()
    page.get_by_role("button", name="ثبت", exact=True).click()
    page.get_by_text("نخست صدا را ضبط کنید یا حرف را بنویسید.").wait_for()
    Visit(page).looks_right()
    page.get_by_role("button", name="ثبت نشود").click()
    page.get_by_role("heading", name="نفر بعد: شمارهٔ ۲").wait_for()


def test_what_is_not_taken_over_is_shown_with_the_reason_until_the_host_has_seen_it(
    tablet: BrowserContext, square: tuple[str, int, str]
) -> None:
    page = opened(tablet, square[1])
    page.evaluate(
        """(tribune) => MeydanTribune.add({
            id: MeydanTribune.uuid(), at: Date.now(), owner: Number(document.body.dataset.owner), tribune,
            kind: "question", text: "الف".repeat(1000),
        })""",
        square[1],
    )
    page.reload()
    page.get_by_role("heading", name="پذیرفته نشد").wait_for()
    page.get_by_text("الف").wait_for()
    Visit(page).looks_right()
    page.get_by_role("button", name="فهمیدم، حذف شود").click()
    page.get_by_role("heading", name="پذیرفته نشد").wait_for(state="hidden")
