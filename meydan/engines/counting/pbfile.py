"""The .pb files of pabulib.org: read whole, written again, and every fault named by its line and field.

Three sections (META, PROJECTS, VOTES), each a line of columns and lines of values with ";" between, quoted as in CSV;
the votes of one ballot have "," between. UTF-8; a BOM and CRLF are taken and not written. Numbers may have Persian
digits. Nothing is guessed: what cannot be read raises `WrongFile`. Limits of a ballot (`max_length` and the like) are
kept and not enforced: official counts take ballots beyond them. A project twice on one ballot counts once, unless the
ballot has points, which then would not be clear. Source: pabulib.org/format.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Final

from meydan.engines.counting import pbvotes
from meydan.engines.counting.election import Ballot, Ballots, Election, Project, VoteType
from meydan.engines.letters import fold_digits

SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_NEEDED: Final = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
_NUMBER: Final = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,12})?")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")


class WrongFile(ValueError):  # noqa: N818 - says what is wrong
    """A .pb file that cannot be counted; `line` counts from 1 (0: the file as a whole), `field` is a column or key."""

    def __init__(self, line: int, field: str, why: str) -> None:
        super().__init__(f"line {line}, {field}: {why}" if line else f"{field}: {why}")
        self.line = line
        self.field = field


@dataclass(frozen=True, slots=True)
class Table:
    """A section as it stands: the names of its columns, and its rows of text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PbFile:
    """A whole file as text, every field kept, in order."""

    meta: dict[str, str]
    projects: Table
    votes: Table


def read(raw: bytes) -> PbFile:
    """Return everything in the file; raise `WrongFile`. What comes out can be counted and written again."""
    reading = _Reading(raw, keep=True)
    reading.run()
    return PbFile(
        reading.meta, Table(reading.columns["PROJECTS"], tuple(reading.rows["PROJECTS"])),
        Table(reading.columns["VOTES"], tuple(reading.rows["VOTES"])),
    )  # fmt: skip


def read_election(raw: bytes) -> Election:
    """Return what is counted, without keeping what voters wrote beside their votes; raise `WrongFile`.

    The votes are read as columns where these are plainly fine; else line by line, which gives the same or says why not.
    """
    return _swiftly(raw) or _Reading(raw, keep=False).run()


def _swiftly(raw: bytes) -> Election | None:
    parts = pbvotes.parts(raw)
    if parts is None:
        return None
    head, votes = parts
    reading = _Reading(head, keep=False)
    try:
        budget, vote_type = reading.head()
        if reading.ballots(vote_type):  # no row stands in the head
            return None
        found = pbvotes.read(votes, reading.columns["VOTES"], vote_type, reading.numbers)
        if found is None or reading.meta_number("num_votes") != found.voters:
            return None
    except WrongFile:
        return None
    return reading.election(budget, vote_type, found.ballots, found.repeats)


