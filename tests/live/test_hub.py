"""Who is told what, by a loop of this test's own: no database, snapshots by hand."""

import asyncio

import pytest
from django.db import OperationalError

from meydan.live import hub, wire
from meydan.live.admission import Places
from meydan.live.channel import Channel
from meydan.live.hub import Hub
from meydan.live.source import Snapshot


class Given:
    """A source that gives what it is told to give."""

    def __init__(self):
        self.shown = Snapshot("tests.room.1", 1, {"fa": {"now": "۱"}})
        self.fails = self.asked = 0

    async def snapshots(self, known):
        self.asked += 1
        if self.fails:
            self.fails -= 1
            raise OperationalError("away")
        return [self.shown] if known.get(self.shown.name, self.shown.version) != self.shown.version else []


class Phone:
    """One connection: what it was sent, and whether it takes anything."""

    def __init__(self):
        self.status, self.got, self.ended = 0, [], False
        self.takes, self.gone = asyncio.Event(), asyncio.Event()
        self.takes.set()

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        await self.takes.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.got.append(message["body"])
            self.ended = not message["more_body"]

    def versions(self):
        return [int(body.split(b"\n")[0][4:]) for body in self.got if body.startswith(b"id: ")]


async def listen(channel, phone, path="/tests.room.1"):
    scope = {"method": "GET", "path": path, "query_string": b"language=fa", "headers": [], "client": ("127.0.0.1", 1)}
    line = asyncio.create_task(channel(scope, phone.receive, phone.send))
    await asyncio.sleep(0.01)
    return line


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(hub, "LOOK", 0.01)
    monkeypatch.setattr(hub, "APART", 0.05)


def run(story):
    async def told():
        source = Given()
        house = Hub(source)
        looking = asyncio.create_task(house.run())
        await story(source, house, Channel(house, Places(10, 10)))
        looking.cancel()

    asyncio.run(told())


def test_nobody_asks_the_database_while_nobody_listens(quick):
    async def story(source, house, channel):
        await asyncio.sleep(0.05)
        assert source.asked == 0
        phone = Phone()
        line = await listen(channel, phone)
        phone.gone.set()
        await line
        before = source.asked
        await asyncio.sleep(0.05)
        assert (phone.versions(), house.topics) == ([1], {})
        assert source.asked <= before + 1

    run(story)


def test_who_comes_at_the_same_moment_is_found_by_one_look(quick):
    async def story(source, house, channel):
        phones = [Phone() for _phone in range(8)]
        lines = [asyncio.create_task(listen(channel, phone)) for phone in phones]
        await asyncio.gather(*lines)
        await asyncio.sleep(0)
        assert [phone.versions() for phone in phones] == [[1]] * 8
        assert len(house.topics["tests.room.1"].listeners) == 8

    run(story)


def test_who_takes_nothing_for_a_while_gets_the_newest_only_and_the_others_do_not_wait(quick):
    async def story(source, house, channel):
        slow, quick_one = Phone(), Phone()
        await listen(channel, slow)
        await listen(channel, quick_one)
        slow.takes.clear()
        for version in (2, 3, 4):
            source.shown = Snapshot("tests.room.1", version, {"fa": {"now": str(version)}})
            await asyncio.sleep(0.1)
        assert quick_one.versions() == [1, 2, 3, 4]
        slow.takes.set()
        await asyncio.sleep(0.05)
        assert slow.versions() == [1, 2, 4]  # 2 was under way, 3 was never kept for it

    run(story)


def test_who_takes_nothing_for_too_long_is_let_go(quick, monkeypatch):
    monkeypatch.setattr(hub, "SLOW", 0.1)

    async def story(source, house, channel):
        phone = Phone()
        line = await listen(channel, phone)
        phone.takes.clear()
        source.shown = Snapshot("tests.room.1", 2, {"fa": {"now": "2"}})
        await asyncio.wait_for(line, 5)
        assert (phone.ended, house.topics, channel.places.taken) == (False, {}, 0)

    run(story)


def test_after_a_silence_the_line_is_shown_to_hold(quick, monkeypatch):
    monkeypatch.setattr(hub, "HEARTBEAT", 0.05)

    async def story(source, house, channel):
        phone = Phone()
        await listen(channel, phone)
        await asyncio.sleep(0.3)
        assert phone.got.count(wire.HEARTBEAT.plain) >= 2
        assert phone.versions() == [1]

    run(story)


def test_while_the_database_is_away_pages_stay_and_newcomers_are_asked_to_come_later(quick, monkeypatch):
    monkeypatch.setattr(hub, "AWAY", 0.02)

    async def story(source, house, channel):
        phone, late = Phone(), Phone()
        await listen(channel, phone)
        source.fails = 3
        await asyncio.sleep(0.2)
        source.shown = Snapshot("tests.room.1", 2, {"fa": {"now": "2"}})
        await asyncio.sleep(0.2)
        assert phone.versions() == [1, 2]
        source.fails = 1000  # however often the sweep asks meanwhile
        await listen(channel, late, "/tests.room.2")
        assert late.status == 503

    run(story)


def test_closing_ends_every_stream(quick):
    async def story(source, house, channel):
        phone = Phone()
        line = await listen(channel, phone)
        await house.close()
        await line
        assert phone.ended

    run(story)
