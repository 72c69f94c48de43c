"""Merkle trees of RFC 9162: a root for a list, short proofs that an entry is in it and that an older list is its start.

    root(entries)                                       # what is published
    inclusion(entries, 3)                               # given to the holder of entry 3 …
    includes(root, 8, 3, entry, proof)                  # … and checked by anybody
    consistency(entries, 5)                             # nothing was changed or taken out since there were 5 …
    extends(root5, 5, root, 8, proof)                   # … checked by whoever noted the older root

A log that grows keeps a `Frontier`: 32 bytes a level instead of the whole tree. Entries are bytes, hashes 32 bytes, and
indices count from 0. Source: RFC 9162, section 2.1 (the same trees as RFC 6962).
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

EMPTY: Final = hashlib.sha256(b"").digest()
LEVELS: Final = 10
BOUGH: Final = 1 << LEVELS  # entries under one kept hash of a `Grove`


def leaf(entry: bytes) -> bytes:
    """The hash of an entry: SHA-256 of 0x00 and the entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two hashes side by side: SHA-256 of 0x01 and both, so that no entry can pass for a branch."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(entries: Iterable[bytes]) -> bytes:
    """The root of the list; `EMPTY`, the hash of nothing, for none. Entries stream by: memory is one hash a level."""
    return Frontier.of(entries).root()


def inclusion(entries: Sequence[bytes], index: int) -> list[bytes]:
    """Return the proof that entry `index` is in the list: at most log2(n) hashes, from the leaf up.

    Raises `IndexError` unless 0 ≤ index < n.
    """
    if not 0 <= index < len(entries):
        raise IndexError(f"there is no entry {index} among {len(entries)}")
    return Tree(entries).inclusion(index)


