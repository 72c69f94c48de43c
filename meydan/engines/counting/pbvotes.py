"""The votes of a .pb file read as columns: the same ballots as line by line, and many times as fast.

Only what is plainly fine is read so: no quotes, as many values in every line as there are columns, no voter twice,
known projects, whole points. For anything else the answer is None, and the careful reader of `pbfile` has the last
word: it reads the file, or names the line and field that are wrong.
"""

from collections import Counter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from meydan.engines.counting.election import Ballots, Ints, VoteType
from meydan.engines.letters import fold_digits

BOM: Final = b"\xef\xbb\xbf"
LONGEST: Final = 100_000  # csv takes no field of 131,072 signs
_SEMICOLON: Final = ord(";")
_LINE_END: Final = ord("\n")
_COMMA: Final = ord(",")
_NOTHING: Final = -1
_DELETE: Final = 0x7F
_LONGEST_ID: Final = 64
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype="<u8")  # the first bytes of a word


class Votes(NamedTuple):
    """Kinds of ballots; how many were cast; on how many of them a project stood twice."""

    ballots: Ballots
    voters: int
    repeats: int


def parts(raw: bytes) -> tuple[bytes, bytes] | None:
    """Divide a file after the line of columns of its votes, if it may be read as columns.

    Line ends become "\\n". The head is to be read by the careful reader, which finds the title VOTES at its end, unless
    it stood inside quotes.
    """
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n")
    title = raw.find(b"\nVOTES\n")
    columns = raw.find(b"\n", title + 7)
    if title < 0 or columns < 0:
        return None
    votes = raw[columns + 1 :]
    if any(sign in votes for sign in (b'"', b"\r", b"\0")):
        return None
    return raw[: columns + 1], votes


def read(body: bytes, columns: tuple[str, ...], vote_type: VoteType, numbers: dict[str, int]) -> Votes | None:
    """The lines below the columns of VOTES; `numbers` are those of the projects by their ids."""
    if vote_type.has_points and "points" not in columns:
        return None
    body = body.rstrip(b"\n") + b"\n" if body.strip(b"\n") else b""
    cells = _Cells.of(body, len(columns))
    if cells is None or not cells.are_different(columns.index("voter_id")):
        return None
    wrote = cells.column(columns.index("vote"))
    if not vote_type.has_points:
        kinds = Counter(wrote)
        return _votes(list(kinds), None, kinds, vote_type, numbers)
    pairs = Counter(zip(wrote, cells.column(columns.index("points")), strict=True))
    return _votes([pair[0] for pair in pairs], [pair[1] for pair in pairs], pairs, vote_type, numbers)


class _Cells:
    """Where the values of all lines begin and end."""

    def __init__(self, body: bytes, starts: Ints, ends: Ints) -> None:
        self.body = body
        self.starts = starts
        self.ends = ends

    @classmethod
    def of(cls, body: bytes, width: int) -> "_Cells | None":
        """None unless it is UTF-8, and every line has as many values as there are columns."""
        try:
            body.decode()
        except UnicodeDecodeError:
            return None
        signs = np.frombuffer(body, dtype=np.uint8)
        marks = np.flatnonzero((signs == _SEMICOLON) | (signs == _LINE_END))
        if len(marks) % width:
            return None
        lines = (signs[marks] == _LINE_END).reshape(-1, width)
        starts = np.concatenate((np.zeros(min(1, len(marks)), dtype=np.int64), marks[:-1] + 1))
        if not lines[:, -1].all() or lines[:, :-1].any() or int((marks - starts).max(initial=0)) > LONGEST:
            return None
        return cls(body, starts.reshape(-1, width), marks.reshape(-1, width))

    def column(self, at: int) -> list[bytes]:
        """The values of a column."""
        body = self.body
        ends = self.ends[:, at].tolist()
        return [body[start:end] for start, end in zip(self.starts[:, at].tolist(), ends, strict=True)]

    def are_different(self, at: int) -> bool:
        """Whether all values of a column surely are different, and none is blank.

        Equal values have equal hashes: as many hashes as values prove it. What begins with a printed ASCII sign is not
        blank.
        """
        starts, lengths = self.starts[:, at], self.ends[:, at] - self.starts[:, at]
        longest = int(lengths.max(initial=0))
        if longest > _LONGEST_ID:
            values = self.column(at)
            return len(set(values)) == len(values) and all(b" " < value[:1] < b"\x7f" for value in values)
        padded = np.frombuffer(self.body + bytes(_LONGEST_ID + 8), dtype=np.uint8)
        first = padded[starts]
        if bool(((lengths == 0) | (first <= ord(" ")) | (first >= _DELETE)).any()):
            return False
        hashes = np.zeros(len(starts), dtype=np.uint64)
        windows = np.lib.stride_tricks.sliding_window_view(padded, 8)
        for at_byte in range(0, longest, 8):
            inside = np.clip(lengths - at_byte, 0, 8).astype(np.uint64)
            words = windows[starts + at_byte].view("<u8").ravel()
            words &= _MASKS[inside]
            hashes = (hashes ^ words) * _ODD
            hashes ^= hashes >> np.uint64(29)
        hashes.sort()
        return not bool((hashes[1:] == hashes[:-1]).any())


