"""The one written form of a value, so that its hash is the same in whatever language it is computed.

This is RFC 8785 (JSON Canonicalization Scheme) for what has no two forms anywhere: text, whole numbers, true, false,
null, lists, and objects whose names are ASCII. In a browser it is `JSON.stringify` over sorted names; in Python:

    json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Final

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]

# Beyond it a JavaScript number is no longer exact.
LARGEST: Final = 2**53 - 1
written: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class NotCanonical(ValueError):  # noqa: N818 - says what is wrong
    """Something in the value has no single written form: a float, a name that is no ASCII text, half a character."""


def canonical(value: Value) -> bytes:
    """Return the UTF-8 bytes of the value: no spaces, names sorted, no line end; raise `NotCanonical`."""
    _look_through(value)
    try:
        return written(value).encode()
    except UnicodeEncodeError:
        raise NotCanonical("a text holds half a character") from None


def digest(value: Value) -> str:
    """SHA-256 of the canonical bytes, 64 hexadecimal signs; raise `NotCanonical`."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _look_through(value: object) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(f"{value} is beyond 2**53")
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if not isinstance(name, str) or not name.isascii():
                raise NotCanonical(f"{name!r} is no name")
            _look_through(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _look_through(part)
    else:
        raise NotCanonical(f"a {type(value).__name__} has no single form")
