"""What is done with the money Equal Shares leaves over: larger shares, as long as the budget does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from meydan.engines.counting.election import Election
from meydan.engines.counting.equal_shares import Shares, Tick
from meydan.engines.counting.outcome import Outcome, Utility


class Start(StrEnum):
    """What everybody has before anything is added: the budget divided exactly, or down to whole units of money."""

    FRACTION = "fraction"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Added:
    """An outcome, how many times `step` was added for it, what everybody's share was then, and why no more was added.

    `stop` is "overspend" (one step more costs more than there is), "exhaustive" (nothing else would fit), or "all"
    (everything that has a vote is funded).
    """

    outcome: Outcome
    steps: int
    share: Fraction
    stop: str


def add_one(  # noqa: PLR0913 - a rule and all its settings, named
    election: Election,
    *,
    utility: Utility = Utility.COST,
    ties: Sequence[int] | None = None,
    threshold: int = 0,
    step: Fraction = Fraction(1),
    exhaustive: bool = True,
    start: Start = Start.FRACTION,
    tick: Tick | None = None,
    shares: Shares | None = None,
) -> Added:
    """Count by Equal Shares again and again, each voter's share one `step` larger, and take the last within the budget.

    With `exhaustive` the first outcome beside which nothing else fits is taken too. Step by step, not by halving:
    outcomes within the budget may lie beyond one that is not. Ranges of steps whose outcome is proven to be one are
    passed over at once, so that steps of a Rial can be taken. Raises ValueError unless `step` is above 0. `shares` are
    the same election's, with whatever budget, from counts before: what these found is not counted again.
    """
    if step <= 0:
        raise ValueError("a step adds something")
    if shares is None:
        shares = Shares(election, utility=utility, ties=ties, threshold=threshold, tick=tick)
    base = election.budget / max(election.voters, 1)
    if start is Start.FLOOR:
        base = Fraction(base // 1)
    walk = _walk(shares, base, step)
    outcome, first, last = next(walk)
    while True:
        if len(outcome.winners) == len(shares.standing):
            return Added(outcome, first, base + first * step, "all")
        if exhaustive and not _fits(election, shares.standing, outcome):
            return Added(outcome, first, base + first * step, "exhaustive")
        following, begins, ends = next(walk)
        if following.cost > election.budget:
            return Added(outcome, last, base + last * step, "overspend")
        outcome, first, last = following, begins, ends


def _walk(shares: Shares, base: Fraction, step: Fraction) -> Iterator[tuple[Outcome, int, int]]:
    """Outcomes of ever larger shares, without end: each with the first and the last of the steps it is proven for."""
    yield shares.buy(base), 0, 0
    at, reach, patience, proven = 0, 1, 1, 0
    while True:
        least = base + (at + 1) * step
        if (known := shares.known(least)) is not None:
            ends = at + 1 + (known[0] - least) // step
            yield known[1], at + 1, ends
            at = ends
            continue
        # all shares from the next step to `reach` steps on
        outcome = shares.buy(least) if reach == 1 else shares.buy_range(least, base + (at + reach) * step)
        if outcome is None:
            reach, proven = reach // 4 or 1, 0
            if reach == 1:  # a range that is not proven costs as much as one that is: rarer and rarer tries
                patience = min(2 * patience, 64)
            continue
        yield outcome, at + 1, at + reach
        at += reach
        proven += 1
        if reach > 1:
            patience = max(1, patience // 2)
        if reach > 1 or proven >= patience:
            reach, proven = reach * 4, 0


def _fits(election: Election, standing: Sequence[int], outcome: Outcome) -> bool:
    """Whether another project could be paid from what is left."""
    left = election.budget - outcome.cost
    return any(election.projects[number].cost <= left for number in set(standing) - set(outcome.winners))
