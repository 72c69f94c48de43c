"""The stream itself, as a plain ASGI application: `GET /questions.edition.12?language=fa`, and nothing else."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from django.db import Error

from meydan.live import admission, names, wire
from meydan.live.hub import Hub, Listener

RETRY_MS = (2000, 6000)  # after which one comes back: each after another time, so that not all come at once
RETRY_AFTER = (10, 40)  # seconds, for whom there is no place

log = logging.getLogger("meydan.live")

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Head = list[tuple[bytes, bytes]]

STREAM: Head = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),  # nginx hands each event on at once
    (b"x-content-type-options", b"nosniff"),
]


class Request:
    def __init__(self, scope: Message) -> None:
        self.method: str = scope["method"]
        self.topic: str = scope["path"].rsplit("/", 1)[-1]  # a proxy may leave its own path before it
        self._head: Head = list(scope["headers"])
        self._query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        self.origin = self.header(b"origin")
        self.language = names.language_of(self._query.get("language", ""))
        self.gzip = "gzip" in self.header(b"accept-encoding")
        seen_at = (scope.get("client") or ("", 0))[0]
        self.sender = admission.sender(seen_at, self.header(b"x-forwarded-for"))

    def header(self, name: bytes) -> str:
        return ",".join(value.decode("latin-1") for one, value in self._head if one == name)

    @property
    def seen(self) -> int:
        """The version this page got last, where it comes back to a line that broke."""
        said = self.header(b"last-event-id") or self._query.get("after", "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0

    @property
    def allowed(self) -> Head:
        """What lets a page of ours, which has another port, read the answer."""
        if not self.origin:
            return []
        return [(b"access-control-allow-origin", self.origin.encode("latin-1")), (b"vary", b"Origin")]


class Channel:
    def __init__(self, hub: Hub, places: admission.Places) -> None:
        self.hub, self.places = hub, places

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if request.origin and not admission.is_ours(request.origin):
            await _refuse(send, 403)
        elif request.method != "GET":
            await _refuse(send, 405, [(b"allow", b"GET"), *request.allowed])
        elif not names.is_topic(request.topic):
            await _refuse(send, 404, request.allowed)
        else:
            try:
                await self._admit(request, receive, send)
            except Exception:
                log.exception("a stream failed")
                raise

    async def _admit(self, request: Request, receive: Receive, send: Send) -> None:
        try:
            with self.places.one(request.sender):
                topic = await self.hub.find(request.topic)
                if topic is None:
                    await _refuse(send, 404, request.allowed)
                else:
                    await self._stream(Listener(topic, request.language, request.seen), request, receive, send)
        except (admission.Full, Error):
            later = str(random.randint(*RETRY_AFTER)).encode()  # noqa: S311 - spreads who comes back
            await _refuse(send, 503, [(b"retry-after", later), *request.allowed])

    async def _stream(self, listener: Listener, request: Request, receive: Receive, send: Send) -> None:
        listener.line = asyncio.current_task()
        gone = asyncio.ensure_future(_gone(receive))
        gone.add_done_callback(lambda _gone: listener.wake())
        self.hub.add(listener)
        coding = [(b"content-encoding", b"gzip")] if request.gzip else []
        try:
            await send({"type": "http.response.start", "status": 200, "headers": [*STREAM, *coding, *request.allowed]})
            frame: wire.Frame | None = wire.opening(random.randint(*RETRY_MS))  # noqa: S311 - spreads who comes back
            while not gone.done() and not self.hub.closing:
                if frame:
                    listener.sends()
                    body = frame.gzip if request.gzip else frame.plain
                    await send({"type": "http.response.body", "body": body, "more_body": True})
                    listener.busy = False
                frame = listener.next()
                if frame is None:
                    await listener.woken()
        except asyncio.CancelledError:
            if not listener.is_late:
                raise
            return  # the line is cut; the page comes back for the newest
        finally:
            self.hub.remove(listener)
            gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(send: Send, status: int, head: Head | None = None) -> None:
    said = [(b"content-length", b"0"), (b"cache-control", b"no-store"), *(head or [])]
    await send({"type": "http.response.start", "status": status, "headers": said})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
