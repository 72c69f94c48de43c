"""The ballot of a round: by web, kiosk and paper, counted before oversight, a receipt checked anywhere."""

import re
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.conftest import REPOSITORY, Visit, number_in, run
from tests.journeys.mayor import IDEA, OFFICER, ROUND, as_one_of, put, somebody

BODIES = ("شورای اسلامی شهر", "سازمان بازرسی", "حراست شهرداری")
DICE = "415263" * 5
CARDS = ("۳۹۱۱۳۶۹۶۳۸", "۰۰۱۲۳۴۵۶۸۷")


def ballot_is_opened(browser: Browser, city: str, number: int) -> int:
    """With overseers named; people vote at a station as well. The number of the ballot."""
    with somebody(browser, city, OFFICER) as officer:
        officer.go(f"/desk/budgets/{number}/ballot/open/")
        officer.looks_right()
        by_hand = officer.page.get_by_role("button", name="فهرست را بنویس و رأی‌گیری را باز کن")
        if by_hand.count():  # the worker opens it too, within a minute
            by_hand.click()
        there = officer.page.get_by_role("link", name="بستن و شمارش")
        there.wait_for()  # it writes who may vote
        address = there.get_attribute("href")
        poll = number_in(address, "ballots")
        officer.go(f"/desk/ballots/{poll}/stations/")
        officer.page.locator("main [name=venue]").select_option(label="سرای محلهٔ دزاشیب · دزاشیب")
        officer.looks_right()
        officer.press("باز کردن")
        officer.heading("رأی‌های این‌جا")
        officer.page.locator("summary", has_text="چاپ یک دستهٔ تازه").click()
        put(officer, size="۲۰")
        officer.press("دسته را بساز")
        officer.heading("واردکردن برگه")
        return poll


def votes_on_the_web(author: Visit, poll: int) -> str:
    """Chosen, looked over, cast; the receipt taken home as a file."""
    author.go(f"/ballots/{poll}/vote/")
    author.looks_right()
    author.page.get_by_role("link", name=re.compile("دزاشیب")).first.click()
    author.page.locator("main [name=options]").first.check()
    author.looks_right()
    author.page.locator("main button[name=step][value=review]").first.click()
    author.looks_right()
    author.page.locator("main button[name=step][value=cast]").first.click()
    author.page.wait_for_url("**/ballots/receipts/**")
    author.looks_right()
    return author.page.url


def votes_at_the_kiosk_and_on_paper(browser: Browser, city: str) -> None:
    """One without a phone gets digits for the kiosk, another a sheet that two of the staff type."""
    with somebody(browser, city) as device, somebody(browser, city) as first, somebody(browser, city) as second:
        for visit, number in ((device, 0), (first, 0), (second, 1)):
            as_one_of(visit, "کارمند مرکز", number)
        station = at_the_station(first)
        digits = gives_digits(first, station)
        device.go(station)
        device.press("این دستگاه کیوسک شود")
        device.page.wait_for_url("**/kiosk/")
        device.looks_right()
        device.follow("کارکنان به من رقم داده‌اند")
        put(device, code=digits)
        device.looks_right()
        device.press("ادامه")
        device.page.get_by_role("link", name=re.compile("دزاشیب")).first.click()
        device.page.locator("main [name=options]").first.check()
        device.page.locator("main button[name=step][value=review]").first.click()
        device.page.locator("main button[name=step][value=cast]").first.click()
        device.sees("رأی شما ثبت شد.")
        device.looks_right()
        device.press("برداشتم. پایان و پاک‌کردن")
        device.heading("این‌جا برای محله‌تان رأی می‌دهید")
        gets_paper(first, station)
        sheet_is_typed(first, second, station)


def at_the_station(staff: Visit) -> str:
    staff.go("/desk/ballots/stations/")
    staff.looks_right()
    staff.page.locator("article", has_text=ROUND).get_by_role("link").first.click()
    staff.heading("رأی‌های این‌جا")
    staff.looks_right()
    return staff.page.url


def comes_with_a_card(staff: Visit, station: str, card: str) -> None:
    staff.go(f"{station}voter/")
    staff.looks_right()
    put(staff, national_id=card, birth_year="۱۳۴۱")
    staff.press("کارت را دیدم")
    staff.heading("پای پیشخان")


