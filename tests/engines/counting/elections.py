"""Small elections drawn by lot, of the kind in which everything is a tie."""

import os
import random
from fractions import Fraction

from meydan.engines.counting.election import Ballot, Election, Project, VoteType


def fuzzed(usually: int) -> range:
    """The seeds of elections to compare: as many as FUZZ says, or else as many as usually."""
    return range(int(os.environ.get("FUZZ", usually)))


def drawn(seed: int) -> Election:
    """An election that the seed alone decides: up to 8 projects and 14 voters, round costs, equal ballots, few points."""
    chance = random.Random(seed)
    count = chance.randint(1, 8)
    unit = chance.choice([Fraction(1), Fraction(1), Fraction(10), Fraction(1, 3), Fraction("0.1"), Fraction(10**9)])
    costs = chance.choice([[1], [1, 2, 3], [2, 3, 5, 7], range(1, 30), [10**6, 10**6 + 1]])
    pointed = chance.random() < 0.35
    most = chance.choice([1, 3, count, count])
    ballots: dict[tuple, int] = {}
    for _voter in range(chance.randint(1, 14)):
        numbers = tuple(chance.sample(range(count), chance.randint(0, min(most, count))))
        points = tuple(chance.randint(0, 4) if pointed else 1 for _number in numbers)
        ballots[numbers, points] = ballots.get((numbers, points), 0) + chance.choice([1, 1, 1, 2, 5])
    projects = tuple(Project(f"p{at}", chance.choice(costs) * unit) for at in range(count))
    budget = chance.choice(
        [sum(project.cost for project in projects) * Fraction(chance.randint(0, 8), 6), projects[0].cost * 3]
    )
    kind = VoteType.CUMULATIVE if pointed else VoteType.APPROVAL
    return Election(budget, projects, tuple(Ballot(*wrote, alike) for wrote, alike in ballots.items()), kind)
