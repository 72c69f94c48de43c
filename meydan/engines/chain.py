"""A hash chain of journal lines: whoever changes, removes or moves one breaks every link after it.

The links show that a line was altered, not that the newest lines are all there: publish the last link now and then (on
a poster, in another city's journal) and compare.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from meydan.engines.canonical import NotCanonical, written

Scalar = str | int | bool | None

_DOMAIN: Final = b"meydan/journal/line/1\x00"
# What the first line is linked to.
GENESIS: Final = hashlib.sha256(b"meydan/journal/genesis/1").digest()


class Line(NamedTuple):
    """The fields of a journal line and the 32-byte link stored with it."""

    fields: Mapping[str, Scalar]
    link: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line, counted from 0, whose stored link is not the one its fields and its forerunner give."""

    index: int
    expected: bytes
    stored: bytes


def canonical(fields: Mapping[str, Scalar]) -> bytes:
    """Return the one JSON text of the fields: sorted by code point, no spaces, UTF-8, no escapes beyond JSON's own.

    Times, money and identifiers come as text or whole numbers: a float, a nested value, a name that is
    no text and half a character raise `NotCanonical`.
    """
    for name, value in fields.items():
        if not isinstance(name, str) or not (value is None or isinstance(value, str | int)):
            raise NotCanonical(f"{name!r} holds a {type(value).__name__}")
    try:
        return written(dict(fields)).encode()
    except UnicodeEncodeError:
        raise NotCanonical("a field holds half a character") from None


def link(previous: bytes, fields: Mapping[str, Scalar]) -> bytes:
    """Return the 32 bytes linking a line to the one before: SHA-256 over a domain mark, the previous link, the fields.

    `previous` is `GENESIS` for the first line; ValueError unless it is 32 bytes.
    """
    if len(previous) != 32:
        raise ValueError("a link has 32 bytes")
    return hashlib.sha256(_DOMAIN + previous + canonical(fields)).digest()


def verify(lines: Iterable[Line | tuple[Mapping[str, Scalar], bytes]], *, previous: bytes = GENESIS) -> Broken | None:
    """Follow the chain from `previous` and return the first broken line, or None when every link holds.

    Lines stream by; links may be bytes or the memoryview a database returns.
    """
    for index, (fields, stored) in enumerate(lines):
        expected = link(previous, fields)
        if not hmac.compare_digest(expected, bytes(stored)):
            return Broken(index, expected, bytes(stored))
        previous = expected
    return None
