"""I am the Mayor, on a phone: an ambassador, an idea, its review, the vote by web, kiosk and paper, the count before
oversight, a receipt checked anywhere, the project built, and its author asked whether it is so.
"""

import datetime as dt
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser

from meydan.engines import jalali
from tests import readymade
from tests.journeys.conftest import REPOSITORY, SIZES, Visit, run, served

OFFICER, TEHRAN = "کارشناس بودجه‌ریزی مشارکتی", "تهران"
ROUND = "من شهردارم؛ دور آزمون"
IDEA = "پل عابر روبه‌روی دبستان"
WHAT = "بچه‌ها هر صبح از میان ماشین‌ها رد می‌شوند؛ یک پل عابر با آسانسور لازم است."
PATIENCE = 60_000
AUTHOR, AMBASSADOR, AT_KIOSK = "09701112201", "09701112202", "09701112203"
BODIES = ("شورای اسلامی شهر", "سازمان بازرسی", "حراست شهرداری")
DICE = "415263" * 5
CARDS = ("۳۹۱۱۳۶۹۶۳۸", "۰۰۱۲۳۴۵۶۸۷")
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
TEHRAN_TIME = ZoneInfo("Asia/Tehran")


@contextmanager
def somebody(browser: Browser, city: str, role: str = "", citizen: int | None = None) -> Iterator[Visit]:
    """A phone of their own."""
    context = browser.new_context(viewport=SIZES["phone"], base_url=city, has_touch=True)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    visit = Visit(context.new_page())
    wrong: list[str] = []
    visit.page.on("pageerror", lambda error: wrong.append(str(error.stack)))
    if role:
        visit.enter_as(role, area=TEHRAN)
    if citizen is not None:
        visit.go("/signin/")
        people = visit.page.locator("section ul.people").first.get_by_role("listitem")
        people.nth(citizen).get_by_role("button").click()
        visit.page.wait_for_url(lambda url: "/signin/" not in url)
    try:
        yield visit
    except BaseException:
        visit.page.screenshot(path=str(REPOSITORY / "shots" / f"mayor-{role or citizen}.png"), full_page=True)
        raise
    finally:
        context.close()
    assert wrong == []


def put(visit: Visit, **said: str) -> None:
    """Fill boxes by the names they are sent under."""
    for name, value in said.items():
        box = visit.page.locator(f'main [name="{name}"]').first
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def days_pass(folder: Path, edge: str) -> None:
    """What a journey cannot wait for: the round's days move, so that this stage begins today."""
    run(
        folder,
        "shell",
        "-c",
        f"""
from django.db.models import F
from django.utils import timezone
from meydan.budgets.models import Round
from meydan.budgets.models.round import EDGES
row = Round.objects.get(title={ROUND!r})
moved = timezone.localdate() - row.{edge}
Round.objects.filter(pk=row.pk).update(**{{name: F(name) + moved for name in EDGES}})
""",
    )


def arrive(visit: Visit, phone: str, name: str) -> None:
    """Somebody new, by their phone; in the sample the code stands on the page."""
    visit.go("/signin/")
    put(visit, phone=phone)
    visit.press("فرستادن کد")
    visit.page.wait_for_url("**/signin/code/**")
    put(visit, code=code_on(visit))
    visit.press("ورود")
    visit.page.wait_for_url("**/me/name/**")
    put(visit, name=name)
    visit.page.locator("main form button").first.click()
    visit.page.wait_for_url(lambda url: "/me/name/" not in url)


def code_on(visit: Visit) -> str:
    found = re.search("[0-9]{6}", visit.page.locator("main").inner_text().translate(LATIN))
    assert found
    return found[0]


def today() -> dict[str, str]:
    year, month, day = jalali.to_jalali(dt.datetime.now(TEHRAN_TIME).date())
    return {"year": str(year), "month": str(month), "day": str(day)}


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


def opens_a_round(browser: Browser, city: str) -> int:
    """From the usual template; the checklist says what is missing until nothing is."""
    with somebody(browser, city, OFFICER) as officer:
        officer.go("/desk/budgets/new/")
        officer.page.locator("main [name=area]").select_option(label="منطقهٔ ۱")
        now = today()
        put(officer, title=ROUND, **{f"ideas_from_{part}": value for part, value in now.items()})
        officer.looks_right()
        officer.press("ساختن پیش‌نویس")
        officer.heading("پیش از انتشار")
        officer.looks_right()
        number = int(re.search(r"/budgets/([0-9]+)/", officer.page.url)[1])  # type: ignore[index]
        officer.follow("چند جمله دربارهٔ دوره")
        put(officer, about="همسایه‌ها دربارهٔ بودجهٔ محله تصمیم می‌گیرند.", min_age="12")
        officer.page.locator("main form button").first.click()
        officer.heading("پیش از انتشار")
        officer.follow("اعتبار دست‌کم برای یک جا")
        put(officer, same="۲٬۰۰۰٬۰۰۰٬۰۰۰")
        officer.looks_right()
        officer.press("ذخیره")
        officer.heading("پیش از انتشار")
        officer.press("انتشار دوره")
        officer.sees("لغو دوره")
        officer.go(f"/budgets/{number}/")
        officer.looks_right()
        return number


