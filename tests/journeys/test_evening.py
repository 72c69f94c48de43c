"""An evening with the mayor: asked from home and by SMS, sorted, answered live, ordered, done, and asked whether it is so."""

import re
import time
from functools import partial
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import conftest
from tests.journeys.conftest import SIZES, SMS_TOKEN, Visit

EDITION = "شهروند و شهردار؛ نوبت دوم"
somebody = partial(conftest.somebody, area="قم")
HALL = {"width": 1920, "height": 1080}


def at_the_desk(visit: Visit) -> None:
    visit.go("/desk/questions/")
    visit.follow(EDITION)
    visit.heading(EDITION)


def by_sms(city: str, phone: str, text: str) -> None:
    body = urlencode({"reference": str(time.time_ns()), "phone": phone, "text": text}).encode()
    with urlopen(Request(f"{city}/messaging/inbound/console/{SMS_TOKEN}/", body), timeout=10) as answer:
        assert answer.status == 200


WORDS = "چراغ پل عابر پیادهٔ خاکفرج از پارسال خاموش است؛ کی درست می‌شود؟"
BEGINNING = "چراغ پل عابر"
ORDER = "چراغ‌های پل عابر خاکفرج تعمیر شود"
ANSWER = "همین هفته تعمیر می‌شود."


def test_a_sentence_from_home_is_answered_live_ordered_done_and_confirmed(browser: Browser, city: str) -> None:
    with somebody(browser, city) as asker:
        tracking = asks_from_home(asker)
        by_sms(city, "09701234567", "پیشنهاد: برای پل خاکفرج آسانسور بگذارید که سالمندان هم بتوانند رد شوند")
        with somebody(browser, city, "پالایشگر پرسش‌ها") as moderator:
            is_sorted(moderator)
        with somebody(browser, city, "کارشناس ارتباطات") as officer:
            at_the_desk(officer)
            officer.looks_right()
            officer.press("آغاز پخش زنده")
            officer.sees("پایان پخش زنده")
        with (
            somebody(browser, city) as audience,
            somebody(browser, city, size=HALL) as picture,
            somebody(browser, city, "مجری برنامه", size=SIZES["desk"]) as presenter,
        ):
            comes_on_air(presenter, audience, picture, address_of_the_edition(asker))
            with somebody(browser, city, "دبیر دستورها", size=SIZES["desk"]) as secretary:
                is_answered_and_ordered(secretary)
        with somebody(browser, city) as head:
            is_carried_out(head)
        says_that_it_is_so(asker)
        asker.go(tracking)
        asker.looks_right()
        asker.sees(ANSWER)
        asker.go("/questions/board/")
        asker.looks_right()
        asker.sees(ORDER)


def asks_from_home(asker: Visit) -> str:
    """Where it can be followed."""
    asker.enter_as_citizen()
    asker.go("/questions/")
    asker.looks_right()
    asker.follow(EDITION)
    asker.page.get_by_role("link", name="به شهردار بگویید").first.click()
    asker.page.get_by_label("چه می‌خواهید بگویید؟").fill(WORDS)
    asker.page.get_by_role("radio", name="پرسش", exact=True).check()
    asker.looks_right()
    asker.press("فرستادن برای شهردار")
    asker.sees("پیام شما رسید")
    asker.looks_right()
    return asker.page.url


def is_sorted(moderator: Visit) -> None:
    """Both that came in are found by a word of theirs; the one from home is published."""
    at_the_desk(moderator)
    moderator.page.get_by_role("link", name="پالایش", exact=True).first.click()
    moderator.looks_right()
    moderator.page.get_by_label("پیام‌ها").fill("خاکفرج")
    moderator.press("نمایش")
    expect(moderator.page.get_by_role("link", name=re.compile("آسانسور"))).to_be_visible()
    moderator.page.get_by_role("link", name=re.compile(BEGINNING)).first.click()
    moderator.looks_right()
    moderator.page.get_by_role("button", name="انتشار", exact=True).click()
    moderator.sees("منتشر شد.")


def comes_on_air(presenter: Visit, audience: Visit, picture: Visit, address: str) -> None:
    """One button at the console; a phone and the broadcast's picture show it by themselves."""
    audience.go(f"{address}live/")
    picture.go(f"{address}overlay/")
    presenter.go(f"/desk{address}console/")
    presenter.looks_right()
    row = presenter.page.locator("li[data-word]").filter(has_text=BEGINNING)
    row.get_by_role("button", name="روی آنتن", exact=True).click()
    expect(presenter.page.locator(".on-air-words")).to_contain_text(BEGINNING)
    for shown in (audience, picture):
        expect(shown.page.get_by_text(BEGINNING).first).to_be_visible()
    audience.looks_right()


def is_answered_and_ordered(secretary: Visit) -> None:
    at_the_desk(secretary)
    secretary.page.get_by_role("link", name=re.compile("پاسخ")).first.click()
    secretary.page.get_by_role("link", name=re.compile(BEGINNING)).first.click()
    secretary.looks_right()
    secretary.page.get_by_label("پاسخ، در یکی دو خط").fill(ANSWER)
    secretary.press("ثبت پاسخ")
    secretary.sees("پاسخ ثبت شد.")
    secretary.page.get_by_label("چه دستوری").fill(ORDER)
    unit = secretary.page.get_by_label("کدام واحد")
    unit.select_option(label=next(text for text in unit.locator("option").all_inner_texts() if "عمران" in text))
    secretary.page.get_by_label("ظرف چند روز کاری").fill("۵")
    secretary.press("ثبت دستور")
    secretary.sees("دستور ثبت شد")
    secretary.looks_right()


def is_carried_out(head: Visit) -> None:
    enter_as_head(head, "عمران")
    head.go("/desk/assignments/")
    head.looks_right()
    head.page.get_by_role("link", name=ORDER).first.click()
    head.press("می‌پذیریم")
    head.follow("انجام شد، گزارش پایان")
    head.page.get_by_label("چه کاری انجام شد").fill("دوازده چراغ نو شد.")
    head.page.get_by_label("شمارهٔ نامه").fill("۱۴۰۰/۱۲۳")
    head.looks_right()
    head.press("گزارش پایان کار")
    head.sees("به گفتهٔ واحد انجام شد")


def says_that_it_is_so(asker: Visit) -> None:
    asker.go("/me/assignments/")
    asker.looks_right()
    asker.follow("پاسخ بله یا نه")
    asker.page.get_by_label("بله، انجام شده است").check()
    asker.looks_right()
    asker.press("فرستادن")
    asker.sees("به تأیید پیگیران رسید")


def address_of_the_edition(visit: Visit) -> str:
    """The address of the edition: «/questions/2/»."""
    visit.go("/questions/")
    href = visit.page.get_by_role("link", name=re.compile(EDITION)).first.get_attribute("href")
    assert href
    return href


def enter_as_head(visit: Visit, unit: str) -> None:
    visit.go("/signin/")
    group = visit.page.locator("details", has=visit.page.locator("summary", has_text="قم"))
    group.locator("summary").click()
    row = (
        group.get_by_role("listitem")
        .filter(has=visit.page.locator("small", has_text="رئیس واحد"))
        .filter(has_text=unit)
    )
    row.first.get_by_role("button").click()
    visit.page.wait_for_url(lambda url: "/signin/" not in url)


@pytest.mark.parametrize("token", ["x" * 40, "../x"])
def test_a_forged_webhook_is_not_there(city: str, token: str) -> None:
    from urllib.error import HTTPError

    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{city}/messaging/inbound/console/{token}/", b"from=0970"), timeout=10)
    assert refused.value.code == 404
