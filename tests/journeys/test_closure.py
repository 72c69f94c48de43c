"""An epidemic closes a quarter: one action cancels its sessions, one undoes it; and a manager compares before and after."""

import datetime as dt
import re

from playwright.sync_api import expect

from meydan.engines import jalali
from tests.journeys.conftest import Visit, fill_day


def test_an_officer_closes_a_quarter_and_undoes_it(visit: Visit) -> None:
    visit.enter_as("کارشناس برنامه")
    visit.go("/desk/closures/")
    visit.looks_right()
    visit.page.get_by_role("main").get_by_role("link", name="تعطیل‌کردن یک محدوده").first.click()
    visit.looks_right()
    today = dt.datetime.now(dt.UTC).astimezone().date()
    days = visit.page.get_by_role("group", name="روزهای تعطیل")
    fill_day(days.get_by_role("group").nth(0), today + dt.timedelta(days=2))
    fill_day(days.get_by_role("group").nth(1), today + dt.timedelta(days=90))
    visit.page.get_by_label("دلیل").fill("شیوع آنفلوانزا")
    visit.page.get_by_role("group", name="تکلیف جلسه‌ها").get_by_label("لغو شود").check()
    visit.press("نشان بده چه چیزهایی را در بر می‌گیرد")
    visit.heading("آنچه تعطیلی در بر می‌گیرد")
    visit.looks_right()
    visit.page.get_by_role("button", name=re.compile("جلسه را تعطیل کن")).click()
    undo = visit.page.get_by_role("button", name="برگرداندن تعطیلی", exact=True)
    undo.wait_for()
    visit.sees("شیوع آنفلوانزا")
    visit.looks_right()
    address = visit.page.url

    visit.go("/programs/")
    visit.go(address)
    undo.click()
    expect(visit.page.get_by_text("برگردانده‌شده").first).to_be_visible()
    visit.sees("جلسه برگشت")
    visit.looks_right()


def test_a_manager_compares_visits_before_and_after_esfand_1398(visit: Visit) -> None:
    visit.enter_as("مدیر", area="تبریز")
    visit.go("/desk/reports/")
    visit.page.get_by_role("main").get_by_role("link", name=re.compile("پیش و پس از")).first.click()
    visit.looks_right()
    day = visit.page.get_by_role("group", name="تاریخ", exact=True)
    fill_day(day, jalali.to_gregorian(1398, 12, 1))
    visit.page.get_by_label("مراجعه به مراکز").check()
    visit.press("نمایش")
    visit.heading("۱ اسفند ۱۳۹۸")
    visit.looks_right()
    figure = visit.page.get_by_role("main").locator("table a >> visible=true").first
    said = figure.inner_text()
    figure.click()
    visit.page.wait_for_url(re.compile("/rows/"))
    visit.sees(said)
    visit.looks_right()
