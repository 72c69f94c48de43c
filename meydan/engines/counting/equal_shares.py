"""The Method of Equal Shares: every voter has an equal share of the budget and pays for what they voted for.

In each round every project asks its supporters for an equal price a unit of utility, ρ; whoever has less gives all they
have. The project with the smallest ρ is bought, until none can be paid. (Peters, Pierczyński, Skowron 2021.)

Outcomes are those of exact rational arithmetic, always. Money is kept twice: as floats that enclose it from below and
above, which decide wherever they prove the decision, and as the history of payments, from which the exact rational is
computed where they do not. No tolerance is used anywhere.
"""

import bisect
import heapq
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import inf, nextafter
from typing import NamedTuple

import numpy as np

from meydan.engines.counting.column import Bools, Column, around
from meydan.engines.counting.election import Election
from meydan.engines.counting.market import Asked, Market
from meydan.engines.counting.outcome import Outcome, Utility, eligible, tie_order

# Called between rounds of a count: it may tell how far it is, or raise to end it.
Tick = Callable[[], None]


def equal_shares(  # noqa: PLR0913 - a rule and all its settings, named
    election: Election,
    *,
    utility: Utility = Utility.COST,
    ties: Sequence[int] | None = None,
    threshold: int = 0,
    share: Fraction | None = None,
    tick: Tick | None = None,
) -> Outcome:
    """Return the winners in the order bought, without any completion.

    `share` is what each voter has, in money; the budget divided by all ballots, empty ones too, unless given. With more
    the outcome may cost more than the budget. `ties` are places as `tie_order` gives them.
    """
    return Shares(election, utility=utility, ties=ties, threshold=threshold, tick=tick).buy(share)


class Near(NamedTuple):
    """A project that may be the next: bounds of its ρ, and of its price a point."""

    low: float
    high: float
    number: int
    price: Asked


