"""The rule most cities use: the most wanted first, as long as there is money."""

from collections.abc import Sequence
from fractions import Fraction

from meydan.engines.counting.election import Election
from meydan.engines.counting.outcome import Outcome, Utility, eligible, tie_order


def greedy(  # noqa: PLR0913 - a rule and all its settings, named
    election: Election,
    *,
    utility: Utility = Utility.COST,
    ties: Sequence[int] | None = None,
    threshold: int = 0,
    skip: bool = True,
    after: Outcome | None = None,
) -> Outcome:
    """Return the projects funded one after the other, by utility for the money.

    With cost utility that is the most points (votes) first, with cardinality the most points for each unit of money.
    One that does not fit is passed over, or ends the count with `skip=False`. `ties` are places as `tie_order` gives
    them, by default those of its usual chain. `after` are projects funded already, whose cost is spent; they stay in
    front.
    """
    done = after or Outcome((), Fraction(0))
    winners, left = list(done.winners), election.budget - done.cost
    for number in wanted(election, utility=utility, ties=ties, threshold=threshold):
        cost = election.projects[number].cost
        if number in done.winners:
            continue
        if cost <= left:
            winners.append(number)
            left -= cost
        elif not skip:
            break
    return Outcome(tuple(winners), election.budget - left)


def wanted(
    election: Election, *, utility: Utility = Utility.COST, ties: Sequence[int] | None = None, threshold: int = 0
) -> list[int]:
    """The projects in the order in which they are asked."""
    places = tie_order(election) if ties is None else ties

    def most(number: int) -> tuple[Fraction, int]:
        by = election.projects[number].cost if utility is Utility.CARDINALITY else Fraction(1)
        return -election.scores[number] / by, places[number]

    return sorted(eligible(election, threshold), key=most)
