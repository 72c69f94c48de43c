"""The bytes of a stream: server-sent events, squeezed once for all who listen.

A gzip stream may consist of blocks that know nothing of each other (each ends in a full flush). One listener's stream
is therefore an opening of its own, and then the same blocks as everybody's.
"""

import json
import zlib
from collections.abc import Mapping
from typing import NamedTuple

_GZIP_OPENING = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


class Frame(NamedTuple):
    """One event, as it is and squeezed."""

    plain: bytes
    gzip: bytes


def _frame(text: str) -> Frame:
    plain = text.encode()
    squeezing = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Frame(plain, squeezing.compress(plain) + squeezing.flush(zlib.Z_FULL_FLUSH))


def opening(retry_ms: int) -> Frame:
    """How long to wait before coming back is said first."""
    frame = _frame(f"retry: {retry_ms}\n\n")
    return Frame(frame.plain, _GZIP_OPENING + frame.gzip)


def snapshot(version: int, parts: Mapping[str, str]) -> Frame:
    data = json.dumps({"version": version, "parts": parts}, ensure_ascii=False, separators=(",", ":"))
    return _frame(f"id: {version}\ndata: {data}\n\n")  # JSON holds no line break of its own


HEARTBEAT = _frame(":\n\n")
