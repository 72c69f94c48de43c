"""A health neighborhood from its first line: opened, asked of agencies, declared, agreed in a council, planned and read."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import FAILED, REPOSITORY, SIZES, Visit, fill_day, number_in, screen
from tests.journeys.timetable import (
    everybody_reads,
    fills_a_hole,
    lets_the_planner_do_the_rest,
    manager_closes_the_evaluation,
    publishes,
    two_change_places,
)

QOM = "قم"
OFFICER = "کارشناس پویش"
ADDICTION, DIVORCE = "اعتیاد نوجوانان", "طلاق و گفت‌وگوی همسران"
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
NUMBERS = {"phone": ("09701115501", "09701115502"), "desk": ("09701115503", "09701115504")}
NAMES = {
    "phone": ("انجمن رهایی نیروگاه", "انجمن مهر خانواده"),
    "desk": ("انجمن رهایی جوانان", "انجمن همدلان خانه"),
}
Opener = Callable[[], Visit]


@pytest.fixture
def people(browser: Browser, city: str, size: str, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Screens of this size, one for each who comes in."""
    opened: list[Visit] = []
    wrong: list[str] = []

    def somebody() -> Visit:
        context = screen(browser, city, viewport=SIZES[size], has_touch=size == "phone")
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        opened.append(Visit(page))
        return opened[-1]

    yield somebody
    for number, visit in enumerate(opened):
        if request.node.stash.get(FAILED, False):
            visit.page.screenshot(path=str(REPOSITORY / "shots" / f"neighborhood-{size}-{number}.png"), full_page=True)
        visit.page.context.close()
    assert wrong == []


def test_agencies_bring_a_week_together(people: Opener, size: str, folder: Path) -> None:
    officer = people()
    officer.enter_as(OFFICER, area=QOM)
    stage = opens_a_stage(officer)
    says_what_it_needs(officer, stage)
    invites(officer, stage, size)
    first, second = (signs_in(people(), phone, stage) for phone in NUMBERS[size])
    promises_a_workshop(first)
    promises_a_stall(second)
    officer.go(f"/desk/campaigns/{stage}/")
    officer.sees("هنوز کسی چیزی نمی‌آورد")  # of the second concern
    officer.looks_right()
    holds_the_council(officer, stage, first, people(), size)
    with a_hole(officer, stage):
        fills_it(second)
    closes_declaring(officer, stage, first)
    fills_a_hole(officer, stage)
    lets_the_planner_do_the_rest(officer, stage)
    publishes(officer, stage)
    everybody_reads(people(), stage)
    two_change_places(officer, stage)
    manager = people()
    manager.enter_as("مدیر", area=QOM)
    manager_closes_the_evaluation(manager, stage, folder)


def opens_a_stage(officer: Visit) -> int:
    page = officer.page
    officer.go("/desk/campaigns/")
    officer.looks_right()
    officer.go("/desk/campaigns/new/")
    officer.looks_right()
    names(officer, "area", "نیروگاه")
    fill_day(page.get_by_role("group", name="نخستین روز"), in_days(5))
    page.locator("main form button").last.click()
    officer.sees("پیش‌نویس نگه داشته شد")
    officer.looks_right()
    return number_in(page.url, "campaigns")


def says_what_it_needs(officer: Visit, stage: int) -> None:
    """Each line of the list leads to where it is mended, until agencies can be asked."""
    page = officer.page
    there = f"/desk/campaigns/{stage}/"
    assert page.get_by_role("button", name="گشودن به روی دستگاه‌ها").is_disabled()
    officer.follow("محل میزبان")
    adds_place(officer, "مسجد نور", "شبستان", "120", is_host=True)
    adds_place(officer, "مسجد اعظم", "حیاط", "200", is_host=False)
    officer.go(there)
    officer.follow("دست‌کم یک دغدغهٔ محله")
    page.locator('[name="name_0"]').fill(ADDICTION)
    page.locator('[name="weight_0"]').select_option("5")
    page.locator('[name="name_1"]').fill(DIVORCE)
    keeps(officer)
    officer.follow("نوبت‌های هر شب")
    page.locator('[name="minutes_0"]').fill("۴۵")
    page.locator('[name="minutes_1"]').fill("45")
    page.locator('[name="distance_1"]').fill("75")
    keeps(officer)
    officer.sees("ساعت هر روز")
    officer.looks_right()
    officer.go(f"{there}supplies/")
    page.locator('[name="name_0"]').fill("دستگاه صوت")
    keeps(officer)
    officer.go(f"{there}change/")
    fill_day(page.get_by_role("group", name="آخرین روز"), in_days(6))
    page.locator('textarea[name="about"]').fill("دو شب کنار هم، نزدیک خانه.")
    keeps(officer)
    officer.looks_right()


