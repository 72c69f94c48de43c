"""Counseling between several people, each on a phone: a call in its turn, an earlier time, a file shown for a while."""

import datetime as dt
import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.conftest import Visit, fill_day
from tests.journeys.counseling import COUNSELOR, TABRIZ, begins, books, comes_back, confirms, said_by, somebody

CALLED = "09701114402"
BEFORE, AFTER = "09701114403", "09701114404"
NOTE = "یادداشتی که تنها مشاور خودش می‌خواند"
REASON, SUMMARY = "نظر دوم دربارهٔ خواب", "سه جلسه دربارهٔ خواب و آرامش"


def test_a_call_is_taken_in_its_turn_and_its_number_is_seen_once(browser: Browser, city: str, folder: Path) -> None:
    one_urgent_call_waits(folder)
    with somebody(browser, city) as client, somebody(browser, city, COUNSELOR) as counselor:
        asks_to_be_called(client)
        takes_the_urgent_one_first(counselor)
        client.page.reload()
        client.sees("نفر بعدی شما هستید")
        calls_the_client(counselor)
        client.page.reload()
        assert client.page.get_by_text("نفر بعدی شما هستید").count() == 0
        client.follow("چه کسی پروندهٔ مرا باز کرد")
        client.sees("شماره، برای تماس")
        client.looks_right()


def one_urgent_call_waits(folder: Path) -> None:
    """At whatever hour this runs, calls are answered."""
    said_by(
        folder,
        """
from django.utils import timezone
from meydan.counseling.models import Call, Policy
Policy.objects.update(calls_from=dt.time(0), calls_until=dt.time(23, 59, 59))
Call.objects.filter(state="waiting", is_urgent=False).update(state="canceled", ended_at=timezone.now())
""",
    )


def asks_to_be_called(client: Visit) -> None:
    page = client.page
    client.go("/counseling/")
    if page.url.endswith("/counseling/"):
        client.follow(TABRIZ)
    client.follow("با من تماس بگیرید")
    client.looks_right()
    page.get_by_label("دربارهٔ چیست؟").select_option("اضطراب")
    page.locator('input[name="phone"]').fill(CALLED)
    page.locator('input[name="danger"][value="no"]').check()
    client.press("با من تماس بگیرید")
    page.locator('input[name="code"]').wait_for()
    client.looks_right()
    confirms(client, "با من تماس بگیرید")
    client.sees("پیش از شما با ۱ نفر تماس گرفته می‌شود")
    client.looks_right()
    assert CALLED not in page.content()


def takes_the_urgent_one_first(counselor: Visit) -> None:
    page = counselor.page
    counselor.go("/desk/counseling/calls/")
    counselor.sees("فوری")
    counselor.looks_right()
    counselor.press("برداشتن تماس بعدی")
    counselor.sees("از خطر گفته‌اند")
    counselor.looks_right()
    counselor.press("گفت‌وگو کردیم")
    page.wait_for_url("**/files/**")


def calls_the_client(counselor: Visit) -> None:
    page = counselor.page
    counselor.go("/desk/counseling/calls/")
    counselor.press("برداشتن تماس بعدی")
    page.wait_for_url("**/calls/mine/")
    assert page.locator("a[href^='tel:']").count() == 0
    counselor.press("نشان دادن شماره")
    assert page.locator("main a[href^='tel:']").get_attribute("href") == f"tel:+98{CALLED[1:]}"
    counselor.sees("۰۹۷۰۱۱۱۴۴۰۲")
    counselor.looks_right()
    counselor.go("/desk/counseling/calls/mine/")  # whoever comes again finds it hidden
    counselor.sees("شماره در ساعت")
    assert page.locator("main a[href^='tel:']").count() == 0
    assert page.get_by_text("۰۹۷۰۱۱۱۴۴۰۲").count() == page.get_by_role("button", name="نشان دادن شماره").count() == 0
    counselor.looks_right()
    counselor.press("گفت‌وگو کردیم")
    page.wait_for_url("**/files/**")
    counselor.sees("بی‌نام")
    counselor.looks_right()
    counselor.go("/desk/counseling/calls/")
    counselor.sees("گفت‌وگو شد")
    counselor.sees("کسی منتظر تماس شما نیست")
    counselor.looks_right()


