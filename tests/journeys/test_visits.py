"""Visits in seconds at a phone, a door counter's file, and the spring that the report computes."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import Visit


def test_staff_count_a_day_in_seconds_and_fill_in_a_gap(visit: Visit, size: str) -> None:
    visit.enter_as("کارمند مرکز")
    visit.go("/desk/visits/")
    visit.looks_right()
    card = visit.page.get_by_role("article").nth(0 if size == "phone" else 1)
    name = card.get_by_role("heading").inner_text()
    card.get_by_label("فرهنگی", exact=True).fill("۱۲۰")
    card.get_by_role("button", name="یکی بیشتر: فرهنگی").click()
    card.get_by_role("button", name="ثبت شمارش").click()
    visit.sees("شمارش ثبت شد")
    card = visit.page.get_by_role("article").filter(has=visit.page.get_by_role("heading", name=name))
    assert card.get_by_label("فرهنگی", exact=True).input_value() == "۱۲۱"
    gap = visit.page.locator(".gaps a").first
    gap.click()
    visit.page.wait_for_url(re.compile("day="))
    visit.sees("شمرده نشده")
    visit.looks_right()
    visit.page.get_by_label("سلامت", exact=True).fill("۰")
    visit.press("ثبت شمارش")
    visit.sees("شمارش ثبت شد")
    assert visit.page.get_by_label("سلامت", exact=True).input_value() == "۰"


def test_staff_bring_in_a_door_counters_file(visit: Visit, size: str, tmp_path: Path) -> None:
    year = {"phone": 1403, "desk": 1404}[size]  # each its own days
    file = tmp_path / "door.csv"
    lines = [f"{year}/05/{day:02};{hour}:00;{day * hour}" for day in range(1, 11) for hour in (9, 17)]
    file.write_text("\ufeffتاریخ;ساعت;ورودی\n" + "\n".join([*lines, f"{year}/13/01;9:00;4"]), encoding="utf-8")
    visit.enter_as("کارمند مرکز")
    visit.go("/desk/visits/files/")
    visit.looks_right()
    visit.page.get_by_label("مکان", exact=True).select_option(index=1)
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.press("بررسی فایل")
    visit.heading("این فایل چه می‌کند")
    visit.sees("چنین روزی وجود ندارد")
    visit.looks_right()
    visit.press("وارد شود")
    visit.heading("این فایل چه کرد")
    expect(visit.page.locator(".figure-number").first).to_have_text("۱۰")
    visit.looks_right()


def test_a_manager_finds_the_spring_of_the_story_in_the_report(visit: Visit) -> None:
    visit.enter_as("مدیر")
    visit.go("/desk/reports/?from=1399/01/01&to=1399/03/31")
    figure = visit.page.locator("a.figure").first
    expect(figure.locator(".figure-number")).to_have_text("۱۸۶")
    for sum_ in ("۲۷٬۱۶۹", "۱۷٬۴۲۵", "۷۸۵"):
        visit.page.get_by_role("link", name=sum_, exact=True).first.wait_for()
    visit.page.get_by_role("link", name="۷۸۵", exact=True).first.click()
    visit.page.wait_for_url(re.compile("/rows/"))
    visit.sees("۷۸۵")
