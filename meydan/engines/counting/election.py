"""What is counted: projects with their costs, and ballots, the same ones once with how many they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property


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
        count = len(self.projects)
        for ballot in self.ballots:
            if len(set(ballot.projects)) != len(ballot.projects) or len(ballot.points) != len(ballot.projects):
                raise ValueError("a ballot names each project once, with points for each")
            if ballot.count < 1 or not all(0 <= number < count for number in ballot.projects):
                raise ValueError("a ballot is there at least once and names projects that are there")
            if any(points < 0 for points in ballot.points):
                raise ValueError("points are not below 0")

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast."""
        return sum(ballot.count for ballot in self.ballots)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """For each project, on how many ballots it stands."""
        found = [0] * len(self.projects)
        for ballot in self.ballots:
            for number in ballot.projects:
                found[number] += ballot.count
        return tuple(found)

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """For each project, the sum of its points."""
        found = [0] * len(self.projects)
        for ballot in self.ballots:
            for number, points in zip(ballot.projects, ballot.points, strict=True):
                found[number] += points * ballot.count
        return tuple(found)
