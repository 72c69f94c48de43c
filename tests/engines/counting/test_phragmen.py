import random
from fractions import Fraction

import pytest

from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.outcome import Outcome, tie_order
from meydan.engines.counting.pbfile import read_election
from meydan.engines.counting.phragmen import phragmen
from tests.engines.counting import reference
from tests.engines.counting.elections import drawn, fuzzed


def election(budget, costs, ballots):
    projects = tuple(Project(f"p{at}", Fraction(cost)) for at, cost in enumerate(costs))
    kinds = tuple(Ballot(tuple(numbers), (1,) * len(numbers), count) for numbers, count in ballots)
    return Election(Fraction(budget), projects, kinds)


def test_those_who_have_bought_wait_longer_for_the_next():
    # three buy the first at 4 and could pay the second at 8; one alone can pay the third at 6
    assert phragmen(election(30, [12, 12, 6], [([0, 1], 3), ([2], 1)])) == Outcome((0, 2, 1), Fraction(30))


def test_the_first_that_costs_more_than_is_left_ends_it():
    assert phragmen(election(18, [12, 12, 6], [([0, 1], 3), ([2], 1)])) == Outcome((0, 2), Fraction(18))
    assert phragmen(election(20, [12, 12, 1], [([0, 1], 9), ([2], 1)])).winners == (2, 0)
    assert phragmen(election(11, [12, 1], [([0], 13), ([1], 1)])).winners == ()


def test_nobody_and_what_nobody_wants_have_no_winners():
    assert phragmen(election(10, [5], [])).winners == ()
    assert phragmen(election(10, [5, 5], [([1], 1)])).winners == (1,)


def test_elections_drawn_by_lot_are_counted_as_the_clock_counts_them():
    for seed in fuzzed(1000):
        one = drawn(seed)
        places = tie_order(
            one, ("lot",), random.Random(seed).sample([each.id for each in one.projects], len(one.projects))
        )
        expected = reference.phragmen(one, places=places, threshold=seed % 3)
        assert list(phragmen(one, ties=places, threshold=seed % 3).winners) == expected, seed


@pytest.mark.parametrize("chain", ["official(minCost,maxVotes,fileorder)", "lexi"])
def test_the_shared_elections_have_the_expected_winners(shared, chain):
    for path, expected in shared.data("pb/expected.json").items():
        one = read_election(shared.raw(f"pb/{path}"))
        lots = sorted(project.id for project in one.projects)
        places = tie_order(one, ("lot",), lots) if chain == "lexi" else tie_order(one)
        assert sorted(phragmen(one, ties=places).ids(one)) == sorted(expected[chain]["phragmen"]), path