def write(file: PbFile) -> bytes:
    """Return the file in its usual form: UTF-8, LF, quotes only where they are needed; raise `WrongFile` if it is none.

    `read(write(file)) == file`. Meta keys come in their order, sections in theirs.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    tables = zip(SECTIONS, (Table(("key", "value"), tuple(file.meta.items())), file.projects, file.votes), strict=True)
    for section, table in tables:
        written.write(f"{section}\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    raw = written.getvalue().encode()
    if read(raw) != file:
        raise WrongFile(0, "file", "it would be read as another one: columns or keys with blanks around them, or CR")
    return raw


def _ids(vote: str) -> list[str]:
    return [part.strip() for part in vote.split(",")] if vote.strip() else []


class _Reading:
    """One pass over a file. Equal ballots are read once: real files have many of the same."""

    def __init__(self, raw: bytes, *, keep: bool) -> None:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            line = raw.count(b"\n", 0, wrong.start) + 1
            raise WrongFile(line, "text", f"byte {wrong.start} is no UTF-8") from None
        self.lines = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
        self.keep = keep
        self.meta: dict[str, str] = {}
        self.meta_lines: dict[str, int] = {}
        self.columns: dict[str, tuple[str, ...]] = {}
        self.rows: dict[str, list[tuple[str, ...]]] = {"PROJECTS": [], "VOTES": []}
        self.projects: list[Project] = []
        self.numbers: dict[str, int] = {}
        self.official: set[str] = set()
        self.repeats = 0

    def run(self) -> Election:
        """Read it all."""
        budget, vote_type = self.head()
        ballots = Ballots.of(self.ballots(vote_type))
        self._check_count("num_votes", int(ballots.counts.sum()))
        return self.election(budget, vote_type, ballots, self.repeats)

    def election(self, budget: Fraction, vote_type: VoteType, ballots: Ballots, repeats: int) -> Election:
        """What was read, to be counted."""
        official = frozenset(self.official)
        return Election(budget, tuple(self.projects), ballots, vote_type, official, dict(self.meta), repeats)

    def head(self) -> tuple[Fraction, VoteType]:
        """Read the sections META and PROJECTS, and the title of VOTES; return the budget and how ballots speak."""
        self._title("META")
        for row in self._section("META", "PROJECTS"):
            key = row[0].strip()
            if key in self.meta:
                raise WrongFile(self.lines.line_num, key, "it stands there twice")
            self.meta[key] = row[1]
            self.meta_lines[key] = self.lines.line_num
        budget = self.meta_number("budget")
        kind = self._meta("vote_type")
        if kind not in set(VoteType):
            raise WrongFile(self.meta_lines["vote_type"], "vote_type", f"it is none of {', '.join(VoteType)}")
        for row in self._section("PROJECTS", "VOTES"):
            self._project(row)
        self._check_count("num_projects", len(self.projects))
        return budget, VoteType(kind)

    def ballots(self, vote_type: VoteType) -> tuple[Ballot, ...]:
        """The section VOTES, the same ballots once."""
        rows = self._section("VOTES", None)
        first = next(rows, None)
        columns = self.columns["VOTES"]
        at_voter, at_vote = columns.index("voter_id"), columns.index("vote")
        if vote_type.has_points and "points" not in columns:
            raise WrongFile(self.lines.line_num, "points", f"the column is missing in VOTES, which are {vote_type}")
        at_points = columns.index("points") if vote_type.has_points else at_vote
        found: dict[tuple[str, str], tuple[tuple[int, ...], tuple[int, ...]]] = {}
        counts: dict[tuple[str, str], int] = {}
        twice: set[tuple[str, str]] = set()
        voters: set[str] = set()
        for row in chain([first] if first else [], rows):
            voter, wrote = row[at_voter], (row[at_vote], row[at_points])
            if voter in voters or not voter.strip():
                raise WrongFile(self.lines.line_num, "voter_id", f"{voter!r} is empty or has voted before")
            voters.add(voter)
            if wrote not in found:
                found[wrote] = self._ballot(*wrote, vote_type)
                counts[wrote] = 0
                if len(found[wrote][0]) < len(_ids(wrote[0])):
                    twice.add(wrote)
            counts[wrote] += 1
        self.repeats = sum(counts[wrote] for wrote in twice)
        return tuple(Ballot(*ballot, counts[wrote]) for wrote, ballot in found.items())

    # ---- Lines

    def _row(self) -> list[str] | None:
        try:
            return next(self.lines, None)
        except csv.Error as wrong:
            raise WrongFile(self.lines.line_num, "line", str(wrong)) from None

    def _title(self, section: str) -> None:
        row = self._row()
        while row == []:
            row = self._row()
        if row is None or [cell.strip() for cell in row] != [section]:
            raise WrongFile(self.lines.line_num, section, f"the line «{section}» is expected here")

    def _section(self, section: str, following: str | None) -> Iterator[tuple[str, ...]]:
        """The rows of a section, up to the title of the one after it."""
        header = self._row() or []
        columns = tuple(cell.strip() for cell in header)
        line = self.lines.line_num
        missing = next((name for name in _NEEDED[section] if name not in columns), None)
        if missing is not None:
            raise WrongFile(line, missing, f"the column is missing in {section}")
        if len(set(columns)) != len(columns) or (section == "META" and columns != ("key", "value")):
            raise WrongFile(line, section, "these columns cannot be told apart, or are others than key;value")
        self.columns[section] = columns
        kept = self.rows.get(section) if self.keep else None
        while (row := self._row()) is not None:
            if not row:
                continue
            if len(row) == 1 and row[0].strip() == following:
                return
            if len(row) != len(columns):
                raise WrongFile(self.lines.line_num, section, f"{len(row)} values stand under {len(columns)} columns")
            if kept is not None:
                kept.append(tuple(row))
            yield tuple(row)
        if following is not None:
            raise WrongFile(self.lines.line_num, following, f"the line «{following}» is missing")

    # ---- Fields

    def _meta(self, key: str) -> str:
        if key not in self.meta:
            raise WrongFile(0, key, "it is missing in META")
        return self.meta[key].strip()

    def meta_number(self, key: str) -> Fraction:
        return self._number(self._meta(key), key, self.meta_lines[key])

    def _check_count(self, key: str, count: int) -> None:
        if self.meta_number(key) != count:
            raise WrongFile(self.meta_lines[key], key, f"{self._meta(key)} are told of, the file has {count}")

    def _number(self, text: str, field: str, line: int | None = None) -> Fraction:
        folded = fold_digits(text.strip())
        if not _NUMBER.fullmatch(folded):
            raise WrongFile(line or self.lines.line_num, field, f"{text!r} is no number")
        return Fraction(folded)

    def _project(self, row: Sequence[str]) -> None:
        columns = self.columns["PROJECTS"]
        named = dict(zip(columns, row, strict=True))
        known = named["project_id"].strip()
        if not known or "," in known or known in self.numbers:
            raise WrongFile(self.lines.line_num, "project_id", f"{known!r} is empty, has a comma or stands there twice")
        cost = self._number(named["cost"], "cost")
        if cost == 0:
            raise WrongFile(self.lines.line_num, "cost", "a project costs something")
        if named.get("selected", "").strip() == "1":
            self.official.add(known)
        self.numbers[known] = len(self.projects)
        self.projects.append(Project(known, cost, named.get("name", "")))

    def _ballot(self, vote: str, points: str, vote_type: VoteType) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Projects by number, and points."""
        ids = _ids(vote)
        unknown = next((known for known in ids if known not in self.numbers), None)
        if unknown is not None:
            raise WrongFile(self.lines.line_num, "vote", f"there is no project {unknown!r}")
        numbers = tuple(dict.fromkeys(self.numbers[known] for known in ids))
        if vote_type is VoteType.CHOOSE_ONE and len(numbers) > 1:
            raise WrongFile(self.lines.line_num, "vote", f"{len(numbers)} projects are chosen where one may be")
        if vote_type is VoteType.ORDINAL:
            return numbers, tuple(range(len(numbers), 0, -1))
        if not vote_type.has_points:
            return numbers, (1,) * len(numbers)
        given = [self._points(part) for part in points.split(",")] if points.strip() else []
        if len(given) != len(ids) or len(numbers) != len(ids):
            why = f"{len(given)} points stand beside {len(ids)} projects, {len(numbers)} different"
            raise WrongFile(self.lines.line_num, "points", why)
        return numbers, tuple(given)

    def _points(self, text: str) -> int:
        folded = fold_digits(text.strip())
        if not _WHOLE.fullmatch(folded):
            raise WrongFile(self.lines.line_num, "points", f"{text!r} is no whole number below a billion")
        return int(folded)
