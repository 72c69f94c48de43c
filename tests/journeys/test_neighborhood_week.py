"""A week in its midst: everybody reads the evening, staff say at the place what was held, an officer evaluates it."""

from tests.journeys.conftest import Visit, number_in

OFFICER = "کارشناس پویش"


def test_an_evening_is_read_counted_and_evaluated(visit: Visit) -> None:
    visit.enter_as(OFFICER)
    visit.go("/desk/campaigns/delivered/")  # of one stage, its page
    stage = number_in(visit.page.url, "campaigns")
    everybody_reads(visit, stage)
    staff_say_what_was_held(visit, stage)
    officer_evaluates(visit, stage)


def everybody_reads(visit: Visit, stage: int) -> None:
    page = visit.page
    visit.go("/campaigns/")
    page.locator(f"main a[href='/campaigns/{stage}/']").first.click()
    page.wait_for_url(f"**/campaigns/{stage}/")
    visit.looks_right()
    session = page.locator("main a[href*='/campaigns/sessions/']").first
    assert "مغرب" in page.locator("main").inner_text()
    session.click()
    page.wait_for_url("**/campaigns/sessions/**")
    visit.looks_right()
    feed = page.request.get(f"/campaigns/{stage}/calendar.ics")
    assert "BEGIN:VEVENT" in feed.text()
    paper = page.request.get(f"/campaigns/{stage}/program.pdf")
    assert paper.body().startswith(b"%PDF")


def staff_say_what_was_held(visit: Visit, stage: int) -> None:
    """One tap; and with words and heads."""
    page = visit.page
    visit.go(f"/desk/campaigns/{stage}/delivered/")
    visit.looks_right()
    taps = page.locator(".campaign-taps form button")
    waiting = taps.count()
    assert waiting > 1
    taps.first.click()
    visit.sees("انجام شد")
    assert taps.count() == waiting - 1
    page.locator(".campaign-taps a[href*='state=partly']").first.click()
    visit.looks_right()
    page.locator('[name="served"]').fill("۱۸")
    page.locator('[name="words"]').fill("باران زودتر مردم را برد")
    visit.press("ذخیره")
    visit.sees("باران زودتر مردم را برد")
    visit.looks_right()


def officer_evaluates(visit: Visit, stage: int) -> None:
    page = visit.page
    visit.go(f"/desk/campaigns/{stage}/evaluation/")
    visit.heading("ارزیابی")
    visit.looks_right()
    page.locator("main a[href*='/evaluation/rows/']").first.click()
    page.wait_for_url("**/evaluation/rows/**")
    visit.looks_right()
    visit.go(f"/desk/campaigns/{stage}/evaluation/both-sides/?show=all")
    visit.sees("باران زودتر مردم را برد")
    visit.looks_right()
    visit.go(f"/desk/campaigns/{stage}/evaluation/")
    page.locator("main a[href$='/card/']").first.click()
    page.wait_for_url("**/card/")
    visit.looks_right()
