"""What is counted: projects with their costs, and ballots, the same ones once with how many they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import NamedTuple

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


@dataclass(frozen=True)
class Election:
    """One pot of money and those who vote on it. Projects are numbered from 0 in file order.

    `ballots` hold each kind of ballot once; an empty one counts as a voter too. `official` are the winners the file
    names, `meta` the rest of what it says; no rule reads them.
    """

    budget: Fraction
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    vote_type: VoteType = VoteType.APPROVAL
    official: frozenset[str] = field(default_factory=frozenset)
    meta: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.budget < 0 or any(project.cost <= 0 for project in self.projects):
            raise ValueError("a budget is not below 0, and every project costs something")
        if len({project.id for project in self.projects}) != len(self.projects):
            raise ValueError("two projects have one id")
        if any(len(ballot.points) != len(ballot.projects) or ballot.count < 1 for ballot in self.ballots):
            raise ValueError("a ballot is there at least once, with points for each project on it")
        marks, count = self.marks, len(self.projects)
        if len(marks.numbers) and (marks.numbers.min() < 0 or marks.numbers.max() >= count or marks.points.min() < 0):
            raise ValueError("a ballot names projects that are there, with points not below 0")
        if len(np.unique(marks.groups * count + marks.numbers)) != len(marks.numbers):
            raise ValueError("a ballot names each project once")
        weighed = self.counts[marks.groups].astype(np.float64) * marks.points
        if self.voters + float(weighed.sum()) >= 2**53:
            raise ValueError("more points than floats can sum exactly")

    @cached_property
    def counts(self) -> Ints:
        """How many each kind of ballot is."""
        return np.fromiter((ballot.count for ballot in self.ballots), np.int64, len(self.ballots))

    @cached_property
    def marks(self) -> Marks:
        """Every project on every kind of ballot, as columns."""
        lengths = np.fromiter((len(ballot.projects) for ballot in self.ballots), np.int64, len(self.ballots))
        total = int(lengths.sum())
        numbers = np.fromiter(chain.from_iterable(ballot.projects for ballot in self.ballots), np.int64, total)
        points = np.fromiter(chain.from_iterable(ballot.points for ballot in self.ballots), np.int64, total)
        return Marks(np.repeat(np.arange(len(self.ballots)), lengths), numbers, points)

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast."""
        return sum(ballot.count for ballot in self.ballots)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """For each project, on how many ballots it stands."""
        return self._sum(self.counts[self.marks.groups])

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """For each project, the sum of its points."""
        return self._sum(self.counts[self.marks.groups] * self.marks.points)

    def _sum(self, given: Ints) -> tuple[int, ...]:
        found = np.zeros(len(self.projects), dtype=np.int64)
        np.add.at(found, self.marks.numbers, given)
        return tuple(map(int, found))
