"""A stage's timetable in a journey: a hole is found and filled by hand, the planner does the rest, and it is published."""

from tests.journeys.conftest import Visit

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
