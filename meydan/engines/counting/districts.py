"""Elections of a whole round: a pot for each district, then one of the whole area, counted by one rulebook.

Districts are counted first, each by itself, in the order given; the pot of the area after them. A project stands in one
pot. What districts leave over stays with them, or is added to the pot of the area before that is counted, as the
rulebook declares. Who may vote in which pot was decided when ballots were cast: each pot comes with its own ballots.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from meydan.engines.counting.counted import count
from meydan.engines.counting.election import Election
from meydan.engines.counting.equal_shares import Tick
from meydan.engines.counting.outcome import Outcome
from meydan.engines.counting.rulebook import Leftover, Rulebook, Split


@dataclass(frozen=True, slots=True)
class Pot:
    """Money of one district, or of the whole area; `key` is the caller's name for it."""

    key: str
    election: Election


@dataclass(frozen=True, slots=True)
class Counted:
    """A pot as it was counted: `election.budget` is with what flowed in, and counting it alone gives `outcome` again.

    Of what was not spent, `left` stays and `flowed` went to the pot of the area.
    """

    key: str
    election: Election
    outcome: Outcome
    left: Fraction
    flowed: Fraction


@dataclass(frozen=True, slots=True)
class Round:
    """All pots, counted."""

    districts: tuple[Counted, ...]
    area: Counted | None

    @property
    def pots(self) -> tuple[Counted, ...]:
        """Districts first, then the area."""
        return self.districts if self.area is None else (*self.districts, self.area)

    @property
    def cost(self) -> Fraction:
        """What all winners cost."""
        return sum((pot.outcome.cost for pot in self.pots), Fraction(0))

    @property
    def left(self) -> Fraction:
        """What is left in all pots."""
        return sum((pot.left for pot in self.pots), Fraction(0))


def count_round(
    districts: Sequence[Pot], area: Pot | None, rules: Rulebook, lots: Sequence[str] = (), *, tick: Tick | None = None
) -> Round:
    """Count all pots; raise ValueError where they are not those the rulebook declares, `Unfit` for their ballots.

    `lots` are the ids of all projects of all pots in the order drawn, where ties are broken by lot. With `Split.ONE`
    there is only the `area`.
    """
    _check(districts, area, rules)
    counted = []
    for pot in districts:
        outcome = count(pot.election, rules, _own(lots, pot), tick=tick)
        rest = pot.election.budget - outcome.cost
        flowed = rest if rules.leftover is Leftover.AREA else Fraction(0)
        counted.append(Counted(pot.key, pot.election, outcome, rest - flowed, flowed))
    if area is None:
        return Round(tuple(counted), None)
    flown = sum((pot.flowed for pot in counted), Fraction(0))
    # ballots were limited by the pot as opened: `flown` only makes it larger
    whole = replace(area.election, budget=area.election.budget + flown) if flown else area.election
    outcome = count(whole, rules, _own(lots, area), tick=tick)
    return Round(tuple(counted), Counted(area.key, whole, outcome, whole.budget - outcome.cost, Fraction(0)))


def _check(districts: Sequence[Pot], area: Pot | None, rules: Rulebook) -> None:
    declared = {
        Split.ONE: (not districts and area is not None),
        Split.DISTRICTS: (bool(districts) and area is None),
        Split.DISTRICTS_THEN_AREA: (bool(districts) and area is not None),
    }
    if not declared[rules.split]:
        raise ValueError(f"the rulebook declares the split {rules.split}, the pots are others")
    pots = districts if area is None else [*districts, area]
    if len({pot.key for pot in pots}) != len(pots):
        raise ValueError("two pots have one key")
    seen: set[str] = set()
    for pot in pots:
        for project in pot.election.projects:
            if project.id in seen:
                raise ValueError(f"the project {project.id!r} stands in two pots")
            seen.add(project.id)


def _own(lots: Sequence[str], pot: Pot) -> list[str]:
    """The lots of a pot, in the order drawn."""
    known = {project.id for project in pot.election.projects}
    return [one for one in lots if one in known]
