"""Counseling a family can trust, on a phone: booked without a name, held, noted, and read again by its client alone."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.conftest import Visit, until
from tests.journeys.counseling import COUNSELOR, TABRIZ, comes_back, confirms, said_by, somebody

PHONE, UNSURE = "09701114401", "09701114405"
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
    until(page, "Object.keys(sessionStorage).some((key) => key.startsWith('draft '))")
    page.reload()  # what was written is there again, and in the tab it stood sealed
    until(page, "document.querySelector('[name=note_text]').value !== ''")
    assert (
        page.locator('textarea[name="note_text"]').input_value(),
        page.locator('input[value="continues"]').is_checked(),
    ) == (NOTE, True)
    assert NOTE not in page.evaluate("JSON.stringify(Object.values(sessionStorage))")
    page.locator("main form button").last.click()
    page.wait_for_url("**/next/**")
    counselor.sees("همین حالا وقت بعدی را با مراجع بگذارید")
    counselor.looks_right()
    counselor.follow("اکنون نه")
    counselor.sees("برگزارشده")
    counselor.looks_right()


def test_who_is_not_sure_is_asked_three_questions_and_keeps_the_code(browser: Browser, city: str) -> None:
    with somebody(browser, city) as client:
        page = client.page
        is_asked(client)
        page.locator("a.counseling-card.first").click()
        page.locator('input[name="phone"]').fill(UNSURE)
        assert page.locator('select[name="since"]').input_value() == "months"
        page.locator('input[name="agree"]').check()
        client.press("نوبت را می‌گیرم")
        confirms(client, "نوبت را می‌گیرم")
        page.locator("summary", has_text="اگر گمش کنم").click()
        client.looks_right()
        with page.expect_download() as kept:
            client.follow("نگه‌داشتن به‌صورت عکس")
        assert kept.value.suggested_filename == "meydan.png"


def is_asked(client: Visit) -> None:
    """For a child, about two things, since some months."""
    page = client.page
    client.go("/counseling/")
    if page.url.endswith("/counseling/"):
        client.follow(TABRIZ)
    client.follow("مطمئن نیستم چه می‌خواهم")
    client.looks_right()
    page.locator('input[name="booked_for"][value="child"]').check()
    client.press("ادامه")
    client.sees("دربارهٔ فرزندتان نگران چه هستید؟")
    for phrase in ("لج‌بازی و بی‌قراری", "درس و مدرسه"):
        page.get_by_label(phrase).check()
    client.looks_right()
    client.press("ادامه")
    page.locator('input[name="since"][value="months"]').check()
    client.looks_right()
    client.press("ادامه")
    client.sees("می‌توانید با این موضوع شروع کنید")
    assert page.locator("#near").inner_text() == "کودک"
    client.looks_right()


def reads_it_again(client: Visit, code: str) -> None:
    """And can take along what is kept."""
    comes_back(client, code)
    client.follow("بخوانید و دریافت کنید")
    client.sees(NOTE)
    client.looks_right()
