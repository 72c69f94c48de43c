"""A family registers for a course that is full, waits in line, and takes the place that is offered; on a phone."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import SIZES, Visit, run, screen, served

PREPARED = """
import datetime as dt, json
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from meydan.signin.session import BACKEND
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, SessionFactory

program = ProgramFactory(
    title="دورهٔ سفال‌گری خانوادگی", kind="cultural", audience="families", capacity=2,
    protocols="دست‌ها را پیش از کلاس بشویید.",
)
for week in (1, 2, 3):
    day = timezone.localdate() + dt.timedelta(weeks=week)
    begins = timezone.make_aware(dt.datetime.combine(day, dt.time(17)))
    SessionFactory(
        program=program,
        occasion=OccasionFactory(title=program.title, venue=program.venue, day=day, starts_at=begins),
    )

def family(name, child):
    person = PersonFactory(name=name)
    PersonFactory(phone=None, name=child, guardian=person, birth_year=1396)
    session = SessionStore()
    session.update({
        "_auth_user_id": str(person.pk),
        "_auth_user_backend": BACKEND,
        "_auth_user_hash": person.get_session_auth_hash(),
    })
    session.create()
    return session.session_key

print(json.dumps([program.pk, family("مریم رضایی", "آرش رضایی"), family("نرگس کریمی", "پارسا کریمی")]))
"""

Phone = Callable[[int], Visit]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, list[str]]]:
    """The address, the course of two places, and the sessions of two mothers."""
    folder = tmp_path_factory.mktemp("course")
    with served(folder) as address:
        program, *keys = json.loads(run(folder, "shell", "--no-imports", "-c", PREPARED))
        yield address, program, keys


@pytest.fixture
def phone(browser: Browser, course: tuple[str, int, list[str]]) -> Iterator[Phone]:
    address, _program, keys = course
    opened = []

    def of(mother: int) -> Visit:
        context = screen(browser, address, viewport=SIZES["phone"], has_touch=True)
        context.add_cookies([{"name": "sessionid", "value": keys[mother], "url": address}])
        opened.append(context)
        return Visit(context.new_page())

    yield of
    for context in opened:
        context.close()


def register(visit: Visit, program: int, names: list[str]) -> None:
    visit.go(f"/programs/{program}/")
    who = visit.page.get_by_role("group", name="چه کسی شرکت می‌کند؟")
    for name in names:
        who.get_by_label(name).check()
    visit.page.get_by_label("پروتکل‌های بهداشتی را خواندیم").check()
    visit.page.locator("#register").get_by_role("button").click()


def test_a_family_waits_for_a_full_course_and_takes_the_places_offered(
    phone: Phone, course: tuple[str, int, list[str]]
) -> None:
    _address, program, _keys = course
    first, second = phone(0), phone(1)
    register(first, program, ["خودم", "آرش رضایی"])
    first.heading("بلیت‌ها")
    assert first.page.locator(".ticket-stub .ticket-code").count() == 2
    first.looks_right()

    # No room for the second family: they are asked whether they want to wait, and stand there together.
    register(second, program, ["خودم", "پارسا کریمی"])
    expect(second.page.get_by_role("alert").first).to_be_visible()
    second.looks_right()
    second.page.get_by_label("اگر برای همهٔ ما جا نیست").check()
    second.page.locator("#register").get_by_role("button").click()
    second.sees("نفر ۱ صف")
    second.sees("نفر ۲ صف")
    second.looks_right()

    # A place is given up, and the first in line has it kept for her.
    first.go("/programs/mine/")
    first.page.get_by_role("main").get_by_role("link", name="دورهٔ سفال‌گری خانوادگی").first.click()
    first.follow("انصراف از این برنامه")
    first.looks_right()
    first.press("انصراف از این برنامه")
    second.go("/programs/mine/")
    second.heading("یک جا به شما پیشنهاد شده است")
    second.looks_right()
    second.press("جا را می‌پذیرم")
    second.heading("بلیت")
    second.looks_right()
    second.go(f"/programs/{program}/")
    second.sees("نفر ۱ صف")  # the child, who is the next now
    second.go("/messages/")
    second.sees("دورهٔ سفال‌گری خانوادگی")
