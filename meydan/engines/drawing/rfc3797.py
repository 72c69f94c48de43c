"""The draw of RFC 3797 (NomCom selection), for whoever must follow it: public numbers, MD5, at most 65,535 entries.

    select(25, ["9319", "2 5 12 8 10", "9 18 26 34 41 45"], 10)     # [17, 7, 2, 16, …], entries counted from 1

The sources are announced beforehand and fall afterwards: lottery numbers, closing indices. Nobody commits to anything,
so that the time at which the list is closed must be public too. Each pick depends on how many are left: one entry taken
out moves all that follow, which is why draws of the house go by `order` instead.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Final

MOST: Final = 65_535  # the index of a pick is written in two bytes
_NUMBERS: Final = re.compile(r"\s*[0-9]+(?:\s+[0-9]+)*\s*")


def key_string(sources: Iterable[str]) -> str:
    """Return the sources in the RFC's one form, "9319./2.5.8.10.12./": sorted whole numbers, "." after each, "/" last.

    A source is whole numbers with spaces between, in any order. Raises ValueError for anything else (the RFC's letters
    and fractions are not taken), or if there is no source.
    """
    written = []
    for source in sources:
        if not _NUMBERS.fullmatch(source):
            raise ValueError(f"{source!r} is no source: whole numbers with spaces between")
        written.append("".join(f"{number}." for number in sorted(map(int, source.split()))) + "/")
    if not written:
        raise ValueError("a draw needs a public source of numbers")
    return "".join(written)


def select(entries: int, sources: Iterable[str], count: int) -> list[int]:
    """Return the numbers, from 1, of `count` entries in the order picked.

    Pick i (from 0) is the MD5 of i in two bytes, the key string and i again, modulo how many are left, counted among
    those left. Raises ValueError beyond 65,535 entries, where the RFC's index ends, or for more picks than entries.
    """
    if not 1 <= entries <= MOST:
        raise ValueError(f"RFC 3797 draws from 1 to {MOST} entries, not {entries}")
    if not 0 <= count <= entries:
        raise ValueError(f"{count} cannot be picked of {entries}")
    key = key_string(sources).encode("ascii")
    left = list(range(1, entries + 1))
    return [left.pop(digest_of(key, pick) % len(left)) for pick in range(count)]


def digest_of(key: bytes, pick: int) -> int:
    """The MD5 a pick is made by, as a number: big-endian, as the RFC prints it."""
    index = pick.to_bytes(2)
    return int.from_bytes(hashlib.md5(index + key + index, usedforsecurity=False).digest())
