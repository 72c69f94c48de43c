import random
from fractions import Fraction

import pytest

from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.equal_shares import equal_shares
from meydan.engines.counting.outcome import Utility, tie_order
from meydan.engines.counting.pbfile import read_election
from tests.engines.counting import reference
from tests.engines.counting.elections import drawn, fuzzed


def election(budget, costs, ballots):
    projects = tuple(Project(f"p{at}", Fraction(cost)) for at, cost in enumerate(costs))
    return Election(
        Fraction(budget),
        projects,
        tuple(Ballot(tuple(numbers), (1,) * len(numbers), count) for numbers, count in ballots),
    )


def test_six_unanimous_voters_fund_the_project_that_costs_all_there_is():
    # 10/6 is no float: six times the float is not 10
    assert equal_shares(election(10, [10], [([0], 6)])).winners == (0,)
    assert equal_shares(election(10, ["10.000000000000000001"], [([0], 6)])).winners == ()


def test_a_minority_gets_its_share():
    # 60 want the three of the north, 40 the one of the south; each costs a quarter of the budget
    split = election(100, [25, 25, 25, 25, 25], [([0, 1, 2, 3], 60), ([4], 40)])
    assert set(equal_shares(split).winners) == {0, 1, 4}


def test_cost_and_cardinality_differ():
    # 1.2 each: nine would pay 10/9 for the first, or four of them 1 for the second; nobody can pay both
    two = election(12, [10, 4], [([0], 5), ([0, 1], 4), ([], 1)])
    assert [equal_shares(two, utility=utility).winners for utility in Utility] == [(0,), (1,)]


def test_nobody_and_nothing_have_no_winners():
    assert equal_shares(election(10, [], [])).winners == ()
    assert equal_shares(election(10, [5], [])).winners == ()
    assert equal_shares(election(10, [5], [([], 3)])).winners == ()
    assert equal_shares(election(0, [5], [([0], 3)])).winners == ()


def test_an_empty_ballot_has_its_share_and_keeps_it():
    assert equal_shares(election(10, [10], [([0], 6), ([], 1)])).winners == ()


def test_below_the_threshold_nothing_is_bought():
    assert equal_shares(election(10, [1, 1], [([0, 1], 1), ([0], 5)]), threshold=2).winners == (0,)


def test_what_it_costs_is_told_exactly():
    outcome = equal_shares(election(10, ["0.1", "0.2"], [([0, 1], 3)]))
    assert (outcome.winners, outcome.cost) == ((0, 1), Fraction("0.3"))


def test_elections_drawn_by_lot_are_counted_as_fractions_count_them():
    # 50,000 were compared in November 2026, by FUZZ=50000
    for seed in fuzzed(1000):
        one = drawn(seed)
        chance = random.Random(~seed)
        places = tie_order(one, ("lot",), chance.sample([project.id for project in one.projects], len(one.projects)))
        share = None if seed % 3 else one.budget / one.voters + Fraction(chance.randint(0, 40), chance.choice([1, 7]))
        threshold = chance.choice([0, 0, 2])
        for utility in Utility:
            expected = reference.equal_shares(
                one, by_cost=utility is Utility.COST, places=places, share=share, threshold=threshold
            )
            got = equal_shares(one, utility=utility, ties=places, share=share, threshold=threshold)
            assert list(got.winners) == expected, (seed, utility)


def test_scaling_all_money_changes_nothing():
    for seed in range(150):
        one = drawn(seed)
        factor = Fraction(10**7 + 19, 3)
        scaled = Election(
            one.budget * factor,
            tuple(Project(project.id, project.cost * factor) for project in one.projects),
            one.ballots,
            one.vote_type,
        )
        for utility in Utility:
            assert equal_shares(one, utility=utility).winners == equal_shares(scaled, utility=utility).winners


@pytest.mark.parametrize("chain", ["official(minCost,maxVotes,fileorder)", "lexi"])
def test_the_shared_elections_have_the_expected_winners(shared, chain):
    for path, expected in shared.data("pb/expected.json").items():
        one = read_election(shared.raw(f"pb/{path}"))
        lots = sorted(project.id for project in one.projects)
        places = tie_order(one, ("lot",), lots) if chain == "lexi" else tie_order(one)
        for key, utility in (("mes_cost", Utility.COST), ("mes_card", Utility.CARDINALITY)):
            if key in expected[chain]:
                assert equal_shares(one, utility=utility, ties=places).ids(one) == expected[chain][key], (path, key)
