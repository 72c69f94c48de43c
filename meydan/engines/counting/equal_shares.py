"""The Method of Equal Shares: every voter has an equal share of the budget and pays for what they voted for.

In each round every project asks its supporters for an equal price a unit of utility, ρ; whoever has less gives all they
have. The project with the smallest ρ is bought, until none can be paid. (Peters, Pierczyński, Skowron 2021.)

Outcomes are those of exact rational arithmetic, always. Money is kept twice: as floats that enclose it from below and
above, which decide wherever they prove the decision, and as the history of payments, from which the exact rational is
computed where they do not. No tolerance is used anywhere.
"""

import heapq
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import inf, nextafter

import numpy as np
from numpy.typing import NDArray

from meydan.engines.counting.election import Election
from meydan.engines.counting.outcome import Outcome, Utility, eligible, tie_order

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_EPSILON = 2.0**-52


def equal_shares(
    election: Election,
    *,
    utility: Utility = Utility.COST,
    ties: Sequence[int] | None = None,
    threshold: int = 0,
    share: Fraction | None = None,
) -> Outcome:
    """Return the winners in the order bought, without any completion.

    `share` is what each voter has, in money; the budget divided by all ballots, empty ones too, unless given. With more
    the outcome may cost more than the budget. `ties` are places as `tie_order` gives them.
    """
    return Shares(election, utility=utility, ties=ties, threshold=threshold).buy(share)


class Shares:
    """An election laid out in columns, to be counted again and again with other shares.

    Groups are kinds of ballots, `counts` how many each is. For each project: its supporters' groups in ascending order,
    their points, and counts × points. All sums of these are below 2**53, so that floats hold them exactly.
    """

    def __init__(
        self, election: Election, *, utility: Utility, ties: Sequence[int] | None = None, threshold: int = 0
    ) -> None:
        self.election = election
        self.places = tie_order(election) if ties is None else ties
        self.by_cost = utility is Utility.COST
        self.standing = eligible(election, threshold)
        self.counts: Ints = np.array([ballot.count for ballot in election.ballots], dtype=np.int64)
        total = sum(map(int, election.scores)) + election.voters
        if total >= 2**53:
            raise ValueError("more points than can be counted exactly")
        groups: list[list[int]] = [[] for _project in election.projects]
        points: list[list[int]] = [[] for _project in election.projects]
        for group, ballot in enumerate(election.ballots):
            for number, given in zip(ballot.projects, ballot.points, strict=True):
                if given:
                    groups[number].append(group)
                    points[number].append(given)
        self.columns = [
            Column(project.cost, np.array(at, dtype=np.int64), np.array(given, dtype=np.int64), self.counts)
            for project, at, given in zip(election.projects, groups, points, strict=True)
        ]

    def buy(self, share: Fraction | None = None) -> Outcome:
        """One count with this share for each voter."""
        if share is None:
            share = self.election.budget / max(self.election.voters, 1)
        market = Market(self, share)
        heap = [(0.0, number) for number in self.standing]
        heapq.heapify(heap)
        winners = []
        while (found := self._cheapest(market, heap)) is not None:
            winners.append(found)
        return Outcome(tuple(winners), sum((self.columns[number].cost for number in winners), Fraction(0)))

    def _cheapest(self, market: "Market", heap: list[tuple[float, int]]) -> int | None:
        """Buy the project with the smallest ρ; None when no project can be paid.

        The heap holds lower bounds found in earlier rounds: as money only goes, ρ only grows, and they still hold.
        """
        fresh: list[tuple[float, float, int]] = []
        best = inf
        while heap and heap[0][0] <= best:
            _old, number = heapq.heappop(heap)
            if (price := market.enclose(self.columns[number])) is not None:
                low, high = self._rho(price, self.columns[number])
                fresh.append((low, high, number))
                best = min(best, high)
        close = [number for low, _high, number in fresh if low <= best]
        exact: list[tuple[Fraction, int, int, Fraction, Bools]] = []
        for number in close:
            column = self.columns[number]
            if (asked := market.price(column)) is not None:
                per_utility = asked[0] / column.cost if self.by_cost else asked[0]
                exact.append((per_utility, self.places[number], number, *asked))
        chosen = min(exact, key=lambda one: one[:2], default=None)
        dear = set(close) - {one[2] for one in exact}
        for low, _high, number in fresh:
            if number not in dear and (chosen is None or number != chosen[2]):
                heapq.heappush(heap, (low, number))
        if chosen is None:
            return None
        market.pay(self.columns[chosen[2]], chosen[3], chosen[4])
        return chosen[2]

    def _rho(self, price: tuple[float, float], column: "Column") -> tuple[float, float]:
        if not self.by_cost:
            return price
        return nextafter(price[0] / column.high, 0), nextafter(price[1] / column.low, inf)


