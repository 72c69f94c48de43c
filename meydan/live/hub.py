"""Who listens to what, and how a new snapshot reaches them: at most once a second, the newest only."""

import asyncio
import logging
import time
from collections.abc import Iterable

from django.conf import settings
from django.db import Error

from meydan.live import names, wire
from meydan.live.source import Snapshot, Source
from meydan.live.wire import Frame

LOOK = 0.5  # seconds between two looks at the database, while anybody listens
APART = 0.95  # seconds at least between two broadcasts of a topic: every second look, be it a little early
HEARTBEAT = 15.0  # seconds of silence after which proxies and phones are shown that the line holds
SLOW = 20.0  # seconds a listener may take for what was sent to it
AWAY = 2.0  # seconds to wait when the database does not answer
CROWD = 250  # listeners woken before others get their turn

log = logging.getLogger("meydan.live")


class Listener:
    """One open page. It holds no queue: what it has not seen is what its topic holds now."""

    __slots__ = ("_woken", "busy", "heard_at", "is_late", "is_quiet", "language", "line", "seen", "topic")

    def __init__(self, topic: "Topic", language: str, seen: int) -> None:
        self.topic, self.language, self.seen = topic, language, seen
        self.heard_at = time.monotonic()  # when something was last sent to it
        self.busy = self.is_quiet = self.is_late = False
        self.line: asyncio.Task[None] | None = None
        self._woken: asyncio.Future[None] | None = None

    def next(self) -> Frame | None:
        """What to send it now: the newest it has not seen, or that the line holds, or nothing."""
        quiet, self.is_quiet = self.is_quiet, False
        if self.seen == self.topic.version:
            return wire.HEARTBEAT if quiet else None
        self.seen = self.topic.version
        return self.topic.frames[self.language]

    def sends(self) -> None:
        self.busy, self.heard_at = True, time.monotonic()

    def wake(self) -> None:
        if self._woken is not None and not self._woken.done():
            self._woken.set_result(None)

    async def woken(self) -> None:
        self._woken = asyncio.get_running_loop().create_future()
        await self._woken

    def mind(self, now: float) -> None:
        """Show it after a silence that the line holds; let it go when it takes too long for what was sent."""
        silent = now - self.heard_at
        if not self.busy and silent > HEARTBEAT:
            self.is_quiet = True
            self.wake()
        elif self.busy and silent > SLOW and self.line:
            self.is_late = True
            self.line.cancel()


class Topic:
    def __init__(self, name: str) -> None:
        self.name = name
        self.version = 0
        self.frames: dict[str, Frame] = {}
        self.listeners: set[Listener] = set()
        self.next_at = 0.0
        self._waiting: Snapshot | None = None

    @property
    def known(self) -> int:
        """The newest version read, shown already or waiting for its second."""
        return self._waiting.version if self._waiting else self.version

    def take(self, snapshot: Snapshot) -> None:
        self._waiting = snapshot

    def turn(self, now: float) -> bool:
        """Whether there is something new, and a second has passed: it is what listeners get from now on."""
        if self._waiting is None or now < self.next_at:
            return False
        snapshot, self._waiting = self._waiting, None
        self.frames = {
            language: wire.snapshot(snapshot.version, names.parts_in(snapshot.state, language))
            for language, _name in settings.LANGUAGES
        }
        self.version, self.next_at = snapshot.version, now + APART
        return True


class Hub:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.topics: dict[str, Topic] = {}
        self.closing = False
        self._sought: dict[str, asyncio.Future[Topic | None]] = {}
        self._somebody = asyncio.Event()

    async def find(self, name: str) -> Topic | None:
        """The topic of this name, read from the database unless somebody listens to it already; once for all who come
        at the same moment, as they do after a restart."""
        if name in self.topics:
            return self.topics[name]
        if name not in self._sought:
            self._sought[name] = asyncio.ensure_future(self._read(name))
            self._sought[name].add_done_callback(lambda _found: self._sought.pop(name))
        return await asyncio.shield(self._sought[name])

    async def _read(self, name: str) -> Topic | None:
        found = await self.source.snapshots({name: 0})
        if not found:
            return None
        topic = Topic(name)
        topic.take(found[0])
        topic.turn(time.monotonic())
        return topic

    def add(self, listener: Listener) -> None:
        listener.topic = self.topics.setdefault(listener.topic.name, listener.topic)
        listener.topic.listeners.add(listener)
        self._somebody.set()

    def remove(self, listener: Listener) -> None:
        listener.topic.listeners.discard(listener)
        if not listener.topic.listeners:
            self.topics.pop(listener.topic.name, None)
        if not self.topics:
            self._somebody.clear()

    async def run(self) -> None:
        """Look, and tell, until cancelled. While the database does not answer, listeners keep what they have."""
        at = time.monotonic()
        while True:
            await self._somebody.wait()
            at = max(at + LOOK, time.monotonic())  # by the clock, however long the telling took
            known = {topic.name: topic.known for topic in self.topics.values()}
            try:
                for snapshot in await self.source.snapshots(known):
                    if snapshot.name in self.topics:
                        self.topics[snapshot.name].take(snapshot)
            except Error as error:
                log.warning("the database does not answer: %s", type(error).__name__)
                await asyncio.sleep(AWAY)
            for topic in list(self.topics.values()):
                if topic.turn(time.monotonic()):
                    await self._wake(topic.listeners)
                for listener in topic.listeners:
                    listener.mind(time.monotonic())
            await asyncio.sleep(at - time.monotonic())

    async def close(self) -> None:
        self.closing = True
        for topic in list(self.topics.values()):
            await self._wake(topic.listeners)

    async def _wake(self, listeners: Iterable[Listener]) -> None:
        for number, listener in enumerate(list(listeners), 1):
            listener.wake()
            if not number % CROWD:
                await asyncio.sleep(0)