def gives_digits(staff: Visit, station: str) -> str:
    comes_with_a_card(staff, station, CARDS[0])
    staff.looks_right()
    staff.press("رقم کیوسک بده")
    return staff.page.locator(".kiosk-digits").inner_text()


def gets_paper(staff: Visit, station: str) -> None:
    comes_with_a_card(staff, station, CARDS[1])
    staff.page.get_by_role("button", name=re.compile("برگه از دستهٔ")).first.click()
    staff.sees("ثبت شد که آن را گرفته است")


def sheet_is_typed(first: Visit, second: Visit, station: str) -> None:
    for visit in (first, second):
        visit.go(station)
        visit.page.locator("main table a").first.click()
        number = visit.page.locator("main table td.num").first.inner_text()
        put(visit, number="۷", marks=number)
        visit.looks_right()
        visit.press("این برگه را ثبت کن")
        visit.page.wait_for_load_state("load")
    second.sees("دو بار یکسان وارد شد")


def voting_ends(folder: Path) -> None:
    """The last day of voting is over, and the worker closes the ballot."""
    run(
        folder,
        "shell",
        "-c",
        f"""
from meydan.ballots import actions, sample, tasks
from meydan.budgets.models import Round
poll = sample.end_voting(by=None, poll=Round.objects.get(title={ROUND!r}).poll)
actions.close_poll(by=None, poll=poll)
tasks.finish_closing.call(poll.pk)
""",
    )


def is_counted_before_oversight(browser: Browser, city: str, poll: int, folder: Path) -> None:
    """Three overseers commit on their phones; the ballot closes and its log is sealed; dice, secrets, and the count."""
    with somebody(browser, city, OFFICER) as officer, ExitStack() as phones:
        overseers = [phones.enter_context(somebody(browser, city)) for _overseer in BODIES]
        desk = f"/desk/ballots/{poll}/count/"
        officer.go(desk)
        for body in BODIES:
            officer.page.locator("main [name=person]").select_option(index=1)
            put(officer, body=body)
            officer.press("نام بردن ناظر")
            officer.sees(body)
        for number, phone in enumerate(overseers):
            as_one_of(phone, "نمایندهٔ نهاد نظارتی", number)
            phone.go(f"/desk/ballots/{poll}/oversee/")
            phone.press("همین گوشی بسازد و نگه دارد")
            phone.sees("راز شما روی همین گوشی است")
        overseers[0].looks_right()
        officer.looks_right()
        voting_ends(folder)
        officer.go(desk)
        officer.press("همهٔ برگه‌های کاغذی وارد شد: دفتر را مهر کن")
        officer.sees("سطر مهر شد")
        for reader in (officer, overseers[0]):
            reader.go(f"/desk/ballots/{poll}/oversee/dice/")
            reader.page.get_by_label(re.compile("تاس‌ها، به ترتیبی")).fill(DICE)
            reader.looks_right()
            reader.press("روی میز همین است")
            reader.page.wait_for_load_state("load")
        for phone in overseers:
            phone.go(f"/desk/ballots/{poll}/oversee/")
            phone.press("آشکار کردن راز همین گوشی")
            phone.sees("راز شما آشکار شد")
        officer.go(desk)
        officer.page.get_by_role("button", name="اکنون بشمار").click()
        officer.page.get_by_role("link", name="به نتیجه").wait_for()
        officer.looks_right()
        officer.go(f"/ballots/{poll}/result/")
        officer.looks_right()
        officer.page.locator("main a[href*='/result/']").first.click()
        officer.sees(IDEA)
        officer.looks_right()


def receipt_holds(author: Visit, receipt: str, poll: int, folder: Path) -> None:
    """After the close, by the file alone, with the script of the standard library that anybody can download."""
    author.go(receipt)
    author.looks_right()
    with author.page.expect_download() as download:
        author.page.locator("main a[href$='.json']").first.click()
    file = folder / "receipt.json"
    download.value.save_as(file)
    roots = folder / "roots.json"
    roots.write_bytes(author.page.request.get(f"/ballots/{poll}/log/roots.json").body())
    script = REPOSITORY / "meydan" / "ballots" / "static" / "ballots" / "verify_receipt.py"
    checked = subprocess.run([sys.executable, script, file, roots], check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
