import random
from fractions import Fraction

import pytest

from meydan.engines.counting.counted import count
from meydan.engines.counting.districts import Pot, count_round
from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.outcome import Utility, tie_order
from meydan.engines.counting.rulebook import Completion, Leftover, Rule, Rulebook, Split
from tests.engines.counting import reference
from tests.engines.counting.elections import drawn, fuzzed


def pot(key, budget, costs, ballots):
    projects = tuple(Project(f"{key}{at}", Fraction(cost)) for at, cost in enumerate(costs))
    kinds = tuple(Ballot(tuple(numbers), (1,) * len(numbers), count) for numbers, count in ballots)
    return Pot(key, Election(Fraction(budget), projects, kinds))


NORTH = pot("n", 100, [60, 50], [([0], 3), ([1], 2)])
SOUTH = pot("s", 100, [70, 50], [([0, 1], 3), ([1], 2)])
AREA = pot("a", 60, [100, 50], [([0], 7), ([1], 3)])


def test_what_districts_leave_over_stays_or_flows_into_the_pot_of_the_area():
    rules = Rulebook(Rule.GREEDY, split=Split.DISTRICTS_THEN_AREA)
    stays = count_round([NORTH, SOUTH], AREA, rules)
    assert [(each.key, each.outcome.ids(each.election), each.left, each.flowed) for each in stays.pots] == [
        ("n", ["n0"], 40, 0),
        ("s", ["s1"], 50, 0),
        ("a", ["a1"], 10, 0),
    ]
    assert (stays.cost, stays.left) == (160, 100)
    flows = count_round(
        [NORTH, SOUTH], AREA, Rulebook(Rule.GREEDY, split=Split.DISTRICTS_THEN_AREA, leftover=Leftover.AREA)
    )
    assert [(each.key, each.outcome.ids(each.election), each.left, each.flowed) for each in flows.pots] == [
        ("n", ["n0"], 0, 40),
        ("s", ["s1"], 0, 50),
        ("a", ["a0", "a1"], 0, 0),
    ]
    assert (flows.area.election.budget, flows.cost, flows.left) == (150, 260, 0)
    assert count(flows.area.election, rules) == flows.area.outcome


def test_districts_alone_or_one_pot_are_rounds_too():
    alone = count_round([NORTH, SOUTH], None, Rulebook(Rule.GREEDY, split=Split.DISTRICTS))
    assert ([each.key for each in alone.pots], alone.area) == (["n", "s"], None)
    one = count_round([], AREA, Rulebook(Rule.GREEDY))
    assert (one.districts, one.area.outcome.winners, one.left) == ((), (1,), 10)


@pytest.mark.parametrize(
    ("districts", "area", "split", "why"),
    [
        ([NORTH], AREA, Split.ONE, "split one"),
        ([NORTH], AREA, Split.DISTRICTS, "split districts"),
        ([NORTH], None, Split.DISTRICTS_THEN_AREA, "split districts-then-area"),
        ([], AREA, Split.DISTRICTS, "split districts"),
        ([], None, Split.ONE, "split one"),
        ([NORTH, Pot("n", SOUTH.election)], None, Split.DISTRICTS, "one key"),
        ([NORTH, Pot("s", NORTH.election)], None, Split.DISTRICTS, "'n0' stands in two pots"),
        ([NORTH], Pot("a", NORTH.election), Split.DISTRICTS_THEN_AREA, "'n0' stands in two pots"),
    ],
)
def test_pots_are_those_the_rulebook_declares(districts, area, split, why):
    with pytest.raises(ValueError, match=why):
        count_round(districts, area, Rulebook(Rule.GREEDY, split=split))


def test_one_lot_over_all_projects_breaks_the_ties_of_every_pot():
    pots = [pot(key, 5, [5, 5], [([0, 1], 3)]) for key in "ns"]
    rules = Rulebook(Rule.GREEDY, split=Split.DISTRICTS, ties=("lot",))
    lots = ["s1", "n0", "n1", "s0"]
    assert [each.outcome.ids(each.election) for each in count_round(pots, None, rules, lots).pots] == [["n0"], ["s1"]]


def test_rounds_drawn_by_lot_are_counted_pot_after_pot_as_fractions_count_them():
    for seed in fuzzed(120):
        chance = random.Random(seed)
        pots = []
        for at in range(3):
            one = drawn(3 * seed + at)
            projects = tuple(Project(f"{at}-{project.id}", project.cost) for project in one.projects)
            pots.append(Pot(str(at), Election(one.budget, projects, one.ballots, one.vote_type)))
        *districts, area = pots
        utility = chance.choice(list(Utility))
        flows = seed % 2 == 0
        rules = Rulebook(
            chance.choice([Rule.EQUAL_SHARES, Rule.GREEDY, Rule.PHRAGMEN]),
            utility,
            Completion.NONE,
            threshold=seed % 3,
            split=Split.DISTRICTS_THEN_AREA,
            leftover=Leftover.AREA if flows else Leftover.STAYS,
        )
        got = count_round(districts, area, rules)
        rest = Fraction(0)
        for each in got.pots:
            one = next(pot.election for pot in pots if pot.key == each.key)
            if each is got.area and flows:
                one = Election(one.budget + rest, one.projects, one.ballots, one.vote_type)
            told = {"places": tie_order(one), "threshold": rules.threshold}
            if rules.rule is Rule.PHRAGMEN:
                expected = reference.phragmen(one, **told)
            else:
                by = reference.greedy if rules.rule is Rule.GREEDY else reference.equal_shares
                expected = by(one, by_cost=utility is Utility.COST, **told)
            assert list(each.outcome.winners) == expected, seed
            rest += one.budget - sum(one.projects[number].cost for number in expected)
        assert got.cost + got.left == sum(pot.election.budget for pot in pots)
