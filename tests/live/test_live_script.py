"""`live.js` in a browser: the stream, what somebody types, the line that breaks, asking meanwhile, and the line again."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from playwright.sync_api import expect, sync_playwright

from meydan.live import topics
from tests.live.listening import Running, free_port

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=60_000)


@pytest.fixture
def show():
    """Publish from a thread of its own: Playwright keeps a loop in this one."""
    with ThreadPoolExecutor(1) as elsewhere:

        def publish(**parts):
            with transaction.atomic():
                return topics.publish("tests.room.1", {"fa": parts})

        yield lambda **parts: elsewhere.submit(publish, **parts).result()
        elsewhere.submit(connections.close_all).result()


@pytest.fixture
def page(live_server, settings):
    settings.ROOT_URLCONF = "tests.live.town"
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "this needs Chromium: `make chromium`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url)
        wrong = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        yield page
        browser.close()
    assert wrong == []


@pytest.fixture
def channel(settings):
    """Not yet started; the settings name its port."""
    port = free_port()
    settings.LIVE_PORT, settings.LIVE_URL = port, ""
    settings.CONNECT_TO = [f"http://{{host}}:{port}"]
    started = []

    def start():
        started.append(Running(LIVE_PORT=str(port)))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def test_a_page_follows_by_the_stream_and_keeps_what_somebody_types(page, channel, show):
    show(now="<p>پرسش یک</p>", form="<input name='text'><b>۱</b>")
    channel()
    page.goto("/shown/")
    root = page.locator("[data-live]")
    expect(root).to_have_attribute("data-live-state", "stream")
    page.evaluate("document.addEventListener('meydan:live', (event) => { window.said = event.detail; })")
    box = page.locator("[name=text]")
    box.fill("کوچهٔ ما")
    show(now="<p>پرسش دو</p>", form="<input name='text'><b>۲</b>")
    expect(page.get_by_text("پرسش دو")).to_be_visible()
    expect(page.get_by_text("پرسش یک")).to_have_count(0)
    assert page.evaluate("[window.said.version, window.said.changed]") == [2, ["now", "form"]]
    expect(page.locator("b")).to_have_text("۱")  # somebody types there
    assert page.evaluate("document.activeElement.name") == "text"
    page.locator("h1").click()
    expect(page.locator("b")).to_have_text("۲")
    expect(box).to_have_value("کوچهٔ ما")


def test_what_has_not_changed_is_not_touched(page, channel, show):
    show(now="<p id='one'>پرسش &quot;یک&quot;</p>", form="")
    channel()
    page.goto("/shown/")
    expect(page.locator("[data-live]")).to_have_attribute("data-live-state", "stream")
    page.evaluate("document.querySelector('#one').untouched = true")
    show(now='<p id="one">پرسش "یک"</p>', form="<b>۲</b>")
    expect(page.locator("b")).to_have_text("۲")
    assert page.evaluate("document.querySelector('#one').untouched")


def test_without_a_stream_it_asks_and_takes_the_stream_when_there_is_one(page, channel, show):
    show(now="<p>پرسش یک</p>", form="")
    page.goto("/shown/")
    root = page.locator("[data-live]")
    expect(root).to_have_attribute("data-live-state", "ask")
    show(now="<p>پرسش دو</p>", form="")
    expect(page.get_by_text("پرسش دو")).to_be_visible(timeout=15_000)
    statuses = []
    page.on("response", lambda answer: statuses.append(answer.status) if "/live/" in answer.url else None)
    page.wait_for_timeout(7000)
    assert set(statuses) == {304}
    channel()
    expect(root).to_have_attribute("data-live-state", "stream")
    show(now="<p>پرسش سه</p>", form="")
    expect(page.get_by_text("پرسش سه")).to_be_visible()
    asked = len(statuses)
    page.wait_for_timeout(6000)
    assert len(statuses) == asked  # it asks no more


def test_a_line_that_broke_is_taken_up_again_with_the_newest(page, channel, show):
    show(now="<p>پرسش یک</p>", form="")
    running = channel()
    page.goto("/shown/")
    expect(page.locator("[data-live]")).to_have_attribute("data-live-state", "stream")
    running.process.kill()
    running.process.communicate()
    show(now="<p>پرسش دو</p>", form="")
    show(now="<p>پرسش سه</p>", form="")
    running.start()
    expect(page.get_by_text("پرسش سه")).to_be_visible(timeout=20_000)
    running.process.kill()


def test_when_nothing_answers_the_page_says_so_and_then_takes_it_back(page, channel, show):
    show(now="<p>پرسش یک</p>", form="")
    page.goto("/shown/")
    page.context.set_offline(True)
    said = page.get_by_role("status").filter(has_text="ارتباط قطع شد")
    expect(said).to_be_visible(timeout=30_000)
    page.context.set_offline(False)
    expect(said).to_be_hidden(timeout=15_000)
    show(now="<p>پرسش دو</p>", form="")
    expect(page.get_by_text("پرسش دو")).to_be_visible(timeout=15_000)
