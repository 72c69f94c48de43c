"""Counting written slowly and plainly with `fractions`, one voter after the other: what the engine is held against."""

from fractions import Fraction


def voters(election):
    """Each voter's points by project."""
    return [
        dict(zip(ballot.projects, ballot.points, strict=True))
        for ballot in election.ballots
        for _one in range(ballot.count)
    ]


def equal_shares(election, *, by_cost, places, share=None, threshold=0):
    everybody = voters(election)
    money = [election.budget / len(everybody) if share is None else share for _voter in everybody]
    left = [at for at, score in enumerate(election.scores) if score >= max(1, threshold)]
    winners = []
    while True:
        asked = []
        for number in left:
            cost = election.projects[number].cost
            worth = cost if by_cost else Fraction(1)
            backers = [
                (money[at] / (points[number] * worth), at, points[number] * worth)
                for at, points in enumerate(everybody)
                if points.get(number)
            ]
            if sum(money[at] for _ratio, at, _worth in backers) >= cost:
                asked.append((rho(cost, sorted(backers), money), places[number], number))
        if not asked:
            return winners
        smallest, _place, number = min(asked)
        worth = election.projects[number].cost if by_cost else Fraction(1)
        for at, points in enumerate(everybody):
            if points.get(number):
                money[at] -= min(money[at], smallest * points[number] * worth)
        left.remove(number)
        winners.append(number)


def rho(cost, backers, money):
    """The price a unit of utility: the poorest, for their utility, give all they have."""
    worth = sum(one[2] for one in backers)
    for ratio, at, own in backers:
        if cost / worth <= ratio:
            return cost / worth
        cost -= money[at]
        worth -= own
    raise AssertionError("they have too little")


def greedy(election, *, by_cost, places, skip=True, threshold=0):
    def wanted(number):
        return -election.scores[number] / (Fraction(1) if by_cost else election.projects[number].cost), places[number]

    left, winners = election.budget, []
    numbers = [at for at, score in enumerate(election.scores) if score >= max(1, threshold)]
    for number in sorted(numbers, key=wanted):
        if election.projects[number].cost <= left:
            left -= election.projects[number].cost
            winners.append(number)
        elif not skip:
            break
    return winners


def add_one(election, *, by_cost, places, step, exhaustive, floor):
    """Step by step, nothing passed over."""
    count = sum(ballot.count for ballot in election.ballots)
    base = election.budget / count
    base = Fraction(base // 1) if floor else base
    standing = [at for at, score in enumerate(election.scores) if score >= 1]
    before, steps = None, 0
    while True:
        winners = equal_shares(election, by_cost=by_cost, places=places, share=base + steps * step)
        left = election.budget - sum(election.projects[number].cost for number in winners)
        if left < 0:
            return before, steps - 1, "overspend"
        if len(winners) == len(standing):
            return winners, steps, "all"
        if exhaustive and all(election.projects[at].cost > left for at in set(standing) - set(winners)):
            return winners, steps, "exhaustive"
        before, steps = winners, steps + 1


def phragmen(election, *, places, threshold=0):
    """By the clock: purses fill evenly, and supporters of what is bought empty theirs."""
    everybody = voters(election)
    purses = [Fraction(0)] * len(everybody)
    left = election.budget
    standing = [at for at, score in enumerate(election.scores) if score >= max(1, threshold)]
    winners = []
    while standing:
        waits = []
        for number in standing:
            backers = [at for at, points in enumerate(everybody) if points.get(number)]
            missing = election.projects[number].cost - sum(purses[at] for at in backers)
            waits.append((missing / len(backers), places[number], number, backers))
        wait, _place, number, backers = min(waits)
        if election.projects[number].cost > left:
            return winners
        purses = [purse + wait for purse in purses]
        for at in backers:
            purses[at] = Fraction(0)
        left -= election.projects[number].cost
        standing.remove(number)
        winners.append(number)
    return winners
