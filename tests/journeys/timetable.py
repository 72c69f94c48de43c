"""A stage's timetable in a journey: a hole is found and filled by hand, the planner does the rest, and it is published."""

from pathlib import Path

from tests.journeys.conftest import Visit, run

PATIENCE = 120_000  # the planner proves what it found, beside whatever else runs


def fills_a_hole(officer: Visit, stage: int) -> None:
    """From the table of what is covered where; what it does is read before it is done."""
    page = officer.page
    officer.go(f"/desk/campaigns/{stage}/plan/")
    officer.looks_right()
    officer.go(f"/desk/campaigns/{stage}/plan/coverage/")
    officer.looks_right()
    holes = page.locator("a.campaign-hole")
    before = holes.count()
    holes.first.click()
    officer.sees("هنوز جایی ندارد")
    officer.looks_right()
    page.locator("main .people a.button").first.click()
    officer.heading("اگر آن‌جا گذاشته شود")
    officer.looks_right()
    officer.press("آن‌جا گذاشته شود")
    officer.sees("نشست آن‌جا گذاشته شد")
    officer.looks_right()
    officer.go(f"/desk/campaigns/{stage}/plan/coverage/")
    assert holes.count() == before - 1


def lets_the_planner_do_the_rest(officer: Visit, stage: int) -> None:
    page = officer.page
    officer.go(f"/desk/campaigns/{stage}/plan/")
    page.locator("form[action$='/plan/run/'] button").click()
    page.get_by_text("بار آخر").first.wait_for(timeout=PATIENCE)
    officer.go(f"/desk/campaigns/{stage}/plan/coverage/")
    assert page.locator("a.campaign-hole").count() == 0
    officer.looks_right()


def publishes(officer: Visit, stage: int) -> None:
    officer.go(f"/desk/campaigns/{stage}/")
    officer.press("انتشار مرحله")
    officer.page.get_by_role("button", name="انتشار مرحله").wait_for(state="detached")
    officer.go(f"/desk/campaigns/{stage}/published/")
    officer.looks_right()


def everybody_reads(anybody: Visit, stage: int) -> None:
    """The first evening, with its times after the prayer; and one of its sessions."""
    anybody.go(f"/campaigns/{stage}/")
    anybody.sees("پس از مغرب")
    anybody.looks_right()
    anybody.page.locator("main a[href*='/campaigns/sessions/']").first.click()
    anybody.page.wait_for_url("**/campaigns/sessions/**")
    anybody.looks_right()


def two_change_places(officer: Visit, stage: int) -> None:
    """The whole week first; then two sessions that are published, with what that does read before."""
    page = officer.page
    officer.go(f"/desk/campaigns/{stage}/plan/week/")
    officer.looks_right()
    officer.go(f"/desk/campaigns/{stage}/published/")
    page.locator(".campaign-acts a").first.click()
    officer.follow("جا عوض‌کردن با نشستی دیگر")
    page.locator("select[name=other]").select_option(index=1)
    officer.press("دیدن اثرش")
    officer.heading("اگر این دو جا عوض کنند")
    officer.looks_right()
    knowingly = page.locator("#look input[name=knowingly]")
    if knowingly.count():
        knowingly.check()
    officer.press("جای این دو عوض شود")
    officer.sees("این دو جا عوض کردند")


def manager_closes_the_evaluation(manager: Visit, stage: int, folder: Path) -> None:
    """The week is over; what nobody spoke of is read before. Opened again with a reason."""
    weeks_pass(folder, stage)
    there = f"/desk/campaigns/{stage}/evaluation/"
    manager.go(there)
    manager.follow("بستن ارزیابی")
    manager.heading("پیش از بستن ببینید")
    manager.looks_right()
    manager.press("بستن ارزیابی")
    manager.page.get_by_role("alert").first.wait_for()  # not before it is said that it is known
    manager.page.locator("main input[name=knowingly]").check()
    manager.press("بستن ارزیابی")
    manager.sees("ارزیابی بسته شد")
    manager.looks_right()
    manager.go(f"{there}reopen/")
    manager.page.locator("main [name=reason]").fill("یک دستگاه عددهایش را دیر داد")
    manager.looks_right()
    manager.press("بازگشایی ارزیابی")
    manager.sees("ارزیابی بازگشایی شد")


def weeks_pass(folder: Path, stage: int) -> None:
    """What a journey cannot wait for: the stage's days, and those of its sessions, lie three weeks back."""
    code = f"""
import datetime as dt
from django.db.models import F
from meydan.calendar.models import Occasion
from meydan.campaigns.models import Placement, Stage
back = dt.timedelta(days=21)
rows = Placement.objects.filter(promise__invited__stage={stage})
moved = dict(day=F("day") - back, starts_at=F("starts_at") - back, ends_at=F("ends_at") - back)
Occasion.objects.filter(placement__in=rows).update(**moved)
rows.update(day=F("day") - back)
Stage.objects.filter(pk={stage}).update(first_day=F("first_day") - back, last_day=F("last_day") - back)
"""
    run(folder, "shell", "-c", code)
