"""One call to Kavenegar. The key is part of the path, so a gateway shows its host only."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from meydan.messaging.wire import ANSWER_SECONDS, Garbled, NoAnswer, Unreachable, Wire

__all__ = ["Answer", "Garbled", "Gateway", "NoAnswer", "Unreachable"]
FORM = "application/x-www-form-urlencoded; charset=utf-8"


class Answer(NamedTuple):
    status: int
    entries: list[dict[str, Any]]


class Gateway:
    def __init__(self, address: str, key: str) -> None:
        self._wire = Wire(address)
        self._base = f"{self._wire.path}/v1/{quote(key, safe='')}"

    def __repr__(self) -> str:
        return f"Gateway({self._wire.host})"

    def ask(self, method: str, given: Mapping[str, str]) -> Answer:
        said = self._wire.post(f"{self._base}/{method}.json", urlencode(given).encode(), FORM, seconds=ANSWER_SECONDS)
        return _read(said.status, said.body)


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
