"""A reader of streams, over a socket of its own."""

import http.client
import json
import socket
import time
import zlib
from typing import Any

from tests.together import process


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


class Reader:
    """One open page, without a browser."""

    def __init__(self, port: int, path: str, **headers: str) -> None:
        self.asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.asked.request("GET", path, headers=headers)
        self.answer = self.asked.getresponse()
        squeezed = self.answer.headers.get("Content-Encoding") == "gzip"
        self._reading = zlib.decompressobj(16 + zlib.MAX_WBITS) if squeezed else None
        self._text = b""

    @property
    def status(self) -> int:
        return self.answer.status

    def event(self) -> dict[str, Any]:
        """The next snapshot; what stands before it is passed over."""
        while True:
            while b"\n\n" not in self._text:
                got = self.answer.read1(65536)
                if not got:
                    raise EOFError
                self._text += self._reading.decompress(got) if self._reading else got
            event, self._text = self._text.split(b"\n\n", 1)
            if b"data: " in event:
                said: dict[str, Any] = json.loads(event.split(b"data: ", 1)[1])
                return said

    def close(self) -> None:
        self.answer.close()
        self.asked.close()


class Running:
    """`meydan live` over the test's database."""

    def __init__(self, **environment: str) -> None:
        self.port = int(environment.get("LIVE_PORT") or free_port())
        self.environment = environment | {"LIVE_PORT": str(self.port)}
        self.start()

    def start(self) -> None:
        self.process = process(["-m", "meydan", "live"], **self.environment)
        ends = time.monotonic() + 90
        while time.monotonic() < ends:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(self.process.communicate()[1])

    def reader(self, path: str = "/tests.room.1?language=fa", **headers: str) -> Reader:
        return Reader(self.port, path, **headers)

    def stop(self) -> int:
        self.process.terminate()
        self.process.communicate(timeout=60)
        return self.process.returncode
