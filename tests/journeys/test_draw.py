"""The evening of a draw: an officer, three representatives on three phones, the hall's screen, and a reader who recomputes it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import SIZES, Visit, screen, served

DICE = "351624" * 5
PRIZES = (("دوچرخه", "1"), ("لباس ورزشی", "2"))
BODIES = ("شورای اسلامی شهر", "سازمان بازرسی", "ادارهٔ حراست")
CITY = """
from django.db import transaction
from django.utils import timezone
from meydan.participation.models import Participation
from meydan.people import sample as people
from meydan.places import sample as places
with transaction.atomic():
    places.make_areas()
    qom = places.city("qom")
    people.make_people(by=None, areas=[qom])
    known = {"door": "questions", "kind": "question", "day": timezone.localdate(), "channel": "online"}
    for number, person in enumerate(people.make_citizens(by=None, n=30, area=qom)):
        Participation.objects.create(subject=f"q{number}", person=person, area=qom, evidence="contribution", **known)
"""
HALL = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("evening"), ["shell", "--verbosity", "0", "-c", CITY]) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, evening: str) -> Iterator["Opened"]:
    made = Opened(browser, evening)
    yield made
    made.close()


class Opened:
    """Browsers of those who are there, each with its own cookies and its own memory."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.contexts: list = []
        self.wrong: list[str] = []

    def one(self, size: dict[str, int], role: str = "", number: int = 0) -> Visit:
        context = screen(self.browser, self.address, viewport=size)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self.wrong.append(said.text) if "Content Security" in said.text else None)
        visit = Visit(page)
        if role:
            visit.go("/signin/")
            group = page.locator("details", has=page.locator("summary", has_text="قم"))
            if group.get_attribute("open") is None:
                group.locator("summary").click()
            rows = group.get_by_role("listitem").filter(has=page.locator("small", has_text=re.compile(f"^{role}$")))
            rows.nth(number).get_by_role("button").click()
            page.wait_for_url(lambda url: "/signin/" not in url)
        return visit

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.wrong == []


def test_the_evening_of_a_draw(opened: Opened) -> None:
    officer = opened.one(SIZES["desk"], "مسئول قرعه‌کشی")
    desk = prepare(officer)
    public = desk.replace("/desk", "")
    hall = opened.one(HALL)
    hall.go(f"{public}hall/")
    hall.sees("ناظران به راز خود متعهد می‌شوند")
    hall.looks_right()
    phones = [opened.one(SIZES["phone"], "نمایندهٔ نهاد نظارتی", number) for number in range(3)]
    commit(phones, hall)
    close_the_list(officer, hall, desk)
    roll(officer, phones[0], desk)
    for phone in phones:
        phone.go(f"{desk}oversee/")
        phone.press("آشکار کردن راز همین گوشی")
        phone.sees("راز شما آشکار شد")
    hall.page.get_by_text("برندگان تعیین شدند").wait_for()
    hall.looks_right()
    show_winners(officer, hall, desk)
    recompute(opened.one(SIZES["phone"]), public)


def prepare(officer: Visit) -> str:
    """The address of the draw at the desk."""
    officer.go("/desk/draws/new/")
    officer.page.get_by_label("عنوان").fill("قرعه‌کشی شب شهردار")
    officer.page.get_by_label("شرکت‌کنندگان کجا بلیت دارند").select_option(value="questions")
    for row, (title, count) in enumerate(PRIZES):
        prize = officer.page.get_by_role("group", name=re.compile("^جایزهٔ")).nth(row)
        prize.get_by_label("جایزه", exact=False).first.fill(title)
        prize.get_by_label("چند تا").fill(count)
    officer.looks_right()
    officer.press("نمایش تعداد شرکت‌کنندگان")
    officer.heading("قرعه‌کشی شب شهردار")
    for body in BODIES:
        officer.page.get_by_label("نماینده").select_option(index=1)
        officer.page.get_by_label("به نمایندگی از").fill(body)
        officer.press("تعیین")
        officer.sees(body)
    officer.looks_right()
    officer.press("اعلام قرعه‌کشی و درخواست رازها")
    officer.sees("۰ ناظر از ۳ ناظر متعهد شده‌اند")
    return officer.page.url


def commit(phones: list[Visit], hall: Visit) -> None:
    """Each phone makes its own secret; the hall shows it by itself."""
    for phone in phones:
        phone.go("/desk/draws/overseen/")
        phone.follow("قرعه‌کشی شب شهردار")
        phone.press("همین گوشی بسازد و نگه دارد")
        phone.sees("راز شما روی همین گوشی است")
    phones[0].looks_right()
    hall.page.locator(".hall-overseers .done").nth(2).wait_for()


def close_the_list(officer: Visit, hall: Visit, desk: str) -> None:
    officer.go(desk)
    officer.page.get_by_role("button", name=re.compile("بستن فهرست با ۳۰ نفر")).click()
    officer.page.get_by_role("button", name="آغاز مراسم").wait_for()
    hall.page.get_by_text("فهرست بسته و منتشر شده است").wait_for()
    hall.looks_right()
    officer.press("آغاز مراسم")
    hall.page.get_by_text("سی تاس ریخته می‌شود").wait_for()


def roll(officer: Visit, phone: Visit, desk: str) -> None:
    """Typed at the desk, and tapped on a phone whose page came along by itself."""
    officer.go(f"{desk}dice/")
    officer.page.get_by_label(re.compile("تاس‌ها، به ترتیبی")).fill(DICE)
    officer.press("روی میز همین است")
    officer.sees("خواندهٔ شما ثبت شد")
    phone.page.get_by_role("link", name="نوشتن تاس‌ها").click()
    for die in DICE:
        phone.page.locator(f'[data-die="{die}"]').click()
    phone.looks_right()
    phone.press("روی میز همین است")
    phone.sees("دو نفر یکسان خواندند")


def show_winners(officer: Visit, hall: Visit, desk: str) -> None:
    officer.go(desk)
    for shown in range(1, 4):
        officer.press("نمایش برندهٔ بعدی")
        winner = hall.page.locator(f'[data-winner="{shown}"]')
        winner.wait_for()
        expect(winner).not_to_have_class(re.compile("rolling"))
        code = hall.page.locator("[data-code]")
        expect(code).to_have_text(str(code.get_attribute("data-code")))
    hall.sees("به همهٔ برندگان تبریک می‌گوییم")
    hall.looks_right()
    officer.page.get_by_role("link", name="تحویل").first.wait_for()
    officer.looks_right()


def recompute(reader: Visit, public: str) -> None:
    reader.go(public)
    reader.looks_right()
    reader.follow("محاسبهٔ دوباره در مرورگر شما")
    reader.page.get_by_text("همه‌چیز درست است: همین بلیت‌ها برنده شده‌اند.").wait_for()
    reader.looks_right()
