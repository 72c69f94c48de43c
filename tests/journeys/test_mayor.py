"""I am the Mayor, on a phone: an ambassador, an idea, its review, the vote by web, kiosk and paper, the count before
oversight, a receipt checked anywhere, the project built, and its author asked whether it is so.
"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests import readymade
from tests.journeys.conftest import Visit, run, served
from tests.journeys.mayor import (
    AUTHOR,
    IDEA,
    ROUND,
    arrive,
    as_head,
    becomes_an_ambassador,
    days_pass,
    is_found_feasible,
    is_published,
    opens_a_round,
    proposes,
    put,
    somebody,
)
from tests.journeys.mayor_ballot import (
    ballot_is_opened,
    is_counted_before_oversight,
    receipt_holds,
    votes_at_the_kiosk_and_on_paper,
    votes_on_the_web,
)


def test_from_an_ambassador_to_a_bridge(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path, of=readymade.city) as city, somebody(browser, city) as author:
        number = opens_a_round(browser, city)
        arrive(author, AUTHOR, "نرگس آزمونی")
        link = becomes_an_ambassador(browser, city, number)
        idea = proposes(author, link)
        is_published(browser, city)
        days_pass(tmp_path, "review_from")
        is_found_feasible(browser, city, tmp_path)
        days_pass(tmp_path, "ballot_from")
        poll = ballot_is_opened(browser, city, number)
        receipt = votes_on_the_web(author, poll)
        votes_at_the_kiosk_and_on_paper(browser, city)
        is_counted_before_oversight(browser, city, poll, tmp_path)
        receipt_holds(author, receipt, poll, tmp_path)
        days_pass(tmp_path, "carrying_out_from")
        is_built(browser, city)
        four_weeks_pass(tmp_path)
        is_asked(author, idea)


def is_built(browser: Browser, city: str) -> None:
    """Begun, and done with a photo, from the unit's phone."""
    with somebody(browser, city) as head:
        as_head(head, "ترافیک")
        head.go("/desk/budgets/projects/")
        head.looks_right()
        head.follow(IDEA)
        address = head.page.url
        head.looks_right()
        head.go(f"{address}report/begun/")
        put(head, committed="۴۸۰٬۰۰۰٬۰۰۰")
        head.looks_right()
        head.page.locator("main form button.button").last.click()
        head.page.wait_for_url(address)
        head.go(f"{address}report/done/")
        put(head, committed="۴۸۰٬۰۰۰٬۰۰۰", paid="۴۸۰٬۰۰۰٬۰۰۰", text="پل نصب و آسانسور آن راه‌اندازی شد.")
        head.page.locator("main [name=after]").set_input_files(
            {"name": "bridge.png", "mimeType": "image/png", "buffer": picture()}
        )
        head.page.locator("main form button.button").last.click()
        head.page.wait_for_url(address)
        head.looks_right()


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 240), "#0b6570").save(drawn, "PNG")
    return drawn.getvalue()


def four_weeks_pass(folder: Path) -> None:
    """The night on which the author is asked."""
    run(
        folder,
        "shell",
        "-c",
        f"""
from django.utils import timezone
from meydan.budgets.models import Project
from meydan.budgets.tasks.projects import ask_whether_fixed
Project.objects.filter(round__title={ROUND!r}).update(ask_on=timezone.localdate())
ask_whether_fixed.call()
""",
    )


def is_asked(author: Visit, idea: str) -> None:
    author.go(idea)
    author.looks_right()
    author.page.locator("main a[href*='/budgets/projects/']").first.click()
    author.looks_right()
    author.page.locator("main a[href$='/fixed/']").first.click()
    author.page.locator("main [name=fixed][value=yes]").check()
    author.looks_right()
    author.page.locator("main form button.button").last.click()
    author.page.wait_for_load_state("load")
    author.go(idea)
    author.sees("انجام شد")