def adds_place(officer: Visit, venue: str, space: str, holds: str, *, is_host: bool) -> None:
    page = officer.page
    officer.looks_right()
    names(officer, "venue", venue)
    page.locator('input[name="is_host"]').set_checked(is_host)
    page.locator("main form button").last.click()
    page.wait_for_url("**/spaces/")
    page.locator('[name="name_0"]').fill(space)
    page.locator('[name="capacity_0"]').fill(holds)
    if not is_host:  # a yard for stalls, beside a hall
        page.locator('[name="name_1"]').fill("کتابخانه")
        page.locator('[name="capacity_1"]').fill("40")
        page.locator('[name="stalls_0"]').fill("6")
    keeps(officer)


def invites(officer: Visit, stage: int, size: str) -> None:
    page = officer.page
    for name, phone in zip(NAMES[size], NUMBERS[size], strict=True):
        officer.go(f"/desk/campaigns/{stage}/invited/")
        page.locator('input[name="name"]').fill(name)
        page.locator('select[name="kind"]').select_option("association")
        page.locator('input[name="phone"]').fill(phone)
        page.locator('input[name="speaker"]').fill("زهرا نمایندهٔ نمونه")
        page.locator("main form button").last.click()
        officer.sees(f"{name} دعوت شد")
    officer.looks_right()
    officer.go(f"/desk/campaigns/{stage}/")
    officer.press("گشودن به روی دستگاه‌ها")
    officer.go(f"/desk/campaigns/{stage}/invited/")
    page.locator("form[action$='/invited/tell/'] button").click()
    officer.sees("خبر داده شد")
    officer.looks_right()


def signs_in(speaker: Visit, phone: str, stage: int) -> Visit:
    """By the link of the message, with the number that got it."""
    page = speaker.page
    speaker.go(f"/campaigns/brings/{stage}/")
    page.locator('input[name="phone"]').fill(phone)
    page.locator("main form button").first.click()
    code = page.locator(".ticket-code").inner_text().translate(LATIN)
    page.locator('input[name="code"]').fill(code)
    page.locator("main form button").first.click()
    page.wait_for_url("**/campaigns/brings/part/**")
    speaker.looks_right()
    speaker.press("شرکت می‌کنیم")
    speaker.sees("هنوز تعهدی نیست")
    speaker.looks_right()
    return speaker


def promises_a_workshop(speaker: Visit) -> None:
    promises(speaker, kind="workshop", title="مهارت نه گفتن", concern=ADDICTION, together="2")
    speaker.sees("۲ نشست مشترک")


def promises_a_stall(speaker: Visit) -> None:
    promises(speaker, kind="stall", title="بازارچهٔ خانگی", concern="", together="")


def fills_it(speaker: Visit) -> None:
    promises(speaker, kind="training", title="گفت‌وگوی همسران", concern=DIVORCE, together="1")


def promises(speaker: Visit, *, kind: str, title: str, concern: str, together: str) -> None:
    page = speaker.page
    page.locator("main a[href$='/new/']").click()
    speaker.looks_right()
    page.locator(f'input[name="kind"][value="{kind}"]').check()
    page.locator('input[name="title"]').fill(title)
    if concern:
        page.locator('select[name="concern"]').select_option(concern)
    asked = page.locator('input[name="together"]')
    assert asked.is_visible() == bool(together)  # a stall is asked for no sessions
    if together:
        asked.fill(together)
    speaker.press("ذخیره")
    page.wait_for_url("**/part/*/")
    speaker.sees(title)
    speaker.looks_right()


