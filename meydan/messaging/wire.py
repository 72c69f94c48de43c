"""One exchange over HTTP with whoever carries messages, with what may go wrong told apart by whether the other side can
have the message.

Keys are parts of paths, so nothing of a call is ever put into an exception, a log or a `repr`; and the libraries' own
exceptions end here, because some of them carry the address.
"""

import http.client
import ssl
from typing import NamedTuple
from urllib.parse import urlsplit

CONNECT_SECONDS = 10
ANSWER_SECONDS = 25
LARGEST_ANSWER = 2 << 20


class Unreachable(Exception):  # noqa: N818 - says what is wrong
    """It never got the message."""


class NoAnswer(Exception):  # noqa: N818 - says what is wrong
    """It may have the message."""


class Garbled(Exception):  # noqa: N818 - says what is wrong
    """It answered, and not as documented."""

    def __init__(self, http_status: int) -> None:
        super().__init__(f"HTTP {http_status}")
        self.http = http_status


class Exchanged(NamedTuple):
    status: int
    body: bytes


class _Call(NamedTuple):
    method: str
    path: str
    body: bytes | None
    headers: dict[str, str]


class Wire:
    """The way to one address. No proxy and no redirect is followed with a key in hand."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._secure = parts.scheme != "http"
        self.host, self._port = parts.hostname or "", parts.port
        self.path = parts.path.rstrip("/")

    def __repr__(self) -> str:
        return f"Wire({self.host})"

    def post(self, path: str, body: bytes, kind: str, *, seconds: float = ANSWER_SECONDS) -> Exchanged:
        headers = {"Content-Type": kind, "Accept": "application/json"}
        return self._exchanged(_Call("POST", path, body, headers), seconds, LARGEST_ANSWER)

    def get(self, path: str, *, at_most: int, seconds: float = ANSWER_SECONDS) -> Exchanged:
        """One byte more than wanted tells that there is more."""
        return self._exchanged(_Call("GET", path, None, {}), seconds, at_most + 1)

    def _exchanged(self, call: _Call, seconds: float, at_most: int) -> Exchanged:
        connection = self._connected()
        try:
            connection.sock.settimeout(seconds)
            connection.request(*call)
            answer = connection.getresponse()
            return Exchanged(answer.status, answer.read(at_most))
        except (OSError, http.client.HTTPException, ValueError):
            raise NoAnswer from None
        finally:
            connection.close()

    def _connected(self) -> http.client.HTTPConnection:
        """A connection on which nothing has been said yet."""
        connection = (
            http.client.HTTPSConnection(
                self.host, self._port, timeout=CONNECT_SECONDS, context=ssl.create_default_context()
            )
            if self._secure
            else http.client.HTTPConnection(self.host, self._port, timeout=CONNECT_SECONDS)
        )
        try:
            connection.connect()
        except (OSError, http.client.HTTPException, ValueError):
            connection.close()
            raise Unreachable from None
        return connection
