"""A project and its supporters as columns of numbers, and the price they would have to pay."""

from fractions import Fraction
from functools import cached_property
from math import inf, nextafter
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
EPSILON: Final = 2.0**-52
SHORT: Final = 8192


def around(exact: Fraction) -> tuple[float, float]:
    """The floats next to an exact number, below and above; both the number itself where a float can be it."""
    near = float(exact)
    if near == exact:
        return near, near
    return nextafter(near, -inf), nextafter(near, inf)


def product(one: Floats, other: Floats) -> float:
    """The sum of products, on this thread: from 10,000 on BLAS (`dot`) wakes others, and waits for them."""
    return float(one.dot(other) if len(one) < SHORT else np.einsum("i,i->", one, other))


class Column:
    """One project: its cost, enclosed by floats too, and its supporters."""

    def __init__(self, cost: Fraction, groups: Ints, points: Ints, counts: Ints) -> None:
        self.cost = cost
        self.low, self.high = around(cost)
        self.groups = groups
        self.points = points
        self.counts = counts[groups]
        self.alike = bool((points == 1).all())
        self.float_counts: Floats = self.counts.astype(np.float64)
        # all that one unit of price brings in
        self.weights: Ints = self.counts if self.alike else self.counts * points
        self.float_weights: Floats = self.float_counts if self.alike else self.weights.astype(np.float64)
        self.weight = int(self.weights.sum())
        # the price if everybody has enough
        self.least = cost / self.weight if self.weight else Fraction(0)
        self.least_low, self.least_high = around(self.least)
        # a bound on the relative error of a sum of products of so many terms, in whatever order they are added
        self.slack = (len(groups) + 64) * EPSILON

    @cached_property
    def float_points(self) -> Floats:
        """The points as floats."""
        return self.points.astype(np.float64)

    def asked(self, price: float) -> Floats | float:
        """What a price a point asks of each supporter; one number where it is the same."""
        return price if self.alike else price * self.float_points

    def raised(self, money: Floats, price: float) -> float:
        """What the supporters give at a price a point, up to `slack`."""
        return product(self.float_counts, np.minimum(money, self.asked(price)))

    def solve(self, money: Floats, cost: float, price: float) -> float:
        """About the price at which supporters with this money give the cost; infinite where they have too little.

        Newton's steps on a concave function, from a `price` that is not above: each counts those out who have less than
        it asks, and lets the others share what is missing.
        """
        gives = self.float_counts * money
        everything = float(gives.sum())
        while True:
            rich = (money >= self.asked(price)).astype(np.float64)
            left = product(self.float_weights, rich)
            if left <= 0:
                return inf
            following = (cost - everything + product(gives, rich)) / left
            if following <= price * (1 + 4 * EPSILON):
                return price
            price = following