def holds_the_council(officer: Visit, stage: int, speaker: Visit, secretary: Visit, size: str) -> None:
    """Today; the agency says who comes, presents, and something is decided, of which the secretary makes an order."""
    page = officer.page
    officer.go(f"/desk/campaigns/{stage}/council/")
    officer.looks_right()
    group = page.get_by_role("group", name="روز و ساعت")
    fill_day(group, in_days(0))
    group.get_by_label("ساعت", exact=True).fill("23:59")
    page.locator("main form button").last.click()
    page.wait_for_url("**/desk/meetings/*/")
    officer.looks_right()
    answers(speaker)
    page.reload()
    officer.sees("آقای نمونه")
    officer.press("آغاز جلسه")
    officer.sees("جلسه آغاز شد")
    page.locator("article.card", has_text=NAMES[size][0]).get_by_role("button", name="آمد", exact=True).click()
    page.locator("article.card", has=page.locator("h3", has_text=NAMES[size][0])).first.wait_for()
    page.get_by_role("button", name="شروع", exact=True).first.click()
    decides(officer)
    orders(secretary, page.url)
    officer.press("پایان جلسه")
    officer.sees("جلسه پایان یافت")
    officer.press("تأیید صورت‌جلسه")
    officer.sees("صورت‌جلسه تأیید شد")
    officer.looks_right()


def answers(speaker: Visit) -> None:
    page = speaker.page
    speaker.go("/me/meetings/")
    speaker.looks_right()
    page.locator("main a[href*='/me/meetings/']").first.click()
    speaker.looks_right()
    page.locator("main a[href*='/invitations/']").first.click()
    page.locator('input[name="answer"][value="comes"]').check()
    page.locator('input[name="who"]').fill("آقای نمونه")
    speaker.looks_right()
    speaker.press("فرستادن پاسخ")
    speaker.sees("پاسخ شما ثبت شد")


def decides(officer: Visit) -> None:
    page = officer.page
    officer.follow("ثبت مصوبه")
    officer.looks_right()
    page.locator('input[name="text"]').fill("بازارچه در حیاط مسجد اعظم باشد")
    officer.press("ثبت")
    officer.sees("مصوبه ثبت شد")


def orders(secretary: Visit, meeting: str) -> None:
    page = secretary.page
    secretary.enter_as("دبیر دستورها", area=QOM)
    secretary.go(meeting)
    secretary.follow("ثبت مصوبه")
    page.locator('input[name="text"]').fill("برق و روشنایی حیاط مسجد اعظم آماده شود")
    page.locator('select[name="unit"]').select_option(index=1)
    names(secretary, "area", "نیروگاه")
    page.locator('input[name="working_days"]').fill("۲")
    secretary.looks_right()
    secretary.press("ثبت")
    secretary.sees("مصوبه ثبت شد")
    secretary.looks_right()


@contextmanager
def a_hole(officer: Visit, stage: int) -> Iterator[None]:
    """A concern for which nobody brings anything, until somebody does."""
    nobody = officer.page.get_by_text("هنوز کسی چیزی نمی‌آورد")
    officer.go(f"/desk/campaigns/{stage}/")
    assert nobody.count() == 1
    yield
    officer.go(f"/desk/campaigns/{stage}/")
    assert nobody.count() == 0


def closes_declaring(officer: Visit, stage: int, speaker: Visit) -> None:
    officer.press("بستن اعلام‌ها")
    officer.sees("تغییرها ذخیره شد")
    officer.looks_right()
    speaker.go(f"/campaigns/brings/{stage}/")
    speaker.sees("شورا")  # has closed it
    assert speaker.page.locator("main a[href$='/new/']").count() == 0
    speaker.looks_right()


def names(visit: Visit, field: str, place: str) -> None:
    """In a list where there are few, by its name where there are many."""
    box = visit.page.locator(f'[name="{field}"]')
    if box.evaluate("one => one.tagName") == "SELECT":
        value = box.locator("option", has_text=place).first.get_attribute("value")
        box.select_option(value)
    else:
        box.fill(place)


def keeps(officer: Visit) -> None:
    officer.looks_right()
    with officer.page.expect_navigation():
        officer.press("ذخیره")
    officer.sees("تغییرها ذخیره شد")


def in_days(number: int) -> dt.date:
    return (dt.datetime.now(dt.UTC) + dt.timedelta(hours=3, minutes=30)).date() + dt.timedelta(days=number)
