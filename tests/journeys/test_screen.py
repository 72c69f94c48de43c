"""The screen in a mosque: its power goes and comes back without network, and it shows the week by its own clock."""

import datetime as dt

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import SIZES, Visit, screen, until

KEPT = """async () => {
    const kept = await caches.open(`meydan-kept ${location.pathname}`);
    return Boolean(await kept.match(location.pathname, { ignoreVary: true }));
}"""
SHOWN = "li[data-from]:not([data-state=away])"


def test_a_screen_comes_back_after_a_power_cut_without_network(browser: Browser, city: str) -> None:
    context = screen(browser, city, viewport=SIZES["desk"], locale="fa-IR")
    address = screen_of_a_stage(context)
    page = context.new_page()
    page.goto(address)
    until(page, KEPT)
    Visit(page).looks_right()
    days = page.locator("li[data-from]").evaluate_all("rows => rows.map((row) => [row.dataset.from, row.dataset.day])")
    later = sorted({(dt.datetime.fromisoformat(moment), day) for moment, day in days})
    page.close()

    context.set_offline(True)
    page = opened(context, address)
    page.get_by_text("شبکه نیست").wait_for()
    page.get_by_text("آخرین دریافت برنامه:").wait_for()
    assert page.locator("li[data-from]").count() == len(days)
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Vazirmatn")
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].some((one) => one.status === 'loaded'))")
    Visit(page).looks_right()
    page.close()

    # Through the days: ten minutes after the first session of each, by the device's clock alone.
    for moment, day in {day: (moment, day) for moment, day in reversed(later)}.values():
        page = opened(context, address, moment + dt.timedelta(minutes=10))
        now = page.locator("li[data-state=now]")
        assert now.count() >= 1
        assert set(now.evaluate_all("rows => rows.map((row) => row.dataset.day)")) == {day}
        assert not now.first.locator("[data-date]").is_visible()
        Visit(page).looks_right()
        page.close()
    page = opened(context, address, later[-1][0] + dt.timedelta(days=3))
    page.get_by_text("برنامهٔ دیگری نیست").wait_for()
    assert page.locator(SHOWN).count() == 0
    page.close()

    # The network is back: the line goes by itself.
    page = opened(context, address)
    page.get_by_text("شبکه نیست").wait_for()
    context.set_offline(False)
    page.get_by_text("شبکه نیست").wait_for(state="hidden")
    context.close()


def opened(context: BrowserContext, address: str, at: dt.datetime | None = None) -> Page:
    page = context.new_page()
    if at:
        page.clock.set_fixed_time(at)
    page.goto(address)
    return page


def screen_of_a_stage(context: BrowserContext) -> str:
    """Of the week that is in its midst; the officer opens it once, and signs out."""
    page = context.new_page()
    visit = Visit(page)
    visit.enter_as("کارشناس پویش")
    visit.go("/desk/campaigns/delivered/")  # of one stage, its page
    visit.go(page.url.replace("/delivered/", "/published/"))
    found: str = page.locator("a[href*='/display/']").first.evaluate("one => one.pathname")
    context.clear_cookies()
    page.close()
    return found