class _Numbers(dict[bytes, int]):
    """Numbers of projects by what is written; blanks around an id are taken as the careful reader takes them."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__((known.encode(), number) for known, number in numbers.items())
        self.known = numbers

    def __missing__(self, written: bytes) -> int:
        number = self[written] = self.known[written.decode().strip()]
        return number


class _Points(dict[bytes, int]):
    def __missing__(self, written: bytes) -> int:
        folded = fold_digits(written.decode().strip())
        if not (folded.isascii() and folded.isdigit() and len(folded) <= 9):
            raise KeyError(written)
        points = self[written] = int(folded)
        return points


def _looked_up(written: list[bytes], found: dict[bytes, int]) -> tuple[Ints, Ints] | None:
    """How many parts each has, and all parts looked up; an empty text has none."""
    if not written:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    text = b"\n".join(written) + b"\n"
    signs = np.frombuffer(text, dtype=np.uint8)
    marks = np.flatnonzero((signs == _COMMA) | (signs == _LINE_END))
    lengths = np.diff(np.flatnonzero(signs[marks] == _LINE_END), prepend=-1)
    parts = text[:-1].replace(b"\n", b",").split(b",")
    found[b""] = _NOTHING
    try:
        looked = np.fromiter(map(found.__getitem__, parts), np.int64, len(parts))
    except KeyError:
        return None
    nothing = looked == _NOTHING
    if nothing.any():
        empty = np.repeat(np.arange(len(lengths)), lengths)[nothing]
        if (lengths[empty] != 1).any():  # nothing between two commas
            return None
        lengths[empty] = 0
        looked = looked[~nothing]
    return lengths, looked


def _votes(
    wrote: list[bytes],
    points: list[bytes] | None,
    kinds: Counter[bytes] | Counter[tuple[bytes, bytes]],
    vote_type: VoteType,
    numbers: dict[str, int],
) -> Votes | None:
    looked = _looked_up(wrote, _Numbers(numbers))
    given = _looked_up(points, _Points()) if points is not None else None
    if looked is None or (points is not None and (given is None or not np.array_equal(given[0], looked[0]))):
        return None
    counts = np.fromiter(kinds.values(), np.int64, len(kinds))
    lengths, named = looked
    groups = np.repeat(np.arange(len(lengths)), lengths)
    repeats = 0
    again = _again(groups, named, len(numbers))
    if again is not None:
        if given is not None:
            return None
        repeats = int(counts[np.unique(groups[again])].sum())
        groups, named = groups[~again], named[~again]
        lengths = np.bincount(groups, minlength=len(lengths))
    if vote_type is VoteType.CHOOSE_ONE and len(lengths) and int(lengths.max()) > 1:
        return None
    if given is not None:
        worth = given[1]
    elif vote_type is VoteType.ORDINAL:
        worth = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(named))
    else:
        worth = np.ones(len(named), dtype=np.int64)
    return Votes(Ballots(counts, lengths, named, worth), int(counts.sum()), repeats)


def _again(groups: Ints, named: Ints, projects: int) -> NDArray[np.bool_] | None:
    """Which marks name a project that stands before on the same ballot; None if there are none."""
    keys = groups * projects + named
    ordered = np.sort(keys)
    if not (ordered[1:] == ordered[:-1]).any():
        return None
    again = np.ones(len(keys), dtype=np.bool_)
    again[np.unique(keys, return_index=True)[1]] = False
    return again
