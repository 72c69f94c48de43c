"""One call over HTTP, with what may go wrong told apart by whether the other side can have the message.

The key is part of the path, so nothing of a call is ever put into an exception, a log or a `repr`; and the libraries'
own exceptions end here, because some of them carry the address.
"""

import http.client
import json
import ssl
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

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


class Answer(NamedTuple):
    status: int
    entries: list[dict[str, Any]]


class Gateway:
    def __init__(self, address: str, key: str) -> None:
        parts = urlsplit(address)
        self._secure = parts.scheme != "http"
        self._host, self._port = parts.hostname or "", parts.port
        self._base = f"{parts.path.rstrip('/')}/v1/{quote(key, safe='')}"

    def __repr__(self) -> str:
        return f"Gateway({self._host})"

    def ask(self, method: str, given: Mapping[str, str]) -> Answer:
        connection = self._connected()
        try:
            status, body = self._exchanged(connection, f"{self._base}/{method}.json", urlencode(given))
        finally:
            connection.close()
        return _read(status, body)

    def _connected(self) -> http.client.HTTPConnection:
        """A connection on which nothing has been said yet. No proxy and no redirect is followed with a key in hand."""
        connection = (
            http.client.HTTPSConnection(
                self._host, self._port, timeout=CONNECT_SECONDS, context=ssl.create_default_context()
            )
            if self._secure
            else http.client.HTTPConnection(self._host, self._port, timeout=CONNECT_SECONDS)
        )
        try:
            connection.connect()
        except (OSError, http.client.HTTPException, ValueError):
            connection.close()
            raise Unreachable from None
        connection.sock.settimeout(ANSWER_SECONDS)
        return connection

    def _exchanged(self, connection: http.client.HTTPConnection, path: str, body: str) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "Accept": "application/json"}
        try:
            connection.request("POST", path, body.encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException, ValueError):
            raise NoAnswer from None


def _read(http_status: int, body: bytes) -> Answer:
    try:
        found = json.loads(body)
        status, entries = found["return"]["status"], found.get("entries")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Garbled(http_status) from None
    if not isinstance(status, int):
        raise Garbled(http_status)
    entries = [entries] if isinstance(entries, dict) else entries if isinstance(entries, list) else []
    return Answer(status, [entry for entry in entries if isinstance(entry, dict)])
