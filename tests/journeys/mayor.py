"""A round of “I am the Mayor” until its ideas are decided on, and what its people do at any page."""

import datetime as dt
import re
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from meydan.engines import jalali
from tests.journeys import conftest
from tests.journeys.conftest import Visit, number_in, run

OFFICER, TEHRAN = "کارشناس بودجه‌ریزی مشارکتی", "تهران"
ROUND = "من شهردارم؛ دور آزمون"
IDEA = "پل عابر روبه‌روی دبستان"
WHAT = "بچه‌ها هر صبح از میان ماشین‌ها رد می‌شوند؛ یک پل عابر با آسانسور لازم است."
AUTHOR, AMBASSADOR = "09701112201", "09701112202"
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
somebody = partial(conftest.somebody, area=TEHRAN)
TEHRAN_TIME = ZoneInfo("Asia/Tehran")


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
        number = number_in(officer.page.url, "budgets")
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
