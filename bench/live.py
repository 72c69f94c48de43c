"""Five thousand open pages on one process of the live channel: how late a broadcast is, what it holds, who comes back.

Real connections from a process of their own, from ten addresses of this machine; one broadcast a second of a realistic
size. With `--floor` the same bytes from a bare asyncio loop that does nothing else.
"""

import argparse
import asyncio
import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path

from bench.house import _resident, house

TOPIC = "questions.edition.12"
ADDRESSES = [f"127.0.0.{last}" for last in range(2, 12)]
WORDS = "پل هوایی خیابان شهید بهشتی کی تمام می‌شود و چرا پیاده‌رو آن جا سال‌هاست خاکی مانده است؟ "


def parts(version: int) -> dict[str, dict[str, str]]:
    """What an audience page shows: the question on air and the next thirteen, some 3 kB, all of it new each time."""
    lines = [f"<li><a href='/questions/{n + version}/'>{WORDS}</a> <b>{n * version}</b></li>" for n in range(1, 14)]
    now = f"<p data-at='{time.monotonic()}'>{WORDS}</p><ol>{''.join(lines)}</ol>"
    return {language: {"now": now} for language in ("fa", "en")}


# ---- The open pages, a process of their own


class Page(asyncio.Protocol):
    def __init__(self, crowd: "Crowd", number: int) -> None:
        self.crowd, self.number = crowd, number
        self.transport: asyncio.Transport | None = None
        self._begin()

    def _begin(self) -> None:
        self.head, self.squeezed, self.text = b"", zlib.decompressobj(16 + zlib.MAX_WBITS), b""
        self.rest = b""
        self.version = getattr(self, "version", 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        after = f"&after={self.version}" if self.version else ""
        transport.write(
            f"GET /{TOPIC}?language=fa{after} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1:8000\r\n"
            "Accept: text/event-stream\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if self.head is not None:
            self.head += data
            if b"\r\n\r\n" not in self.head:
                return
            head, data = self.head.split(b"\r\n\r\n", 1)
            if b" 200 " not in head.split(b"\r\n", 1)[0]:
                self.crowd.refused += 1
                return
            self.head = None  # type: ignore[assignment]
            self.crowd.opened(self)
        self.rest += data
        while b"\r\n" in self.rest:  # chunks
            size, after = self.rest.split(b"\r\n", 1)
            length = int(size, 16)
            if len(after) < length + 2:
                return
            self.rest = after[length + 2 :]
            self.text += self.squeezed.decompress(after[:length])
        *events, self.text = self.text.split(b"\n\n")
        for event in events:
            if event.startswith(b"id: "):
                self.heard(event)

    def heard(self, event: bytes) -> None:
        said = json.loads(event.split(b"\ndata: ", 1)[1])
        if said["version"] <= self.version:
            self.crowd.backward += 1
        self.version = said["version"]
        at = float(said["parts"]["now"].split("'", 2)[1])
        self.crowd.late.append(time.monotonic() - at)

    def connection_lost(self, _error: Exception | None) -> None:
        self.crowd.lost(self)
        self._begin()


class Crowd:
    def __init__(self, count: int, port: int) -> None:
        self.port = port
        self.pages = [Page(self, number) for number in range(count)]
        self.open: set[int] = set()
        self.refused = self.backward = 0
        self.late: list[float] = []
        self.comes_back = False
        self.waiting: set[asyncio.Task[None]] = set()

    def opened(self, page: Page) -> None:
        self.open.add(page.number)

    def lost(self, page: Page) -> None:
        self.open.discard(page.number)
        if self.comes_back:
            self.later(page)

    def later(self, page: Page, at_most: float = 1.25) -> None:
        task = asyncio.get_running_loop().create_task(self._come(page, at_most))
        self.waiting.add(task)
        task.add_done_callback(self.waiting.discard)

    async def _come(self, page: Page, at_most: float) -> None:
        import random

        failures = 0
        while True:
            await asyncio.sleep(at_most * random.random())
            try:
                source = ADDRESSES[page.number % len(ADDRESSES)]
                await asyncio.get_running_loop().create_connection(
                    lambda: page, "127.0.0.1", self.port, local_addr=(source, 0)
                )
            except OSError:
                failures += 1
                at_most = min(15, 1.25 * 2**failures)
            else:
                return

    async def obey(self) -> None:
        """One line in, one line out."""
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            word, *rest = line.split()
            if word == "come":  # all within so many seconds
                self.comes_back = True
                for page in self.pages:
                    self.later(page, float(rest[0]))
            elif word == "drop":
                for page in self.pages:
                    if page.transport:
                        page.transport.abort()
            elif word == "forget":
                self.late = []
            facts = {
                "open": len(self.open),
                "refused": self.refused,
                "backward": self.backward,
                "heard": len(self.late),
                "oldest": min((page.version for page in self.pages), default=0),
            }
            if word == "late" and self.late:
                late = sorted(self.late)
                facts |= {"p50": statistics.median(late), "p95": late[int(len(late) * 0.95)], "max": late[-1]}
            print(json.dumps(facts), flush=True)


class Pages:
    """The crowd's process, from outside."""

    def __init__(self, count: int, port: int) -> None:
        command = [sys.executable, "-m", "bench.live", "--as-pages", str(count), "--port", str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.count = count

    def ask(self, word: str) -> dict[str, float]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        answer: dict[str, float] = json.loads(self.process.stdout.readline())
        return answer

    def wait(self, version: int = 0, seconds: float = 90) -> float:
        """Until all are open and have this version; the seconds it took."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            facts = self.ask("look")
            if facts["open"] == self.count and facts["oldest"] >= version:
                return time.monotonic() - began
            time.sleep(0.05)
        raise SystemExit(f"after {seconds} s: {facts}")


# ---- What they listen to


async def floor(port: int) -> None:
    """The same bytes with nothing around them: the database is looked at the same way."""
    from django.apps import apps
    from django.db import connection

    from meydan.live import wire

    apps.populate([])
    transports: set[asyncio.Transport] = set()
    newest = b""

    class Bare(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport = transport

        def data_received(self, _data: bytes) -> None:
            head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
            self.transport.write(head + chunk(wire.opening(3000).gzip) + newest)
            transports.add(self.transport)

        def connection_lost(self, _error: Exception | None) -> None:
            transports.discard(self.transport)

    def chunk(body: bytes) -> bytes:
        return b"%x\r\n%s\r\n" % (len(body), body)

    def look() -> tuple[int, str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT version, state FROM live_topic WHERE name = %s", [TOPIC])
            return tuple(cursor.fetchone())  # type: ignore[return-value]

    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", port, backlog=4096)
    shown = 0
    async with server:
        while True:
            version, state = await asyncio.to_thread(look)
            if version != shown:
                shown = version
                newest = chunk(wire.snapshot(version, json.loads(state)["fa"]).gzip)
                for transport in list(transports):
                    transport.write(newest)
            await asyncio.sleep(0.5)


class Channel:
    """The process that is measured."""

    def __init__(self, port: int, *, bare: bool) -> None:
        self.command = ["-m", "bench.live", "--as-floor", "--port", str(port)] if bare else ["-m", "meydan", "live"]
        self.port = port
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen([sys.executable, *self.command], env=os.environ | {"LIVE_PORT": str(self.port)})
        while True:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)

    def memory(self) -> float:
        return _resident(self.process.pid)

    def cpu(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def publish(number: int) -> int:
    from django.db import transaction

    from meydan.live import topics

    with transaction.atomic():
        return topics.publish(TOPIC, parts(number))


def broadcasts(seconds: int) -> int:
    """One a second, each at its second; the last version."""
    version = 0
    began = time.monotonic()
    for number in range(seconds):
        version = publish(number + 1)
        time.sleep(max(0.0, began + number + 1 - time.monotonic()))
    return version


def measure(kind: str, count: int, seconds: int, *, bare: bool) -> None:
    with house(kind) as running:
        port = running.port
        publish(1)
        name = "bare loop" if bare else "meydan live"
        size = len(json.dumps(parts(1)["fa"], ensure_ascii=False).encode())
        channel, pages = Channel(port, bare=bare), Pages(count, port)
        print(f"{name}, {kind}: {count} pages, {size} bytes, load {os.getloadavg()[0]:.1f}")
        print(f"  nobody there: {channel.memory():.0f} MB")
        try:
            pages.ask("come 5")
            print(f"  all open after {pages.wait(1):.1f} s, {channel.memory():.0f} MB")
            pages.ask("forget")
            cpu = channel.cpu()
            last = broadcasts(seconds)
            pages.wait(last)
            said = pages.ask("late")
            told(said, f"{seconds} broadcasts", channel, (channel.cpu() - cpu) / seconds)
            pages.ask("drop")
            print(f"  all dropped, and back at once after {pages.wait(last):.1f} s, {channel.memory():.0f} MB")
            if not bare:
                channel.process.kill()
                channel.process.wait()
                last = publish(99)
                channel.start()
                took = pages.wait(last)
                print(f"  killed and started: all back with the newest after {took:.1f} s, {channel.memory():.0f} MB")
                began = time.monotonic()
                channel.process.send_signal(signal.SIGTERM)
                code = channel.process.wait(30)
                print(f"  told to end, it ended with {code} after {time.monotonic() - began:.1f} s")
        finally:
            channel.process.kill()
            pages.process.kill()


def told(said: dict[str, float], what: str, channel: Channel, cpu: float) -> None:
    late = " · ".join(f"{name} {said[name] * 1000:.0f} ms" for name in ("p50", "p95", "max"))
    counted = ", ".join(f"{said[name]:.0f} {name}" for name in ("heard", "backward", "refused"))
    print(f"  {what}: {late}; {counted}; {channel.memory():.0f} MB, {cpu * 100:.0f} % of a core")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--pages", type=int, default=5000)
    wanted.add_argument("--seconds", type=int, default=30)
    wanted.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
    wanted.add_argument("--floor", action="store_true", help="the bare loop instead")
    wanted.add_argument("--as-pages", type=int, help=argparse.SUPPRESS)
    wanted.add_argument("--as-floor", action="store_true", help=argparse.SUPPRESS)
    wanted.add_argument("--port", type=int, help=argparse.SUPPRESS)
    given = wanted.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if given.as_pages:
        with suppress(PermissionError):
            os.nice(-10)  # phones have processors of their own

        async def crowd() -> None:
            await Crowd(given.as_pages, given.port).obey()

        asyncio.run(crowd())
    elif given.as_floor:
        asyncio.run(floor(given.port))
    else:
        measure(given.database, given.pages, given.seconds, bare=given.floor)


if __name__ == "__main__":
    main()