def test_a_time_that_becomes_free_is_kept_for_who_waits(browser: Browser, city: str, folder: Path) -> None:
    counselor = one_afternoon_of_two_sessions(folder)
    with somebody(browser, city) as first, somebody(browser, city) as second:
        books(first, counselor, phone=BEFORE, slot=0)
        books(second, counselor, phone=AFTER, slot=0)
        late = time_of(second)
        goes_on_the_list(second)
        early = cancels(first)
        takes_the_earlier_time(second, folder, early)
        begins(first, counselor)
        first.sees(late.split("ساعت")[-1].strip())  # is free again


def one_afternoon_of_two_sessions(folder: Path) -> str:
    """A counselor whom nobody else sees: there on one day of the week, for two sessions. Returns the name."""
    return said_by(
        folder,
        """
from django.db.models import Count
from django.utils import timezone
from meydan.counseling.models import Appointment, Counselor, Earlier, Hours
from meydan.engines import jalali
names = Counselor.objects.values("person__name").annotate(n=Count("pk")).filter(n=1).values("person__name")
row = Counselor.objects.filter(area__name="تبریز", topics__name="اضطراب", person__name__in=names).order_by("pk")[5]
day = timezone.localdate() + dt.timedelta(days=3)
row.hours.all().delete()
Hours.objects.create(counselor=row, weekday=jalali.weekday(day), modes=["phone"], clock=dt.time(14), minutes=120, since=day)
row.appointments.filter(state="booked").update(state="missed")
Earlier.objects.filter(state="waiting").update(state="left")
print(json.dumps([row.person.name]))
""",
    )[0]


def time_of(client: Visit) -> str:
    return client.page.locator("article.card p strong").first.inner_text()


def goes_on_the_list(client: Visit) -> None:
    client.follow("نوبت زودتر هم می‌خواهم")
    client.looks_right()
    client.press("مرا در فهرست بگذار")
    client.sees("در فهرست نوبت زودتر هستید")
    client.looks_right()


def cancels(client: Visit) -> str:
    """Returns the time that becomes free."""
    freed = time_of(client)
    client.follow("لغو شود")
    client.looks_right()
    client.press("لغو شود")
    client.page.wait_for_url(re.compile("/mine/[^/]+/$"))
    client.sees("نوبت شما لغو شد")
    return freed


def takes_the_earlier_time(client: Visit, folder: Path, early: str) -> None:
    page = client.page
    said_by(folder, "from meydan.counseling import tasks\ntasks.offer_earlier_times.call()")  # every five minutes
    page.reload()
    client.sees("نوبت زودتری برای شما نگه داشته شده است")
    client.sees("پاسخ دهید")  # until when
    assert page.locator(".counseling-offer strong").inner_text() == early
    client.looks_right()
    client.press("می‌پذیرم")
    client.sees("نوبت زودتر از آنِ شما شد")
    assert time_of(client) == early
    client.looks_right()


def test_a_colleague_reads_what_is_shown_as_long_as_it_is_shown(browser: Browser, city: str, folder: Path) -> None:
    with somebody(browser, city, COUNSELOR) as giver, somebody(browser, city) as colleague:
        name = colleague.enter_as(COUNSELOR, area=TABRIZ, nth=1)
        code = a_file_without_a_name(folder)
        path = f"/desk/counseling/files/{code}/"
        assert status(colleague, path) == 404
        shows(giver, path, name)
        reads_the_summary_alone(colleague, path)
        giver.go(f"{path}log/")
        giver.sees(name)
        giver.looks_right()
        ends_it(giver, path)
        assert status(colleague, path) == 404
    with somebody(browser, city) as client:
        comes_back(client, code)
        client.follow("چه کسی پروندهٔ مرا باز کرد")
        client.sees(name)
        client.sees("همکاری که پرونده به او نشان داده شد")
        client.looks_right()


