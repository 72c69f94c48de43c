"""The live channel's own process, over real connections."""

import resource
import socket
import time
from pathlib import Path

import pytest
from django.db import transaction

from meydan.live import topics
from tests.live.listening import Running, free_port
from tests.together import process

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def show(text):
    with transaction.atomic():
        return topics.publish("tests.room.1", {"fa": {"now": text}, "en": {"now": f"en {text}"}})


@pytest.fixture
def channel():
    running = Running(LIVE_LISTENERS_FROM_ADDRESS="40")
    yield running
    running.process.kill()
    running.process.communicate()


def test_a_page_gets_what_is_shown_and_then_what_is_new(channel):
    show("۱")
    pages = [
        channel.reader(),
        channel.reader(**{"Accept-Encoding": "gzip, br"}),
        channel.reader("/tests.room.1?language=en"),
    ]
    assert [page.event() for page in pages] == [
        {"version": 1, "parts": {"now": "۱"}},
        {"version": 1, "parts": {"now": "۱"}},
        {"version": 1, "parts": {"now": "en ۱"}},
    ]
    began = time.monotonic()
    show("۲")
    assert [page.event()["parts"]["now"] for page in pages] == ["۲", "۲", "en ۲"]
    assert time.monotonic() - began < 15
    head = pages[1].answer.headers
    assert (head["Content-Type"], head["Cache-Control"]) == (
        "text/event-stream; charset=utf-8",
        "no-store, no-transform",
    )


def test_many_changes_within_a_second_are_one_broadcast_of_the_newest(channel):
    show("first")
    page = channel.reader()
    page.event()
    for number in range(20):
        show(str(number))
        time.sleep(0.02)
    heard = [page.event()["version"]]
    while heard[-1] < 21:
        heard.append(page.event()["version"])
    assert heard == sorted(heard)
    assert len(heard) <= 3


def test_whoever_was_away_gets_the_newest_when_the_channel_is_back(channel):
    show("before")
    assert channel.reader().event()["version"] == 1
    channel.process.kill()
    channel.process.communicate()
    show("meanwhile")
    show("newest")
    channel.start()
    assert channel.reader(**{"Last-Event-ID": "1"}).event() == {"version": 3, "parts": {"now": "newest"}}


def test_what_a_page_has_already_is_not_sent_again(channel):
    show("۱")
    pages = [channel.reader("/tests.room.1?language=fa&after=1"), channel.reader(**{"Last-Event-ID": "1"})]
    show("۲")
    assert [page.event()["version"] for page in pages] == [2, 2]


def test_a_page_of_ours_may_read_it_from_its_own_port_and_nobody_elses_may(channel):
    show("۱")
    ours = channel.reader(Origin="http://localhost:8000")
    assert (ours.status, ours.answer.headers["Access-Control-Allow-Origin"]) == (200, "http://localhost:8000")
    assert channel.reader(Origin="https://evil.example").status == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tests.room.2", 404),
        ("/", 404),
        ("/a.%00", 404),
        ("/a." + "x" * 5000, 404),
        ("/live-stream/tests.room.1", 200),
    ],
)
def test_only_topics_that_are_there_are_streamed(channel, path, status):
    show("۱")
    assert channel.reader(path).status == status


def test_an_address_has_so_many_places_and_gets_them_back(channel):
    show("۱")
    pages = [channel.reader() for _page in range(40)]
    assert {page.status for page in pages} == {200}
    refused = channel.reader(Origin="http://localhost:8000")
    assert refused.status == 503
    assert 10 <= int(refused.answer.headers["Retry-After"]) <= 40
    assert refused.answer.headers["Access-Control-Allow-Origin"] == "http://localhost:8000"
    for page in pages:
        page.close()
    ends = time.monotonic() + 60
    while (status := channel.reader().status) != 200 and time.monotonic() < ends:
        time.sleep(0.1)
    assert status == 200


def test_told_to_end_it_ends_in_good_order_and_every_stream_whole(channel):
    show("۱")
    page = channel.reader(**{"Accept-Encoding": "gzip"})
    page.event()
    assert channel.stop() == 0
    with pytest.raises(EOFError):
        page.event()


def test_as_many_files_are_open_as_may_be(channel):
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limits = Path(f"/proc/{channel.process.pid}/limits")
    if not limits.exists():
        pytest.skip("Linux tells a process's limits")
    line = next(line for line in limits.read_text().splitlines() if line.startswith("Max open files"))
    assert line.split()[3] == (str(hard) if hard != resource.RLIM_INFINITY else "unlimited")


def test_a_taken_port_is_waited_for():
    port = free_port()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        waiting = process(["-m", "meydan", "live"], LIVE_PORT=str(port))
        try:
            assert f"no stream at port {port}" in waiting.stderr.readline()
            assert waiting.poll() is None
        finally:
            waiting.terminate()
            waiting.communicate(timeout=60)
    assert waiting.returncode == 0
