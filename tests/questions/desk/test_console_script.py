"""The console by keys and by dragging, and the audience's page beside it, in a browser."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from playwright.sync_api import expect, sync_playwright

from meydan.base.roles import Role
from meydan.questions import livewire, queries
from meydan.questions.models import Edition
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory, staff
from tests.factories.questions import EditionFactory, QuestionFactory
from tests.live.listening import Running, free_port

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=60_000)


@pytest.fixture
def elsewhere():
    """A thread for the database: Playwright keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda call, *args: thread.submit(call, *args).result()
        thread.submit(connections.close_all).result()


@pytest.fixture
def evening(elsewhere):
    def made():
        edition = EditionFactory(stage=Edition.Stage.LIVE)
        words = [QuestionFactory(edition=edition, supports=votes).pk for votes in (30, 20, 10)]
        with transaction.atomic():
            livewire.tell(edition)
        people = staff(Role.PRESENTER, edition.area), PersonFactory()
        return edition.pk, words, [as_somebody(one).cookies["sessionid"].value for one in people]

    return elsewhere(made)


@pytest.fixture
def browse(live_server, settings):
    settings.LIVE_PORT, settings.LIVE_URL = free_port(), ""
    settings.CONNECT_TO = [f"http://{{host}}:{settings.LIVE_PORT}"]
    channel = Running(LIVE_PORT=str(settings.LIVE_PORT))
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "this needs Chromium: `make chromium`"
    wrong = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])

        def opened(path, session, **more):
            context = browser.new_context(base_url=live_server.url, **more)
            context.set_default_timeout(60_000)
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
            page.goto(path)
            expect(page.locator("[data-live]")).to_have_attribute("data-live-state", "stream")
            return page

        yield opened
        browser.close()
    channel.process.kill()
    channel.process.communicate()
    assert wrong == []


def order(edition):
    return [one.pk for one in queries.running_order(Edition.objects.get(pk=edition))]


def stands(page, *pks):
    expect(page.locator("[data-word]")).to_have_count(len(pks))
    for place, pk in enumerate(pks):
        expect(page.locator("[data-word]").nth(place)).to_have_attribute("data-word", str(pk))


def drag(page, moved, before):
    """By the mouse, in steps, as a hand does."""
    page.locator(f"#word-{moved}").scroll_into_view_if_needed()
    held, to = (page.locator(f"#word-{pk} .order-words bdi").bounding_box() for pk in (moved, before))
    page.mouse.move(held["x"] + 10, held["y"] + 10)
    page.mouse.down()
    page.mouse.move(held["x"], held["y"] - 10, steps=3)
    page.mouse.move(to["x"] + 10, to["y"] + 10, steps=5)
    page.mouse.up()


def test_a_presenter_orders_by_keys_and_by_dragging_and_every_phone_follows(evening, browse, elsewhere):
    edition, (a, b, c), (presenter, citizen) = evening
    desk = browse(f"/desk/questions/{edition}/console/", presenter)
    second = browse(f"/desk/questions/{edition}/console/", presenter)
    phone = browse(f"/questions/{edition}/live/", citizen, viewport={"width": 360, "height": 740})

    desk.locator(f"#word-{c}").focus()
    desk.keyboard.press("Alt+ArrowUp")
    stands(desk, a, c, b)
    expect(desk.locator(f"#word-{c}")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    expect(desk.locator(f"#word-{a}")).to_be_focused()
    stands(second, a, c, b)  # by itself

    drag(desk, b, a)
    stands(desk, b, a, c)
    assert elsewhere(order, edition) == [b, a, c]

    desk.locator(f"#word-{b}").focus()
    desk.keyboard.press("Enter")
    stands(desk, a, c)
    on_air = phone.locator("[data-live-part=now] .me-too")
    expect(on_air).to_have_attribute("value", str(b))
    phone.wait_for_timeout(1_500)  # within a second of what was shown last a worker would tell it, and here is none
    on_air.click()
    expect(on_air).to_have_attribute("aria-pressed", "true")
    expect(on_air).to_contain_text("۲۱")
    expect(desk.locator(".on-air")).to_contain_text("۲۱")
    expect(on_air).to_have_attribute("aria-pressed", "true")  # still, after the part was made anew
