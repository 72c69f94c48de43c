"""What voters have left while projects are bought: enclosed by floats, and exact where floats do not decide."""

from collections.abc import Callable
from fractions import Fraction
from math import inf, nextafter
from typing import NamedTuple

import numpy as np

from meydan.engines.counting.column import Bools, Column, Floats, Ints, around, product


class Asked(NamedTuple):
    """Bounds of a price a point; an infinite upper one where it may be that it cannot be paid.

    Where every supporter surely has nothing or enough, whatever the share, `weight` is that of those who have, and the
    price is exactly the cost divided by it; else 0.
    """

    low: float
    high: float
    weight: int


class Market:
    """What every group of voters has left of its share: each member of group g, between `low[g]` and `high[g]`.

    A history is a series of purchases paid in full; `history[g]` is its number: 1 has bought nothing yet, 0 has nothing
    left. Exact numbers are only computed when one is asked for: until then purchases are `pending`.
    """

    def __init__(self, counts: Ints, share: Fraction, most: Fraction | None = None) -> None:
        """`counts` are the members of each group. With `most` it is all shares from `share` to there at once."""
        size = len(counts)
        low, high = around(share)[0], around(share if most is None else most)[1]
        self.share = share
        self.many = most is not None
        self.lowest: dict[int, float] = {}  # by column, a price a point that it was not below
        self.counts = counts
        self.low: Floats = np.full(size, low)
        self.high: Floats = np.full(size, high)
        self.history: Ints = np.ones(size, dtype=np.int64)
        self.values: list[Fraction | None] = [Fraction(0), share]
        self.steps: list[tuple[int, int, int]] = [(0, 0, 0), (0, 0, 0)]  # earlier history, purchase, points
        self.bought: list[tuple[Column, Fraction]] = []
        self.pending: list[tuple[Column, Bools]] = []  # bought, and who gave all they had; not yet in exact numbers

    def enclose(self, column: Column) -> Asked | None:
        """Bounds of the price a point, or None where it surely cannot be paid."""
        if column.weight == 0:
            return None
        low, high = self.low[column.groups], self.high[column.groups]
        if (low >= np.nextafter(column.asked(column.least_high), inf)).all():
            return Asked(column.least_low, column.least_high, column.weight)
        if product(column.float_counts, high) * (1 + column.slack) < column.low:
            return None
        if low.min() == 0:
            poor = high == 0
            weight = column.weight - int(column.weights[poor].sum())
            if weight == 0:
                return None
            most = nextafter(column.high / weight, inf)
            if (poor | (low >= np.nextafter(column.asked(most), inf))).all():
                return Asked(nextafter(column.low / weight, 0.0), most, weight)
        under, over = self._between(column, low, high)
        self.lowest[id(column)] = under
        return Asked(under, over, 0)

    def _between(self, column: Column, low: Floats, high: Floats) -> tuple[float, float]:
        """A price at which supporters surely give at most the cost, and one at which they surely give at least that."""
        # what it was not below before it is not below now: as money only goes, prices only grow
        least = max(column.least_low, self.lowest.get(id(column), 0.0))
        price = column.solve(high, column.low, least)
        if price == inf:
            return least, inf
        under = least
        error = column.slack * (1 + column.high / (price * column.weight))
        for widening in (1, 4, 64, 4096):
            tried = price * (1 - widening * error)
            if tried <= least:
                break
            if column.raised(high, tried) * (1 + column.slack) <= column.low:
                under = tried
                break
        return under, self._over(column, low, price)

    def _over(self, column: Column, low: Floats, price: float) -> float:
        """A price at which supporters surely give at least the cost, not far above this one; infinite if none is found.

        Of one share, the bounds of what is left are so close that it is just above; of many it is to be solved for.
        """
        for solved in (False, True):
            if solved:
                price = column.solve(low, column.high, price)
                if price == inf:
                    return inf
            left = float(column.float_weights[low >= column.asked(price)].sum())
            error = column.slack * (2 + column.high / (price * max(left, 1.0)))
            for widening in (1, 4, 64, 4096):
                over = price * (1 + widening * error)
                if column.raised(low, over) * (1 - column.slack) >= column.high:
                    return over
                if not solved and self.many:
                    break
        return inf

    def price(self, column: Column) -> tuple[Fraction, Bools] | None:
        """The exact price a point, and who has less than it asks of them; None where it cannot be paid.

        The same steps as `Column.solve`, from a price surely not above, until the price and those who are out agree.
        """
        if column.weight == 0:
            return None
        self.settle()
        guess = column.solve(self.high[column.groups], column.low, column.least_low)
        out = np.zeros(len(column.groups), dtype=np.bool_)
        if guess < inf:
            surely = self.high[column.groups] < column.asked(nextafter(guess * (1 - 4 * column.slack), 0))
            out = out if surely.all() else surely
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

    def take(self, column: Column, low: float, high: float) -> bool:
        """Take a price within these bounds of all supporters, if they prove who has less than it; else do nothing."""
        groups = column.groups
        asked_low, asked_high = (
            np.nextafter(low * column.float_points, 0.0),
            np.nextafter(high * column.float_points, inf),
        )
        money_low, money_high = self.low[groups], self.high[groups]
        out = money_high < asked_low
        if not (out | (money_low > asked_high)).all():
            return False
        self.low[groups] = np.where(out, 0.0, np.maximum(np.nextafter(money_low - asked_high, -inf), 0.0))
        self.high[groups] = np.where(out, 0.0, np.nextafter(money_high - asked_low, inf))
        self.pending.append((column, out))
        return True

    def pay(self, column: Column, price: Fraction, out: Bools) -> None:
        """Take the price of all supporters; `out` give all they have."""
        self.settle()
        asked_low, asked_high = self._asked(column, price)
        low, high = self.low[column.groups] - asked_high, self.high[column.groups] - asked_low
        gone = out | self._unsure(column, ~out & (low <= 0), lambda left, points: left == price * points)
        staying = ~gone
        groups = column.groups[staying]
        self.low[column.groups[gone]] = self.high[column.groups[gone]] = 0.0
        self.low[groups] = np.maximum(np.nextafter(low[staying], -inf), 0.0)
        self.high[groups] = np.nextafter(high[staying], inf)
        self._record(column, price, gone)

    # ---- For all shares of a range at once

    def pay_between(self, column: Column, low: float, high: float) -> None:
        """Take a price of which bounds are known. Afterwards bounds of what is left are known, and nothing exactly."""
        groups = column.groups
        left_low = self.low[groups] - np.nextafter(column.asked(high), inf)
        left_high = self.high[groups] - np.nextafter(column.asked(low), 0.0)
        self.low[groups] = np.maximum(np.nextafter(left_low, -inf), 0.0)
        self.high[groups] = np.maximum(np.nextafter(left_high, inf), 0.0)

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

    def settle(self) -> None:
        """Put all purchases into exact numbers."""
        pending, self.pending = self.pending, []
        for column, out in pending:
            left = column.weight - int(column.weights[out].sum())
            self._record(column, (column.cost - self._money(column.groups[out])) / left, out)

    def _record(self, column: Column, price: Fraction, gone: Bools) -> None:
        """A purchase in exact numbers; those who are `gone` have nothing left."""
        self.history[column.groups[gone]] = 0
        groups = column.groups[~gone]
        kinds, which = self._kinds(groups, column.points[~gone])
        self.history[groups] = len(self.steps) + which
        self.steps.extend((before, len(self.bought), points) for before, points in kinds)
        self.values.extend([None] * len(kinds))
        self.bought.append((column, price))

    def _kinds(self, groups: Ints, points: Ints) -> tuple[list[tuple[int, int]], Ints]:
        """The different pairs of a history and points, and which of them each group has."""
        width = int(points.max(initial=0)) + 1
        kinds, which = np.unique(self.history[groups] * width + points, return_inverse=True)
        return [divmod(kind, width) for kind in kinds.tolist()], which.reshape(-1)

    def money(self, groups: Ints) -> Fraction:
        """What all members of these groups have left together: their shares less all they paid."""
        self.settle()
        return self._money(groups)

    def _money(self, groups: Ints) -> Fraction:
        inside = np.zeros(len(self.history), dtype=np.bool_)
        inside[groups] = True
        inside &= self.history != 0
        if not inside.any():
            return Fraction(0)
        found = self.share * int(self.counts[inside].sum())
        for column, price in self.bought:
            if weight := int(column.weights[inside[column.groups]].sum()):
                found -= price * weight
        return found

    def _asked(self, column: Column, price: Fraction) -> tuple[Floats | float, Floats | float]:
        """Bounds of what the price asks of each supporter."""
        low, high = around(price)
        return np.nextafter(column.asked(low), 0.0), np.nextafter(column.asked(high), inf)

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
            kinds, which = self._kinds(column.groups[unsure], column.points[unsure])
            answers = [holds(self._value(history), points) for history, points in kinds]
            found[unsure] = np.array(answers, dtype=np.bool_)[which]
        return found