class Column:
    """One project: its cost, enclosed by floats too, and its supporters."""

    def __init__(self, cost: Fraction, groups: Ints, points: Ints, counts: Ints) -> None:
        self.cost = cost
        self.low, self.high = _around(cost)
        self.groups = groups
        self.points = points
        self.counts = counts[groups]
        self.weights: Ints = self.counts * points  # all that one unit of price brings in
        self.weight = int(self.weights.sum())
        self.float_points: Floats = points.astype(np.float64)
        self.float_counts: Floats = self.counts.astype(np.float64)
        self.float_weights: Floats = self.weights.astype(np.float64)
        # a bound on the relative error of a sum of products of so many terms, in whatever order they are added
        self.slack = (len(groups) + 64) * _EPSILON

    def raised(self, money: Floats, price: float) -> float:
        """What the supporters give at a price a point, up to `slack`."""
        return float(np.dot(self.float_counts, np.minimum(money, price * self.float_points)))

    def solve(self, money: Floats, cost: float) -> float:
        """About the price at which supporters with this money give the cost; infinite where they have too little.

        Newton's steps on a concave function, from below: each price counts those out who have less than it asks.
        """
        price = cost / self.weight
        while True:
            out = money < price * self.float_points
            left = self.weight - float(self.float_weights[out].sum())
            if left <= 0:
                return inf
            following = (cost - float(np.dot(self.float_counts[out], money[out]))) / left
            if following <= price * (1 + 4 * _EPSILON):
                return price
            price = following


