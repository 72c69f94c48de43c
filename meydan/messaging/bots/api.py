"""Calls to an interface of Telegram's shape: `<address>/bot<key>/<method>`, and `<address>/file/bot<key>/<path>`."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from meydan.messaging.wire import ANSWER_SECONDS, Garbled, Wire

_FILE_PATH = re.compile(r"[A-Za-z0-9_./-]{1,200}")


class Refused(Exception):  # noqa: N818 - says what is wrong
    """It answered no, with a number."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class TooLarge(Exception):  # noqa: N818 - says what is wrong
    """A file larger than we take."""


class Api:
    def __init__(self, address: str, key: str) -> None:
        self._wire = Wire(address)
        self._key = quote(key, safe=":")

    def __repr__(self) -> str:
        return f"Api({self._wire.host})"

    def ask(self, method: str, given: Mapping[str, Any], *, seconds: float = ANSWER_SECONDS) -> Any:
        """The `result` of a call. Raises what the wire raises, and `Refused`."""
        path = f"{self._wire.path}/bot{self._key}/{method}"
        said = self._wire.post(path, json.dumps(given).encode(), "application/json", seconds=seconds)
        found = _object(said.body)
        if found.get("ok") is True and "result" in found:
            return found["result"]
        code = found.get("error_code")
        if found.get("ok") is False and isinstance(code, int):
            raise Refused(code)
        raise Garbled(said.status)

    def file(self, file_id: str, *, at_most: int) -> bytes:
        """The content of a file somebody sent, by the id its update had."""
        about = self.ask("getFile", {"file_id": file_id})
        path, size = (about.get("file_path"), about.get("file_size")) if isinstance(about, dict) else (None, None)
        if isinstance(size, int) and size > at_most:
            raise TooLarge
        if not isinstance(path, str) or not _FILE_PATH.fullmatch(path) or ".." in path:
            raise Garbled(200)
        got = self._wire.get(f"{self._wire.path}/file/bot{self._key}/{path}", at_most=at_most)
        if got.status in {400, 404, 410}:
            raise Refused(got.status)
        if got.status != 200:
            raise Garbled(got.status)
        if len(got.body) > at_most:
            raise TooLarge
        return got.body


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
