"""Who paid for what in Equal Shares, in effect: each voter's share of the money, followed through all purchases.

With larger shares than the budget has (Add1) the money is what those shares are made of: for each project it adds up to
its cost all the same.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from meydan.engines.counting.equal_shares import Shares
from meydan.engines.counting.market import Market


@dataclass(frozen=True, slots=True)
class Portion:
    """Voters with as many funded projects on their ballot, and how much of a cost they bore (0 to 1, rounded)."""

    funded: int
    voters: int
    part: float


@dataclass(frozen=True, slots=True)
class Funding:
    """How a project was paid: by how many voters, the most that one paid, the average; and who they were, in effect.

    `in_full` of the payers gave the equal price a point, the others all they had left. `average` is exact, and
    `most` unless it was somebody's last money.
    """

    payers: int
    in_full: int
    most: Fraction
    average: Fraction
    portions: tuple[Portion, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """For each project bought: its funding. For each that was not: what its supporters had left together."""

    paid: dict[int, Funding]
    unspent: dict[int, Fraction]


def follow(shares: Shares, share: Fraction) -> Followed:
    """Count with this share, and tell who paid."""
    market = Market(shares.counts, share)
    bought: list[tuple[int, Fraction, np.ndarray[tuple[int], np.dtype[np.float64]]]] = []
    before = market.high.copy()
    for number in shares.follow(market):
        groups = shares.columns[number].groups
        market.settle()
        bought.append((number, market.bought[-1][1], before[groups] - market.high[groups]))
        before[groups] = market.high[groups]
    funded = np.zeros(len(shares.counts), dtype=np.int64)
    for number, _price, _paid in bought:
        funded[shares.columns[number].groups] += 1
    paid = {number: _funding(shares, number, price, gave, funded) for number, price, gave in bought}
    rest = {at: market.money(column.groups) for at, column in enumerate(shares.columns) if at not in paid}
    return Followed(paid, rest)


def _funding(
    shares: Shares,
    number: int,
    price: Fraction,
    gave: np.ndarray[tuple[int], np.dtype[np.float64]],
    funded: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> Funding:
    """`gave` is what each supporter gave, as a float: it tells those who gave nothing, and portions."""
    column = shares.columns[number]
    asked = float(price) * column.float_points
    paying = gave > asked * 1e-9
    full = paying & (gave >= asked * (1 - 1e-9))
    payers = int(column.counts[paying].sum())
    most = price * int(column.points[full].max(initial=0))
    most = max(most, Fraction(float(gave[~full].max(initial=0.0))))
    how_many = funded[column.groups]
    portions = tuple(
        Portion(
            int(each),
            int(column.counts[paying & (how_many == each)].sum()),
            float((gave * column.float_counts)[how_many == each].sum() / float(column.cost)),
        )
        for each in np.unique(how_many[paying])
    )
    return Funding(payers, int(column.counts[full].sum()), most, column.cost / max(payers, 1), portions)
