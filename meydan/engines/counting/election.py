"""What is counted: projects with their costs, and ballots, the same ones once with how many they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class VoteType(StrEnum):
    """How a ballot speaks, by the names of the .pb format."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    ORDINAL = "ordinal"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"

    @property
    def has_points(self) -> bool:
        """Whether the voter wrote points beside the projects."""
        return self in {VoteType.CUMULATIVE, VoteType.SCORING}


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the ballot; `cost` is exact, in the currency of the budget, above 0."""

    id: str
    cost: Fraction
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter, or `count` of them alike, wrote: projects by number, each once, and points beside them.

    Points are 1 for an approval. Of an ordinal ballot the projects stand in the voter's order and points are Borda's:
    the first of k has k, the last 1.
    """

    projects: tuple[int, ...]
    points: tuple[int, ...]
    count: int


class Marks(NamedTuple):
    """Columns of one length: which kind of ballot, which project, how many points."""

    groups: Ints
    numbers: Ints
    points: Ints


class Ballots(Sequence[Ballot]):
    """Kinds of ballots as columns, made into `Ballot`s only when somebody looks at one.

    Kind g is there `counts[g]` times, and names the next `lengths[g]` of `numbers`, with `points`. Whoever makes one
    answers for what `Election` asks of ballots: each project once, points not below 0, every kind at least once.
    """

    def __init__(self, counts: Ints, lengths: Ints, numbers: Ints, points: Ints) -> None:
        self.counts = counts
        self.lengths = lengths
        self.marks = Marks(np.repeat(np.arange(len(lengths)), lengths), numbers, points)
        self.ends = np.cumsum(lengths)

    @classmethod
    def of(cls, ballots: Sequence[Ballot]) -> "Ballots":
        """The columns of ballots."""
        lengths = np.fromiter((len(ballot.projects) for ballot in ballots), np.int64, len(ballots))
        total = int(lengths.sum())
        return cls(
            np.fromiter((ballot.count for ballot in ballots), np.int64, len(ballots)),
            lengths,
            np.fromiter(chain.from_iterable(ballot.projects for ballot in ballots), np.int64, total),
            np.fromiter(chain.from_iterable(ballot.points for ballot in ballots), np.int64, total),
        )

    def chosen(self, which: NDArray[np.bool_]) -> "Ballots":
        """Those kinds only."""
        kept = which[self.marks.groups]
        return Ballots(self.counts[which], self.lengths[which], self.marks.numbers[kept], self.marks.points[kept])

    def __len__(self) -> int:
        return len(self.counts)

    def __iter__(self) -> Iterator[Ballot]:
        numbers, points, start = self.marks.numbers.tolist(), self.marks.points.tolist(), 0
        for end, count in zip(self.ends.tolist(), self.counts.tolist(), strict=True):
            yield Ballot(tuple(numbers[start:end]), tuple(points[start:end]), count)
            start = end

    @overload
    def __getitem__(self, at: int) -> Ballot: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Ballot, ...]: ...
    def __getitem__(self, at: int | slice) -> Ballot | tuple[Ballot, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        end, length = int(self.ends[at]), int(self.lengths[at])
        inside = slice(end - length, end)
        return Ballot(
            tuple(self.marks.numbers[inside].tolist()), tuple(self.marks.points[inside].tolist()), int(self.counts[at])
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ballots | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True)
class Election:
    """One pot of money and those who vote on it. Projects are numbered from 0 in file order.

    `ballots` hold each kind of ballot once; an empty one counts as a voter too. `official` are the winners the file
    names, `meta` the rest of what it says; no rule reads them. `repeats` is on how many ballots a project stood twice.
    """

    budget: Fraction
    projects: tuple[Project, ...]
    ballots: Sequence[Ballot]
    vote_type: VoteType = VoteType.APPROVAL
    official: frozenset[str] = field(default_factory=frozenset)
    meta: Mapping[str, str] = field(default_factory=dict)
    repeats: int = 0

    def __post_init__(self) -> None:
        if self.budget < 0 or any(project.cost <= 0 for project in self.projects):
            raise ValueError("a budget is not below 0, and every project costs something")
        if len({project.id for project in self.projects}) != len(self.projects):
            raise ValueError("two projects have one id")
        if not isinstance(self.ballots, Ballots):
            self._check_ballots()
        weighed = self.counts[self.marks.groups].astype(np.float64) * self.marks.points
        if self.voters + float(weighed.sum()) >= 2**53:
            raise ValueError("more points than floats can sum exactly")

    def _check_ballots(self) -> None:
        if any(len(ballot.points) != len(ballot.projects) or ballot.count < 1 for ballot in self.ballots):
            raise ValueError("a ballot is there at least once, with points for each project on it")
        marks, count = self.marks, len(self.projects)
        if len(marks.numbers) and (marks.numbers.min() < 0 or marks.numbers.max() >= count or marks.points.min() < 0):
            raise ValueError("a ballot names projects that are there, with points not below 0")
        if len(np.unique(marks.groups * count + marks.numbers)) != len(marks.numbers):
            raise ValueError("a ballot names each project once")

    @cached_property
    def columns(self) -> Ballots:
        """The ballots as columns of numbers."""
        return self.ballots if isinstance(self.ballots, Ballots) else Ballots.of(self.ballots)

    @property
    def counts(self) -> Ints:
        """How many each kind of ballot is."""
        return self.columns.counts

    @property
    def marks(self) -> Marks:
        """Every project on every kind of ballot."""
        return self.columns.marks

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast."""
        return int(self.counts.sum())

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """For each project, on how many ballots it stands."""
        return self._sum(self.counts[self.marks.groups])

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """For each project, the sum of its points."""
        return self._sum(self.counts[self.marks.groups] * self.marks.points)

    def _sum(self, given: Ints) -> tuple[int, ...]:
        # all sums are below 2**53, where floats are exact
        return tuple(map(int, np.bincount(self.marks.numbers, given, len(self.projects)).tolist()))
