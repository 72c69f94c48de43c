"""Counseling a family can trust, on a phone: booked without a name, held, noted, and read again by its client alone."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.conftest import Visit
from tests.journeys.counseling import COUNSELOR, TABRIZ, comes_back, confirms, said_by, somebody

PHONE = "09701114401"
WORRY = "شب‌ها از نگرانی خوابم نمی‌برد"
NOTE, TASK = "هدف نخست: خواب آرام", "هر شب ده دقیقه پیاده‌روی با هم"


def test_a_client_without_a_name_is_counseled_and_reads_it_alone(browser: Browser, city: str, folder: Path) -> None:
    with somebody(browser, city) as client:
        code = books_without_a_name(client, counselor_on_duty(folder))
    its_time_comes(folder, code)
    with somebody(browser, city, COUNSELOR) as counselor:
        holds_the_session(counselor)
    with somebody(browser, city) as client:
        reads_it_again(client, code)


def counselor_on_duty(folder: Path) -> str:
    """The name of whom one can enter as."""
    return said_by(
        folder,
        "from meydan.counseling.models import Counselor\n"
        "print(json.dumps([Counselor.objects.filter(area__name='تبریز').order_by('pk').first().person.name]))",
    )[0]


def books_without_a_name(client: Visit, counselor: str) -> str:
    """Five small screens, and a code to the phone. Returns the file's code."""
    page = client.page
    client.go("/counseling/")
    if page.url.endswith("/counseling/"):
        client.follow(TABRIZ)
    client.looks_right()
    client.follow("نوبت بگیرید")
    page.locator("label", has_text="اضطراب").locator("input").check()
    client.looks_right()
    client.press("ادامه")
    page.locator('input[name="mode"][value="phone"]').check()
    client.looks_right()
    client.press("ادامه")
    client.looks_right()
    others = page.locator("details.counseling-others summary")
    if others.count():
        others.click()
    page.locator("button.counseling-card", has_text=counselor).first.click()
    client.looks_right()
    page.locator('button[name="slot"]').nth(4).click()  # the first may be kept for somebody on the list meanwhile
    page.locator('input[name="phone"]').fill(PHONE)
    page.locator('textarea[name="about"]').fill(WORRY)
    page.locator('input[name="danger"][value="yes"]').check()
    client.sees("۱۲۳")
    client.looks_right()
    page.locator('input[name="danger"][value="no"]').check()
    page.locator('input[name="agree"]').check()
    client.press("نوبت را می‌گیرم")
    code = confirms(client, "نوبت را می‌گیرم")
    client.looks_right()
    assert PHONE not in page.content()
    return code


def its_time_comes(folder: Path, code: str) -> None:
    """The appointment begins now, and its counselor has nothing else today."""
    said_by(
        folder,
        f"""
from django.utils import timezone
from meydan.counseling.models import Appointment
row = Appointment.objects.get(case__code={code!r})
now = timezone.now()
near = Appointment.objects.filter(counselor=row.counselor, starts_at__range=(now - dt.timedelta(hours=6), now + dt.timedelta(hours=12)))
near.exclude(pk=row.pk).update(state="missed")
lasts, busy = row.ends_at - row.starts_at, row.busy_until - row.starts_at
Appointment.objects.filter(pk=row.pk).update(starts_at=now, ends_at=now + lasts, busy_until=now + busy)
""",
    )


def holds_the_session(counselor: Visit) -> None:
    """Opens the file, and closes the session with a note and a task."""
    page = counselor.page
    counselor.go("/desk/counseling/")
    counselor.looks_right()
    page.locator("main a[href*='/desk/counseling/sessions/']").first.click()
    counselor.looks_right()
    counselor.follow("باز کردن پرونده")
    counselor.sees(WORRY)
    counselor.looks_right()
    page.go_back()
    page.locator("a[href$='/close/']").click()
    page.locator('input[name="outcome"][value="continues"]').check()
    page.locator('textarea[name="note_text"]').fill(NOTE)
    page.locator('textarea[name="homework"]').fill(TASK)
    counselor.looks_right()
    page.locator("main form button").last.click()
    page.wait_for_url(lambda url: "/close/" not in url)
    counselor.sees("برگزارشده")


def reads_it_again(client: Visit, code: str) -> None:
    """And can take along what is kept."""
    comes_back(client, code)
    client.follow("بخوانید و دریافت کنید")
    client.sees(NOTE)
    client.looks_right()
