"""Counseling a family can trust, on a phone: booked without a name, held, noted, and read again by its client alone."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests import readymade
from tests.journeys.conftest import REPOSITORY, SIZES, Visit, run, served

TABRIZ = "تبریز"
PHONE = "09701114401"
WORRY = "شب‌ها از نگرانی خوابم نمی‌برد"
NOTE, TASK = "هدف نخست: خواب آرام", "هر شب ده دقیقه پیاده‌روی با هم"
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


@contextmanager
def somebody(browser: Browser, city: str, role: str = "") -> Iterator[Visit]:
    """A phone of their own."""
    context = browser.new_context(viewport=SIZES["phone"], base_url=city, has_touch=True)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    visit = Visit(context.new_page())
    wrong: list[str] = []
    visit.page.on("pageerror", lambda error: wrong.append(str(error.stack)))
    if role:
        visit.enter_as(role, area=TABRIZ)
    try:
        yield visit
    except BaseException:
        visit.page.screenshot(path=str(REPOSITORY / "shots" / f"counseling-{role}.png"), full_page=True)
        raise
    finally:
        context.close()
    assert wrong == []


def test_a_client_without_a_name_is_counseled_and_reads_it_alone(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path, of=readymade.city) as city:
        with somebody(browser, city) as client:
            code = books_without_a_name(client, counselor_on_duty(tmp_path))
        its_time_comes(tmp_path, code)
        with somebody(browser, city, "مشاور") as counselor:
            holds_the_session(counselor)
        with somebody(browser, city) as client:
            comes_back(client, code)
        with somebody(browser, city, "مدیر مشاوره") as manager:
            reads_figures_and_no_file(manager, code)


def counselor_on_duty(folder: Path) -> str:
    """The name of whom one can enter as."""
    said = run(
        folder,
        "shell",
        "-c",
        "import json; from meydan.counseling.models import Counselor;"
        "print(json.dumps([Counselor.objects.filter(area__name='تبریز').order_by('pk').first().person.name]))",
    )
    return str(json.loads(said.strip().splitlines()[-1])[0])


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
    page.locator('input[name="code"]').wait_for()
    found = re.search("[0-9]{6}", page.locator("main").inner_text().translate(LATIN))
    assert found
    page.locator('input[name="code"]').fill(found[0])
    client.press("نوبت را می‌گیرم")
    client.heading("پروندهٔ من")
    client.looks_right()
    assert PHONE not in page.content()
    return str(re.search("/mine/([^/?]+)/", page.url)[1])  # type: ignore[index]


def its_time_comes(folder: Path, code: str) -> None:
    """What a journey cannot wait for: the appointment begins now, and its counselor has nothing else today."""
    run(
        folder,
        "shell",
        "-c",
        f"""
import datetime as dt
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


def comes_back(client: Visit, code: str) -> None:
    """With the code of the file and a code to the phone; reads what is kept, and takes it along."""
    page = client.page
    client.go("/counseling/back/")
    page.locator('input[name="code"]').fill(code.lower())
    client.looks_right()
    client.press("فرستادن کد")
    page.wait_for_url(re.compile("/back/.+"))
    found = re.search("[0-9]{6}", page.locator("main").inner_text().translate(LATIN))
    assert found
    page.locator('input[name="code"]').fill(found[0])
    client.press("پرونده‌ام را باز کن")
    client.heading("پروندهٔ من")
    client.looks_right()
    client.follow("بخوانید و دریافت کنید")
    client.sees(NOTE)
    client.looks_right()


def reads_figures_and_no_file(manager: Visit, code: str) -> None:
    manager.go("/desk/counseling/figures/?year=1398&since=1398-12")
    manager.heading("آمار مشاوره")
    manager.looks_right()
    answer = manager.page.goto(f"/desk/counseling/files/{code}/")
    assert answer
    assert answer.status in {403, 404}