class Shares:
    """An election laid out in columns, to be counted again and again with other shares.

    Groups are kinds of ballots, `counts` how many each is. For each project: its supporters' groups in ascending order,
    their points, and counts × points. All sums of these are below 2**53, so that floats hold them exactly.
    """

    def __init__(
        self,
        election: Election,
        *,
        utility: Utility,
        ties: Sequence[int] | None = None,
        threshold: int = 0,
        tick: Tick | None = None,
    ) -> None:
        self.election = election
        self.places = tie_order(election) if ties is None else ties
        self.tick = tick
        self.found_at: list[Fraction] = []  # where ranges of shares begin whose outcome was found; their ends, outcomes
        self.found: list[tuple[Fraction, Outcome]] = []
        self.by_cost = utility is Utility.COST
        self.standing = eligible(election, threshold)
        self.counts = election.counts
        marks = election.marks
        given = np.flatnonzero(marks.points > 0)
        # numbers as small as they go: short ones are sorted by their digits
        numbers = marks.numbers[given].astype(np.min_scalar_type(len(election.projects)))
        ordered = given[np.argsort(numbers, kind="stable")]
        ends = np.cumsum(np.bincount(numbers, minlength=len(election.projects)))[:-1]
        self.columns = [
            Column(project.cost, marks.groups[at], marks.points[at], self.counts)
            for project, at in zip(election.projects, np.split(ordered, ends), strict=False)
        ]
        # with any share ρ is at least what it is where everybody has enough
        least = ((self.columns[number], number) for number in self.standing)
        self.start = [
            (self._bounds(column, column.least_low, column.least_high)[0], number) for column, number in least
        ]
        heapq.heapify(self.start)

    def buy(self, share: Fraction | None = None) -> Outcome:
        """One count with this share for each voter."""
        if share is None:
            share = self.election.budget / max(self.election.voters, 1)
        found = self.known(share)
        return (
            self._remember(share, share, list(self.follow(Market(self.counts, share)))) if found is None else found[1]
        )

    def follow(self, market: Market) -> Iterator[int]:
        """Each purchase as it is made, the market as it is after it."""
        heap = list(self.start)
        while (found := self._cheapest(market, heap)) is not None:
            yield found

    def buy_range(self, least: Fraction, most: Fraction) -> Outcome | None:
        """The outcome that every share from `least` to `most` has, or None where floats do not prove that it is one."""
        market = Market(self.counts, least, most)
        heap = list(self.start)
        winners = []
        while fresh := self._near(market, heap):
            sure = self._surely(fresh)
            if sure is None:
                return None
            market.pay_between(self.columns[sure[0]], *sure[1:])
            winners.append(sure[0])
            self._put_back(heap, fresh, sure[0])
        return self._remember(least, most, winners)

    def known(self, share: Fraction) -> tuple[Fraction, Outcome] | None:
        """The outcome of this share and of all from it to the one returned beside, if it was found before."""
        at = bisect.bisect_right(self.found_at, share) - 1
        if at < 0 or self.found[at][0] < share:
            return None
        return self.found[at]

    def _remember(self, least: Fraction, most: Fraction, winners: list[int]) -> Outcome:
        outcome = Outcome(tuple(winners), sum((self.columns[number].cost for number in winners), Fraction(0)))
        at = bisect.bisect_right(self.found_at, least)
        self.found_at.insert(at, least)
        self.found.insert(at, (most, outcome))
        return outcome

    def _near(self, market: Market, heap: list[tuple[float, int]]) -> list[Near]:
        """Take those from the heap that can have the smallest ρ, with its bounds now; none: nothing can be paid.

        The heap holds lower bounds found in earlier rounds: as money only goes, ρ only grows, and they still hold.
        """
        if self.tick is not None:
            self.tick()
        fresh: list[Near] = []
        best = inf
        while heap and heap[0][0] <= best:
            _old, number = heapq.heappop(heap)
            column = self.columns[number]
            if (price := market.enclose(column)) is not None:
                low, high = self._bounds(column, price.low, price.high)
                fresh.append(Near(low, high, number, price))
                best = min(best, high)
        return fresh

    def _cheapest(self, market: Market, heap: list[tuple[float, int]]) -> int | None:
        """Buy the project with the smallest ρ; None when no project can be paid."""
        fresh = self._near(market, heap)
        sure = self._surely(fresh)
        if sure is not None and market.take(self.columns[sure[0]], *sure[1:]):
            self._put_back(heap, fresh, sure[0])
            return sure[0]
        best = min((near.high for near in fresh), default=inf)
        exact: list[tuple[Fraction, int, int, Fraction, Bools]] = [
            (self._rho(asked[0], near.number), self.places[near.number], near.number, *asked)
            for near in fresh
            if near.low <= best and (asked := market.price(self.columns[near.number])) is not None
        ]
        chosen = min(exact, key=lambda one: one[:2], default=None)
        priced = {one[2] for one in exact}
        for near in fresh:
            # without a price, though it was asked for, it can never be paid again
            if (near.low > best or near.number in priced) and (chosen is None or near.number != chosen[2]):
                heapq.heappush(heap, (near.low, near.number))
        if chosen is None:
            return None
        market.pay(self.columns[chosen[2]], chosen[3], chosen[4])
        return chosen[2]

    def _fixed_rho(self, near: Near) -> tuple[Fraction, int]:
        return self._rho(self.columns[near.number].cost / near.price.weight, near.number), self.places[near.number]

    @staticmethod
    def _put_back(heap: list[tuple[float, int]], fresh: list[Near], chosen: int) -> None:
        for near in fresh:
            if near.number != chosen:
                heapq.heappush(heap, (near.low, near.number))

    def _surely(self, fresh: list[Near]) -> tuple[int, float, float] | None:
        """The project with the smallest ρ, with bounds of its price a point; None where floats do not prove which."""
        best = min(fresh, key=lambda near: near.high, default=None)
        if best is None:
            return None
        close = [near for near in fresh if near.low <= best.high]
        fixed = [near for near in close if near.price.weight]
        if fixed:
            first = min(fixed, key=self._fixed_rho) if len(fixed) > 1 else fixed[0]
            highest = around(self._fixed_rho(first)[0])[1]
            if all(near.low > highest for near in close if not near.price.weight):
                return first.number, first.price.low, first.price.high
        if len(close) > 1 or best.high == inf:
            return None
        return best.number, best.price.low, best.price.high

    def _rho(self, price: Fraction, number: int) -> Fraction:
        return price / self.columns[number].cost if self.by_cost else price

    def _bounds(self, column: Column, low: float, high: float) -> tuple[float, float]:
        """Of ρ, from those of the price a point."""
        if not self.by_cost:
            return low, high
        return nextafter(low / column.high, 0), nextafter(high / column.low, inf)
