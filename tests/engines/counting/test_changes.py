import random
from dataclasses import replace
from fractions import Fraction

import pytest

from meydan.engines.counting.changes import Change, Changes
from meydan.engines.counting.counted import count
from meydan.engines.counting.election import Ballot, Election, Project, VoteType
from meydan.engines.counting.rulebook import Completion, Rule, Rulebook


def drawn(seed, *, pointed=False):
    """Small whole costs, so that every budget and number of votes can be tried one after the other."""
    chance = random.Random(seed)
    count = chance.randint(2, 5)
    projects = tuple(Project(f"p{at}", Fraction(chance.randint(1, 6))) for at in range(count))
    ballots = []
    for _kind in range(chance.randint(1, 5)):
        named = tuple(chance.sample(range(count), chance.randint(1, min(3, count))))
        ballots.append(
            Ballot(named, tuple(chance.randint(1, 3) if pointed else 1 for _one in named), chance.randint(1, 3))
        )
    budget = Fraction(chance.randint(1, 12))
    return Election(budget, projects, tuple(ballots), VoteType.CUMULATIVE if pointed else VoteType.APPROVAL)


def with_votes(election, number, more, points=1):
    return replace(election, ballots=(*election.ballots, Ballot((number,), (points,), more)))


def least_budget(election, number, rules, most):
    richer = (replace(election, budget=election.budget + more) for more in range(1, most))
    return next((more for more, one in enumerate(richer, 1) if number in count(one, rules).winners), None)


def least_votes(election, number, rules, most, points):
    wanted = (with_votes(election, number, more, points) for more in range(1, most))
    return next((more for more, one in enumerate(wanted, 1) if number in count(one, rules).winners), None)


def exactly(amount):
    return None if amount is None else Change(Fraction(amount), exact=True)


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.GREEDY_NO_SKIP, Rule.PHRAGMEN])
def test_of_greedy_and_phragmen_the_smallest_change_is_told(rule):
    asked = 0
    for seed in range(60):
        pointed = seed % 3 == 0
        one = drawn(seed, pointed=pointed)
        rules = Rulebook(
            rule,
            random.Random(seed).choice(["cost", "cardinality"]),
            threshold=seed % 4,
            ties=random.Random(seed).choice([("cost", "votes", "file"), ("votes", "cost"), ("file",)]),
            max_points=4 if seed % 6 == 0 else 0,
        )
        rules = replace(rules, max_points=9 if rules.max_points else 0)
        asking = Changes(one, rules, ())
        for number in set(range(len(one.projects))) - set(count(one, rules).winners):
            asked += 1
            assert asking.money(number) == exactly(least_budget(one, number, rules, 40)), (seed, number)
            points = 9 if pointed and rules.max_points else 1
            assert asking.votes(number) == exactly(least_votes(one, number, rules, 80, points)), (seed, number)
    assert asked > 40


@pytest.mark.parametrize("completion", list(Completion))
def test_of_equal_shares_a_change_is_told_that_was_counted_and_does_it(completion):
    asked = smallest = 0
    for seed in range(60):
        one = drawn(seed)
        rules = Rulebook(completion=completion, step=Fraction(1, 3), exhaustive=seed % 2 == 0)
        asking = Changes(one, rules, ())
        for number in set(range(len(one.projects))) - set(count(one, rules).winners):
            richer, wanted = asking.money(number), asking.votes(number)
            if one.scores[number]:
                assert number in count(replace(one, budget=one.budget + richer.amount), rules).winners
                found = least_budget(one, number, rules, int(richer.amount) + 1)
                asked += 1
                smallest += found == richer.amount
            if wanted is None:
                assert one.projects[number].cost >= one.budget
            else:
                assert number in count(with_votes(one, number, int(wanted.amount)), rules).winners
    assert smallest >= 0.9 * asked > 10


def test_without_a_vote_no_money_helps_and_beyond_the_budget_no_vote():
    one = Election(Fraction(5), (Project("a", Fraction(3)), Project("b", Fraction(6))), (Ballot((1,), (1,), 2),))
    for rule in Rule:
        asking = Changes(one, Rulebook(rule), ())
        assert asking.money(0) is None
        assert asking.votes(1) is None
        assert asking.money(1) == Change(Fraction(1), exact=rule is not Rule.EQUAL_SHARES)
        assert asking.votes(0).amount in {1, 2}
