import random
from fractions import Fraction

import pytest

from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.greedy import greedy
from meydan.engines.counting.outcome import Outcome, Utility, tie_order
from meydan.engines.counting.pbfile import read_election
from tests.engines.counting import reference
from tests.engines.counting.elections import drawn, fuzzed

# 6 votes for 70, 5 for 40, 4 for 30, none for 10, of 100
FOUR = Election(
    Fraction(100),
    tuple(Project(f"p{at}", Fraction(cost)) for at, cost in enumerate((70, 40, 30, 10))),
    (Ballot((0,), (1,), 6), Ballot((1, 2), (1, 1), 4), Ballot((1,), (1,), 1)),
)


def test_the_most_wanted_come_first_and_what_does_not_fit_is_passed_over():
    assert greedy(FOUR) == Outcome((0, 2), Fraction(100))


def test_without_skipping_the_first_that_does_not_fit_ends_it():
    assert greedy(FOUR, skip=False) == Outcome((0,), Fraction(70))


def test_by_cardinality_the_most_votes_for_the_money_come_first():
    assert greedy(FOUR, utility=Utility.CARDINALITY) == Outcome((2, 1), Fraction(70))


def test_below_the_threshold_and_without_a_vote_nothing_is_funded():
    assert greedy(FOUR, threshold=5) == Outcome((0,), Fraction(70))
    assert 3 not in greedy(FOUR).winners


def test_what_was_funded_before_stays_in_front_and_is_paid():
    assert greedy(FOUR, after=Outcome((1,), Fraction(40))) == Outcome((1, 2), Fraction(70))


@pytest.mark.parametrize("skip", [True, False])
def test_elections_drawn_by_lot_are_counted_as_fractions_count_them(skip):
    for seed in fuzzed(600):
        one = drawn(seed)
        places = tie_order(
            one, ("lot",), random.Random(seed).sample([each.id for each in one.projects], len(one.projects))
        )
        for utility in Utility:
            expected = reference.greedy(
                one, by_cost=utility is Utility.COST, places=places, skip=skip, threshold=seed % 3
            )
            got = greedy(one, utility=utility, ties=places, skip=skip, threshold=seed % 3)
            assert list(got.winners) == expected, seed


@pytest.mark.parametrize("chain", ["official(minCost,maxVotes,fileorder)", "lexi"])
def test_the_shared_elections_have_the_expected_winners(shared, chain):
    for path, expected in shared.data("pb/expected.json").items():
        one = read_election(shared.raw(f"pb/{path}"))
        lots = sorted(project.id for project in one.projects)
        places = tie_order(one, ("lot",), lots) if chain == "lexi" else tie_order(one)
        for key, utility in (("greedy_cost", Utility.COST), ("greedy_card", Utility.CARDINALITY)):
            if key in expected[chain]:
                assert greedy(one, utility=utility, ties=places).ids(one) == expected[chain][key], (path, key)


def test_official_winners_of_cities_that_counted_greedily_come_out(shared):
    # Warszawa 2018 did not follow its own rule (FINDINGS, "Counting")
    compared = 0
    for fact in shared.data("pb/MANIFEST.json"):
        if (
            fact["rule"].startswith("greedy")
            and fact["rule"] != "greedy-exclusive"
            and "NOT the declared" not in fact["why"]
        ):
            one = read_election(shared.raw(f"pb/{fact['file']}"))
            if one.official:
                least = int(one.meta.get("min_project_score_threshold", 0))
                got = greedy(one, threshold=least, skip=fact["rule"] != "greedy-no-skip")
                assert set(got.ids(one)) == one.official, fact["file"]
                compared += 1
    assert compared == 10