def becomes_an_ambassador(browser: Browser, city: str, number: int) -> str:
    """The form on two screens, the officer's yes, and the link that comes of it."""
    with somebody(browser, city) as liaison:
        arrive(liaison, AMBASSADOR, "بهار رابط")
        liaison.go(f"/budgets/{number}/")
        liaison.follow("سفیر شوید")
        put(liaison, network="channel", network_name="کانال همسایه‌های تجریش", reach="۳۲۰")
        liaison.looks_right()
        liaison.press("ادامه")
        liaison.page.get_by_role("checkbox", name="دزاشیب", exact=True).check()
        liaison.looks_right()
        liaison.page.locator("main form button.button").last.click()
        liaison.page.wait_for_url("**/me/ambassador/**")
        with somebody(browser, city, OFFICER) as officer:
            officer.go("/desk/ambassadors/")
            officer.follow(ROUND)
            officer.looks_right()
            officer.press("پذیرفتن")
            officer.page.wait_for_load_state("load")
        liaison.page.reload()
        if liaison.page.url.endswith("/me/ambassador/"):
            liaison.page.locator("main a[href^='/me/ambassador/']").first.click()
            liaison.page.wait_for_load_state("load")
        liaison.looks_right()
        found = re.search(r"/a/[0-9A-Z]+/?", liaison.page.content())
        assert found, liaison.page.url
        return found[0].rstrip("/") + "/"


def proposes(author: Visit, link: str) -> str:
    """By the ambassador's link, on three small screens; the address of the idea."""
    author.go(link)
    author.page.wait_for_load_state("load")
    if author.page.get_by_role("link", name=re.compile("ایده")).count() == 0:
        author.page.locator("main a.button, main button.button").first.click()
    author.page.get_by_role("link", name="ایده بدهید").first.click()
    put(author, title=IDEA, what=WHAT, why="هر سال کسی آسیب می‌بیند.")
    author.looks_right()
    author.press("ادامه")
    fill_place(author)
    author.looks_right()
    author.press("ادامه")
    author.looks_right()
    put(author, birth_year="۱۳۶۸", neighborhood="دزاشیب")
    author.page.locator("main form button.button").last.click()
    author.page.wait_for_url("**/budgets/ideas/**")
    author.looks_right()
    return author.page.url


def fill_place(author: Visit) -> None:
    form = author.page.locator("main")
    for name, label in (("area", "دزاشیب"), ("field", "ایمنی و ترافیک")):
        box = form.locator(f'[name="{name}"]').first
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(label=label)
        else:
            form.get_by_role("radio", name=label).first.check()
    put(author, place="روبه‌روی دبستان")


def is_published(browser: Browser, city: str) -> None:
    with somebody(browser, city, OFFICER) as officer:
        officer.go("/desk/budgets/ideas/")
        officer.follow(IDEA)
        officer.looks_right()
        officer.press("انتشار")
        officer.page.wait_for_load_state("load")


def as_head(visit: Visit, unit: str) -> None:
    visit.go("/signin/")
    group = visit.page.locator("details", has=visit.page.locator("summary", has_text=TEHRAN))
    group.locator("summary").click()
    heads = group.get_by_role("listitem").filter(has=visit.page.locator("small", has_text="رئیس واحد"))
    heads.filter(has_text=unit).first.get_by_role("button").click()
    visit.page.wait_for_url(lambda url: "/signin/" not in url)


def as_one_of(visit: Visit, role: str, number: int) -> None:
    """The second, the third … who holds a role."""
    visit.go("/signin/")
    group = visit.page.locator("details", has=visit.page.locator("summary", has_text=TEHRAN))
    group.locator("summary").click()
    rows = group.get_by_role("listitem").filter(has=visit.page.locator("small", has_text=re.compile(f"^{role}$")))
    rows.nth(number).get_by_role("button").click()
    visit.page.wait_for_url(lambda url: "/signin/" not in url)


def is_found_feasible(browser: Browser, city: str, folder: Path) -> None:
    """The unit's queue fills by night; the head says yes, and what it costs."""
    run(folder, "shell", "-c", "from meydan.budgets.tasks.reviewing import give_waiting; give_waiting.call()")
    with somebody(browser, city) as head:
        as_head(head, "ترافیک")
        head.go("/desk/budgets/reviews/")
        head.looks_right()
        head.follow(IDEA)
        head.page.get_by_role("link", name="تصمیم‌گیری").first.click()
        head.page.locator("main [name=feasible][value=yes]").check()
        put(head, cost="۵۰۰٬۰۰۰٬۰۰۰")
        head.looks_right()
        head.press("تصمیم‌گیری")
        head.sees("تصمیم ثبت شد")


def ballot_is_opened(browser: Browser, city: str, number: int) -> int:
    """With overseers named; people vote at a station as well. The number of the ballot."""
    with somebody(browser, city, OFFICER) as officer:
        officer.go(f"/desk/budgets/{number}/ballot/open/")
        officer.looks_right()
        by_hand = officer.page.get_by_role("button", name="فهرست را بنویس و رأی‌گیری را باز کن")
        if by_hand.count():  # the worker opens it too, within a minute
            by_hand.click()
        there = officer.page.get_by_role("link", name="بستن و شمارش")
        there.wait_for(timeout=60_000)  # it writes who may vote
        address = there.get_attribute("href")
        assert address
        poll = int(re.search(r"/ballots/([0-9]+)/", address)[1])  # type: ignore[index]
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
        officer.page.get_by_role("button", name="اکنون بشمار").click(timeout=PATIENCE)
        officer.page.get_by_role("link", name="به نتیجه").wait_for(timeout=PATIENCE)
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