class Market:
    """What every group of voters has left of its share: each member of group g, between `low[g]` and `high[g]`.

    A history is a series of purchases paid in full; `history[g]` is its number: 1 has bought nothing yet, 0 has nothing
    left.
    """

    def __init__(self, shares: Shares, share: Fraction) -> None:
        size = len(shares.counts)
        low, high = _around(share)
        self.share = share
        self.counts = shares.counts
        self.low: Floats = np.full(size, low)
        self.high: Floats = np.full(size, high)
        self.history: Ints = np.ones(size, dtype=np.int64)
        self.values: list[Fraction | None] = [Fraction(0), share]
        self.steps: list[tuple[int, int, int]] = [(0, 0, 0), (0, 0, 0)]  # earlier history, purchase, points
        self.bought: list[tuple[Column, Fraction]] = []

    def enclose(self, column: Column) -> tuple[float, float] | None:
        """Bounds of the price a point, or None where it surely cannot be paid; an infinite upper one: it may be so."""
        if column.weight == 0:
            return None
        low, high = self.low[column.groups], self.high[column.groups]
        if float(np.dot(column.float_counts, high)) * (1 + column.slack) < column.low:
            return None
        return self._under(column, high), self._over(column, low)

    def _under(self, column: Column, money: Floats) -> float:
        """A price not above the exact one: at it, with what they have at most, supporters give at most the cost."""
        price = column.solve(money, column.low)
        if price == inf:
            price = column.low / column.weight
        for widening in (1, 4, 64, 4096):
            under = price * (1 - widening * column.slack * (1 + column.high / (price * column.weight)))
            if under > 0 and column.raised(money, under) * (1 + column.slack) <= column.low:
                return under
        return 0.0

    def _over(self, column: Column, money: Floats) -> float:
        """A price not below the exact one: at it, with what they have at least, supporters give at least the cost."""
        price = column.solve(money, column.high)
        if price == inf:
            return inf
        left = float(column.float_weights[money >= price * column.float_points].sum())
        for widening in (1, 4, 64, 4096):
            over = price * (1 + widening * column.slack * (2 + column.high / (price * max(left, 1.0))))
            if column.raised(money, over) * (1 - column.slack) >= column.high:
                return over
        return inf

    def price(self, column: Column) -> tuple[Fraction, Bools] | None:
        """The exact price a point, and who has less than it asks of them; None where it cannot be paid.

        The same steps as `Column.solve`, from a price surely not above, until the price and those who are out agree.
        """
        if column.weight == 0:
            return None
        guess = column.solve(self.high[column.groups], column.low)
        out = self.high[column.groups] < nextafter(guess * (1 - 4 * column.slack), 0) * column.float_points
        if guess == inf or out.all():
            out = np.zeros(len(column.groups), dtype=np.bool_)
        price: Fraction | None = None
        while True:
            left = column.weight - int(column.weights[out].sum())
            if left == 0:
                return None
            following = (column.cost - self._money(column.groups[out])) / left
            if following == price:
                return price, out
            price = following
            out = self._below(column, price)

    def pay(self, column: Column, price: Fraction, out: Bools) -> None:
        """Take the price of all supporters; `out` give all they have."""
        asked_low, asked_high = self._asked(column, price)
        low, high = self.low[column.groups] - asked_high, self.high[column.groups] - asked_low
        gone = out | self._unsure(column, ~out & (low <= 0), lambda left, points: left == price * points)
        staying = ~gone
        groups = column.groups[staying]
        self.low[column.groups[gone]] = self.high[column.groups[gone]] = 0.0
        self.history[column.groups[gone]] = 0
        self.low[groups] = np.maximum(np.nextafter(low[staying], -inf), 0.0)
        self.high[groups] = np.nextafter(high[staying], inf)
        pairs = np.stack((self.history[groups], column.points[staying]), axis=1)
        kinds, which = np.unique(pairs, axis=0, return_inverse=True)
        self.history[groups] = len(self.steps) + which.reshape(-1)
        self.steps.extend((int(before), len(self.bought), int(points)) for before, points in kinds)
        self.values.extend([None] * len(kinds))
        self.bought.append((column, price))

    # ---- Exactly

    def _value(self, history: int) -> Fraction:
        """What somebody with this history has left."""
        chain = []
        while (found := self.values[history]) is None:
            chain.append(history)
            history = self.steps[history][0]
        for later in reversed(chain):
            _before, purchase, points = self.steps[later]
            found = self.values[later] = found - self.bought[purchase][1] * points
        return found

    def _money(self, groups: Ints) -> Fraction:
        """What all members of these groups have left together: their shares less all they paid."""
        inside = np.zeros(len(self.history), dtype=np.bool_)
        inside[groups] = True
        inside &= self.history != 0
        paid = (price * int(column.weights[inside[column.groups]].sum()) for column, price in self.bought)
        return self.share * int(self.counts[inside].sum()) - sum(paid, Fraction(0))

    def _asked(self, column: Column, price: Fraction) -> tuple[Floats, Floats]:
        """Bounds of what the price asks of each supporter."""
        low, high = _around(price)
        return np.nextafter(low * column.float_points, 0.0), np.nextafter(high * column.float_points, inf)

    def _below(self, column: Column, price: Fraction) -> Bools:
        """Who has less than the price asks."""
        asked_low, asked_high = self._asked(column, price)
        low, high = self.low[column.groups], self.high[column.groups]
        below = high < asked_low
        return below | self._unsure(column, ~below & (low < asked_high), lambda left, points: left < price * points)

    def _unsure(self, column: Column, unsure: Bools, holds: Callable[[Fraction, int], bool]) -> Bools:
        """Of supporters whom floats cannot tell apart, those whose money and points it holds for; once a history."""
        found = np.zeros(len(unsure), dtype=np.bool_)
        if unsure.any():
            pairs = np.stack((self.history[column.groups[unsure]], column.points[unsure]), axis=1)
            kinds, which = np.unique(pairs, axis=0, return_inverse=True)
            answers = [holds(self._value(int(history)), int(points)) for history, points in kinds]
            found[unsure] = np.array(answers, dtype=np.bool_)[which.reshape(-1)]
        return found


def _around(exact: Fraction) -> tuple[float, float]:
    """The floats next to an exact number, below and above; both the number itself where a float can be it."""
    near = float(exact)
    if near == exact:
        return near, near
    return nextafter(near, -inf), nextafter(near, inf)
