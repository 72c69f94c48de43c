"""What a count gives, and what all rules ask of it: utility, ties, who is eligible."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Final

from meydan.engines.counting.election import Election

CHAIN: Final = ("cost", "votes", "file")


class Utility(StrEnum):
    """What a funded project is worth to a voter who put it on the ballot; times its points, where there are points."""

    COST = "cost"
    CARDINALITY = "cardinality"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The winners, by number, in the order they were chosen; what they cost together."""

    winners: tuple[int, ...]
    cost: Fraction

    def ids(self, election: Election) -> list[str]:
        """The winners by the ids of the file."""
        return [election.projects[number].id for number in self.winners]


def tie_order(election: Election, chain: Sequence[str] = CHAIN, lots: Sequence[str] = ()) -> list[int]:
    """Return for each project its place among equals: of those a rule cannot tell apart the lowest place goes first.

    The chain is declared before the count; its members are "cost" (lowest first), "votes" (most first), "file" (order
    of the file) and "lot" (the order of `lots`, all ids drawn by lot once). What it leaves equal stands in the order of
    the file. Raises ValueError for an unknown member, or lots that are not the projects.
    """
    drawn = {known: at for at, known in enumerate(lots)}
    if "lot" in chain and (len(drawn) != len(lots) or drawn.keys() != {project.id for project in election.projects}):
        raise ValueError("lots are the ids of all projects, each once")
    unit = lcm(*(project.cost.denominator for project in election.projects))
    costs = [project.cost.numerator * (unit // project.cost.denominator) for project in election.projects]
    members: dict[str, Callable[[int], int]] = {
        "cost": lambda number: costs[number],
        "votes": lambda number: -election.votes[number],
        "file": lambda number: number,
        "lot": lambda number: drawn[election.projects[number].id],
    }
    unknown = next((name for name in chain if name not in members), None)
    if unknown is not None:
        raise ValueError(f"{unknown!r} breaks no tie: cost, votes, file or lot do")
    numbers = range(len(election.projects))
    ordered = sorted(numbers, key=lambda number: ([members[name](number) for name in chain], number))
    places = [0] * len(ordered)
    for place, number in enumerate(ordered):
        places[number] = place
    return places


def eligible(election: Election, threshold: int = 0) -> list[int]:
    """The projects with at least `threshold` points (votes, where ballots have none), and at least one."""
    return [number for number, score in enumerate(election.scores) if score >= max(threshold, 1)]