def consistency(entries: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the first `size` entries were the whole list once; empty when they still are.

    Raises `IndexError` unless 1 ≤ size ≤ n.
    """
    return Tree(entries).consistency(size)


def includes(whole: bytes, size: int, index: int, entry: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether `proof` shows that `entry` is number `index` of the `size` entries under the root `whole`."""
    return includes_leaf(whole, size, index, leaf(entry), proof)


def includes_leaf(whole: bytes, size: int, index: int, hashed: bytes, proof: Sequence[bytes]) -> bool:
    """The same for whoever has the entry's `leaf` hash only (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(hashed) != 32:
        return False
    at, last, found = index, size - 1, hashed
    for beside in proof:
        if last == 0 or len(beside) != 32:
            return False
        if at & 1 or at == last:
            found = node(beside, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and hmac.compare_digest(found, whole)


def extends(old: bytes, old_size: int, new: bytes, new_size: int, proof: Sequence[bytes]) -> bool:
    """Say whether `proof` shows that the list under `new` starts with all of the list under `old` (RFC 9162, 2.1.4.2).

    Every list extends the empty one and itself, with an empty proof.
    """
    if old_size == 0:
        return new_size >= 0 and not proof and old == EMPTY
    if old_size == new_size:
        return old_size > 0 and not proof and old == new
    if not 0 < old_size < new_size or not proof or any(len(part) != 32 for part in proof):
        return False
    path = [old, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was = now = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = node(beside, was), node(beside, now)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            now = node(now, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and hmac.compare_digest(was, old) and hmac.compare_digest(now, new)


@dataclass(slots=True)
class Frontier:
    """The right edge of a tree that grows: the roots of its whole parts, largest first. Store `size` and `parts`.

    Adding an entry costs two hashes on average; a hundred million entries are held by at most 27 hashes.
    """

    size: int = 0
    parts: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, entries: Iterable[bytes]) -> "Frontier":
        """The frontier of a list."""
        grown = cls()
        for entry in entries:
            grown.add(entry)
        return grown

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.parts) != self.size.bit_count() or any(len(part) != 32 for part in self.parts):
            raise ValueError(f"{len(self.parts)} parts are no frontier of {self.size} entries")

    def add(self, entry: bytes) -> None:
        """Take one more entry in."""
        found = leaf(entry)
        level = self.size
        while level & 1:
            found = node(self.parts.pop(), found)
            level >>= 1
        self.parts.append(found)
        self.size += 1

    def root(self) -> bytes:
        """The root of all entries so far."""
        if not self.parts:
            return EMPTY
        found = self.parts[-1]
        for part in reversed(self.parts[:-1]):
            found = node(part, found)
        return found


class Tree:
    """All hashes of a list at once, to give proofs for many entries: 64 bytes an entry, each proof in log2(n) steps."""

    def __init__(self, entries: Iterable[bytes]) -> None:
        self._levels = _levels([leaf(entry) for entry in entries])

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._levels[0])

    def root(self) -> bytes:
        """The root of the list."""
        return self._levels[-1][0] if self.size else EMPTY

    def inclusion(self, index: int) -> list[bytes]:
        """As `inclusion`, without hashing again."""
        if not 0 <= index < self.size:
            raise IndexError(f"there is no entry {index} among {self.size}")
        return list(self._beside(index, 0))

    def consistency(self, size: int) -> list[bytes]:
        """As `consistency`, without hashing again."""
        if not 1 <= size <= self.size:
            raise IndexError(f"{size} entries are no start of {self.size}")
        if size == self.size:
            return []
        at, level = size - 1, 0
        while at & 1:  # the largest whole part that ends where the old list did
            at, level = at >> 1, level + 1
        known = [self._hash(level, at)] if at else []
        return known + list(self._beside(at, level))

    def _beside(self, at: int, level: int) -> Iterator[bytes]:
        """What stands beside place `at` of a level, and beside each branch above it; a last one alone has nothing."""
        for above in range(level, self._height() - 1):
            if (at ^ 1) < self._width(above):
                yield self._hash(above, at ^ 1)
            at >>= 1

    def _hash(self, level: int, at: int) -> bytes:
        return self._levels[level][at]

    def _width(self, level: int) -> int:
        return len(self._levels[level])

    def _height(self) -> int:
        return len(self._levels)


def _levels(hashes: list[bytes]) -> list[list[bytes]]:
    """A level of hashes and all above it; a last one alone moves up as it is."""
    levels = [hashes]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = [node(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
        levels.append(pairs + below[len(below) & ~1 :])
    return levels


class Grove(Tree):
    """The same of a list too long to hold: the root of each whole part of `BOUGH` entries is kept, and for a proof the
    entries of one or two parts are read. Give `entries(first, end)` in a class of your own.
    """

    def __init__(self, size: int, roots: Sequence[bytes]) -> None:
        if len(roots) != size // BOUGH:
            raise ValueError(f"{len(roots)} roots of whole parts are too few or too many for {size} entries")
        self._size = size
        self._parts: dict[int, list[list[bytes]]] = {}
        above = list(roots)
        if size % BOUGH:
            above.append(self._part(size // BOUGH)[-1][0])
        self._above = _levels(above)

    def entries(self, first: int, end: int) -> Sequence[bytes]:
        """The entries from `first` up to but without `end`."""
        raise NotImplementedError

    @property
    def size(self) -> int:
        return self._size

    def root(self) -> bytes:
        return self._above[-1][0] if self._size else EMPTY

    def _part(self, number: int) -> list[list[bytes]]:
        """The levels of one part, from its leaves up to its root at level `LEVELS`."""
        if number not in self._parts:
            first = number * BOUGH
            read = self.entries(first, min(first + BOUGH, self._size))
            if len(read) != min(BOUGH, self._size - first):
                raise ValueError(f"entries are missing after {first}")
            levels = _levels([leaf(entry) for entry in read])
            self._parts[number] = levels + [levels[-1]] * (LEVELS + 1 - len(levels))
        return self._parts[number]

    def _width(self, level: int) -> int:
        return -(-self._size >> level)

    def _hash(self, level: int, at: int) -> bytes:
        if level >= LEVELS:
            return self._above[level - LEVELS][at]
        number = at >> (LEVELS - level)
        return self._part(number)[level][at - (number << (LEVELS - level))]

    def _height(self) -> int:
        return LEVELS + len(self._above)