def a_file_without_a_name(folder: Path) -> str:
    """Of the first counselor."""
    return said_by(
        folder,
        """
from meydan.counseling.models import Case, Counselor
own = Counselor.objects.filter(area__name="تبریز").order_by("pk").first()
case = Case.objects.filter(counselor=own, owner_mac=None, erased_at=None, grants=None).first()
print(json.dumps([case.code]))
""",
    )[0]


def status(visit: Visit, path: str) -> int:
    answer = visit.page.goto(path)
    assert answer
    return answer.status


def shows(giver: Visit, path: str, name: str) -> None:
    page = giver.page
    giver.go(f"{path}note/")
    page.locator('textarea[name="text"]').fill(NOTE)
    page.locator("main form button").last.click()
    page.wait_for_url(f"**{path}")
    giver.sees(NOTE)
    giver.follow("نشان دادن یا سپردن")
    giver.looks_right()
    giver.follow("سپردن برای همیشه")
    giver.sees("از آن لحظه چیزی از آن نمی‌بینید")
    giver.looks_right()
    giver.follow("نشان‌دادن برای مدتی")
    page.get_by_label("همکار", exact=True).select_option(name)
    page.locator('input[name="what"][value="summary"]').check()
    fill_day(page.get_by_role("group", name="تا چه روزی؟"), dt.datetime.now(dt.UTC).date() + dt.timedelta(days=7))
    page.locator('textarea[name="reason"]').fill(REASON)
    page.locator('textarea[name="summary"]').fill(SUMMARY)
    giver.press("نشان بده")
    giver.sees("همین حالا پایان بده")
    giver.looks_right()


def reads_the_summary_alone(colleague: Visit, path: str) -> None:
    page = colleague.page
    colleague.go("/desk/counseling/files/")
    colleague.looks_right()
    page.locator(f"main a[href='{path}']").click()
    colleague.sees(SUMMARY)
    colleague.sees(REASON)
    colleague.looks_right()
    for hidden in (NOTE, "یادداشت جلسه‌ها", "نوشتن یادداشت", "پاسخ‌های هنگام نوبت‌گرفتن"):
        assert page.get_by_text(hidden).count() == 0, hidden
    assert status(colleague, f"{path}note/") == 404


def ends_it(giver: Visit, path: str) -> None:
    giver.go(f"{path}sharing/")
    giver.press("همین حالا پایان بده")
    giver.sees("پایان‌یافته")


def test_a_manager_reads_what_a_city_came_with_and_nobody_s_file(browser: Browser, city: str, folder: Path) -> None:
    with somebody(browser, city, "مدیر مشاوره") as manager:
        page = manager.page
        manager.go("/desk/counseling/figures/")
        page.get_by_label("سال", exact=True).select_option("1398")
        manager.press("نمایش")
        page.wait_for_url("**year=1398**")
        manager.looks_right()
        assert leading(manager) == ["اضطراب", "وسواس"]
        manager.sees("سطر پنهان است")
        compares_around_the_epidemic(manager)
        keeps_the_table(manager)
        assert status(manager, f"/desk/counseling/files/{a_file_without_a_name(folder)}/") == 404


def leading(manager: Visit) -> list[str]:
    """Both topics that come most, as the table under the picture tells them."""
    chart = manager.page.locator("figure", has=manager.page.locator("figcaption", has_text="به تفکیک موضوع"))
    chart.locator("summary").click()
    return chart.locator("tbody th").all_inner_texts()[:2]


def compares_around_the_epidemic(manager: Visit) -> None:
    around = manager.page.locator("#around").locator("xpath=..")
    around.get_by_label("از ماه").select_option("1398-12")
    around.get_by_label("موضوع").select_option("اضطراب")
    manager.press("مقایسه")
    manager.page.wait_for_url("**since=1398-12**")
    manager.sees("دوازده ماه پیش از آن")
    manager.looks_right()


def keeps_the_table(manager: Visit) -> None:
    with manager.page.expect_download() as kept:
        manager.follow("جدول (CSV)")
    assert "اضطراب" in Path(kept.value.path()).read_text(encoding="utf-8-sig")
