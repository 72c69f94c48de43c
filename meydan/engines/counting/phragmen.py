"""Sequential Phragmén: everybody earns at one rate, and a project is bought as soon as its supporters can pay it."""

import heapq
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from meydan.engines.counting.election import Election, Ints
from meydan.engines.counting.outcome import Outcome, eligible, tie_order


def phragmen(election: Election, *, ties: Sequence[int] | None = None, threshold: int = 0) -> Outcome:
    """Return the winners in the order bought; the first that costs more than is left ends the count.

    Whoever supports a bought project has nothing then and earns on. Points do not matter beyond being above 0. `ties`
    are places as `tie_order` gives them. Exact: what a voter has is the time since the last purchase of theirs, so that
    a project's moment is (its cost + the moments of those purchases, summed) / supporters: few different fractions,
    times whole numbers.
    """
    places = tie_order(election) if ties is None else ties
    marks = election.marks
    backers = {
        number: marks.groups[(marks.numbers == number) & (marks.points > 0)] for number in eligible(election, threshold)
    }
    counts = election.counts
    bought: list[Fraction] = [Fraction(0)]  # moments of purchases; nobody has bought at moment 0
    latest: Ints = np.zeros(len(counts), dtype=np.int64)  # for each kind of ballot, which of them was its own last
    heap = [(Fraction(0), places[number], number, -1) for number in backers]
    winners: list[int] = []
    left = election.budget
    while heap:
        moment, place, number, known = heapq.heappop(heap)
        groups = backers[number]
        cost = election.projects[number].cost
        if known != len(winners):  # found before others were bought: it can only be later now
            spent = np.zeros(len(bought), dtype=np.int64)
            np.add.at(spent, latest[groups], counts[groups])
            waited = sum((moment * int(some) for moment, some in zip(bought, spent, strict=True) if some), Fraction(0))
            moment = (cost + waited) / int(spent.sum())
            heapq.heappush(heap, (moment, place, number, len(winners)))
            continue
        if cost > left:
            break
        left -= cost
        winners.append(number)
        bought.append(moment)
        latest[groups] = len(winners)
    return Outcome(tuple(winners), election.budget - left)
