"""A coach at dawn in a park: the roll is called without network, on two phones, and arrives exactly once."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import SIZES, Visit, run, screen, served, until

GUESTS = 200
PREPARED = """
import datetime as dt, json, time
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.signin.session import BACKEND
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

now = timezone.localtime().replace(second=0, microsecond=0)
begun = max(now - dt.timedelta(minutes=20), now.replace(hour=0, minute=0))  # today, just after midnight as well
program = ProgramFactory(title="ورزش صبحگاهی", kind="sports", capacity={guests})
occasion = OccasionFactory(
    title=program.title, kind="sports", venue=program.venue, day=begun.date(), clock=begun.time(), starts_at=begun
)
SessionFactory(program=program, occasion=occasion)
for number in range({guests}):
    person = PersonFactory(name=f"ورزشکار {{number:03d}}")
    RegistrationFactory(program=program, person=person)

def session_of(person):
    session = SessionStore()
    session.update({{
        "_auth_user_id": str(person.pk),
        "_auth_user_backend": BACKEND,
        "_auth_user_hash": person.get_session_auth_hash(),
        FACTOR_PASSED: int(time.time()),
    }})
    session.create()
    return session.session_key

print(json.dumps([occasion.pk, *[session_of(staff(Role.COACH, program.area)) for _coach in range(2)]]))
"""
COUNTED = """
import json
from collections import Counter
from meydan.attendance.models import Entry, Mark
from meydan.participation.models import Participation

print(json.dumps({
    "marks": dict(Counter(Mark.objects.values_list("state", flat=True))),
    "persons": Mark.objects.exclude(person=None).values("person").distinct().count(),
    "walk_ins": list(Mark.objects.filter(person=None).values_list("name", flat=True)),
    "entries": dict(Counter(Entry.objects.values_list("outcome", flat=True))),
    "ledger": [Participation.objects.count(), sum(Participation.objects.values_list("count", flat=True))],
}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("park")


@pytest.fixture(scope="module")
def park(folder: Path) -> Iterator[tuple[str, int, list[str]]]:
    """The address, the session in the park, and the sessions of two coaches."""
    with served(folder) as address:
        occasion, *keys = json.loads(run(folder, "shell", "--no-imports", "-c", PREPARED.format(guests=GUESTS)))
        yield address, occasion, keys


@pytest.fixture
def phone(browser: Browser, park: tuple[str, int, list[str]]) -> Iterator[Callable[[int], BrowserContext]]:
    address, _occasion, keys = park
    opened: list[BrowserContext] = []

    def of(coach: int) -> BrowserContext:
        context = screen(browser, address, viewport=SIZES["phone"], has_touch=True)
        context.add_cookies([{"name": "sessionid", "value": keys[coach], "url": address}])
        opened.append(context)
        return context

    yield of
    for context in opened:
        context.close()


def taken_along(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/desk/today/")
    page.get_by_role("button", name="همراه‌بردن فهرست‌ها").click()
    page.get_by_text("۱ حضور و غیاب در این گوشی است").wait_for()
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "caches.match('/desk/attendance/shell/').then(Boolean)")
    return page


def tap(page: Page, numbers: range, state: str) -> None:
    """Found by their attributes: among two hundred, finding each by its role took longer than all the rest."""
    for number in numbers:
        page.locator(f'[role=radiogroup][aria-label="ورزشکار {number:03d}"] input[value={state}]').check()


def test_two_hundred_marks_without_network_on_two_phones_arrive_once(
    phone: Callable[[int], BrowserContext], park: tuple[str, int, list[str]], folder: Path
) -> None:
    address, occasion, keys = park
    roll = f"/desk/attendance/{occasion}/"
    one, other = phone(0), phone(1)
    page, second = taken_along(one), taken_along(other)
    Visit(page).looks_right()
    for context in (one, other):
        context.set_offline(True)

    # The whole list on one phone; it is locked in the middle, and the page opened anew.
    page.goto("/desk/today/")
    page.get_by_role("link", name="ورزش صبحگاهی").click()
    page.get_by_text("شبکه نیست").wait_for()
    tap(page, range(100), "present")
    page.get_by_text("۱۰۰ نشانه در گوشی، در انتظار شبکه").wait_for()
    page.close()
    page = one.new_page()
    page.goto(roll)
    page.get_by_text("۱۰۰ نشانه در گوشی، در انتظار شبکه").wait_for()
    page.get_by_text("۱۰۰ نفر آمدند").wait_for()
    tap(page, range(100, GUESTS), "present")
    page.get_by_text("۲۰۰ نشانه در گوشی، در انتظار شبکه").wait_for()
    Visit(page).looks_right()

    # Ten of them otherwise on the other phone, later; and somebody who is in no list.
    second.goto(roll)
    tap(second, range(10), "absent")
    second.get_by_text("افزودن کسی که ثبت‌نام نکرده").click()
    second.get_by_label("نام", exact=True).fill("رهگذر")
    second.get_by_role("button", name="افزودن به فهرست").click()
    second.get_by_text("۱۱ نشانه در گوشی، در انتظار شبکه").wait_for()

    # The other phone finds the network first, but its session has ended meanwhile: nothing is lost.
    other.clear_cookies()
    other.set_offline(False)
    second.get_by_text("برای فرستادن ۱۱ نشانهٔ این گوشی وارد شوید").wait_for()
    other.add_cookies([{"name": "sessionid", "value": keys[1], "url": address}])
    second.goto(roll)
    second.locator("[data-pending]").wait_for(state="hidden")
    one.set_offline(False)
    page.get_by_role("heading", name="نیازمند رسیدگی").wait_for()
    page.locator("[data-pending]").wait_for(state="hidden")

    counted = json.loads(run(folder, "shell", "--no-imports", "-c", COUNTED))
    assert counted == {
        "marks": {"present": 191, "absent": 10},
        "persons": GUESTS,
        "walk_ins": ["رهگذر"],
        "entries": {"taken": 201, "conflict": 10},
        "ledger": [191, 191],
    }
    matters = page.get_by_role("region", name="نیازمند رسیدگی").get_by_role("listitem")
    assert matters.count() == 10
    Visit(page).looks_right()
    matters.first.get_by_role("button", name="حاضر").click()
    page.get_by_text("۱۹۲ نفر آمدند").wait_for()
    assert page.get_by_role("region", name="نیازمند رسیدگی").get_by_role("listitem").count() == 9


def test_whoever_signs_out_leaves_no_names_on_the_phone(
    phone: Callable[[int], BrowserContext], park: tuple[str, int, list[str]]
) -> None:
    page = taken_along(phone(0))
    page.goto("/signin/out/")
    page.get_by_role("button", name="خروج").click()
    page.wait_for_url("**/")
    kept = """new Promise((resolve) => {
        const opened = indexedDB.open("meydan-rolls", 1);
        opened.onsuccess = () => {
            const rolls = opened.result.transaction("rolls").objectStore("rolls").count();
            rolls.onsuccess = () => resolve(rolls.result);
        };
    })"""
    until(page, f"{kept}.then((count) => count === 0)")
