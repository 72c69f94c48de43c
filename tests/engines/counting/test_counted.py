from fractions import Fraction

import pytest

from meydan.engines.counting.completion import add_one
from meydan.engines.counting.counted import count, fit, more_have_more
from meydan.engines.counting.election import Ballot, Election, Project, VoteType
from meydan.engines.counting.equal_shares import equal_shares
from meydan.engines.counting.greedy import greedy
from meydan.engines.counting.outcome import Outcome, Utility
from meydan.engines.counting.phragmen import phragmen
from meydan.engines.counting.rulebook import Blank, Comparison, Completion, Duplicates, Rule, Rulebook, Unfit
from tests.engines.counting import reference
from tests.engines.counting.elections import drawn


def test_a_count_follows_its_rulebook():
    for seed in range(40):
        one = drawn(seed)
        step = max(project.cost for project in one.projects) / 5
        for utility in Utility:
            added = add_one(one, utility=utility, step=step, exhaustive=False).outcome
            shared = equal_shares(one, utility=utility)
            for rules, expected in (
                (Rulebook(Rule.GREEDY, utility), greedy(one, utility=utility)),
                (Rulebook(Rule.GREEDY_NO_SKIP, utility), greedy(one, utility=utility, skip=False)),
                (Rulebook(Rule.PHRAGMEN, utility), phragmen(one)),
                (Rulebook(utility=utility, completion=Completion.NONE), shared),
                (Rulebook(utility=utility, completion=Completion.GREEDY), greedy(one, utility=utility, after=shared)),
                (Rulebook(utility=utility, step=step, exhaustive=False), added),
                (
                    Rulebook(utility=utility, completion=Completion.ADD1U, step=step, exhaustive=False),
                    greedy(one, utility=utility, after=added),
                ),
            ):
                assert count(one, rules) == expected, (seed, rules)


def test_the_lot_that_was_drawn_breaks_ties():
    two = Election(Fraction(5), (Project("a", Fraction(5)), Project("b", Fraction(5))), (Ballot((0, 1), (1, 1), 3),))
    for rule in Rule:
        rules = Rulebook(rule, completion=Completion.NONE, ties=("cost", "lot"))
        assert [count(two, rules, lots).ids(two) for lots in (("a", "b"), ("b", "a"))] == [["a"], ["b"]]


ONE = Election(
    Fraction(10),
    tuple(Project(f"p{at}", Fraction(cost)) for at, cost in enumerate(("6", "4.5", "3"))),
    (Ballot((0, 1), (1, 1), 2), Ballot((2,), (1,), 1), Ballot((), (), 3)),
    repeats=1,
)


def test_a_blank_ballot_counts_as_a_voter_unless_the_rulebook_leaves_it_out():
    assert fit(ONE, Rulebook()) is ONE
    without = fit(ONE, Rulebook(blank=Blank.DROPPED))
    assert (without.voters, without.ballots, without.votes) == (3, ONE.ballots[:2], ONE.votes)
    none = Rulebook(completion=Completion.NONE)
    assert count(ONE, none).winners == ()
    # two of three have 20/3 for what costs 4.5; the third has 10/3 for what costs 3
    assert count(ONE, Rulebook(completion=Completion.NONE, blank=Blank.DROPPED)).winners == (1, 2)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"vote_type": VoteType.ORDINAL}, "the ballots are approval, the rulebook is for ordinal"),
        ({"max_choices": 1}, "names 2 projects, 1 are allowed"),
        ({"within_budget": True}, "projects for 21/2, the budget is 10"),
        ({"duplicates": Duplicates.REFUSED}, "1 ballots name a project twice"),
    ],
)
def test_ballots_the_rulebook_does_not_allow_are_not_counted(wrong, why):
    with pytest.raises(Unfit, match=why):
        count(ONE, Rulebook(**wrong))


def test_what_the_rulebook_allows_is_counted():
    most = Rulebook(vote_type=VoteType.APPROVAL, max_choices=2, max_points=1)
    assert count(ONE, most) == count(ONE, Rulebook())
    rich = Election(Fraction("10.5"), ONE.projects, ONE.ballots)
    assert count(rich, Rulebook(within_budget=True)) == count(rich, Rulebook())


def test_points_are_limited_where_there_are_points():
    pointed = Election(Fraction(10), ONE.projects, (Ballot((0, 1), (3, 2), 1),), VoteType.CUMULATIVE)
    assert count(pointed, Rulebook(max_points=5)) == count(pointed, Rulebook())
    with pytest.raises(Unfit, match="gives 5 points, 4 are allowed"):
        count(pointed, Rulebook(max_points=4))


def test_costs_no_float_can_add_are_added_exactly():
    large = Election(
        Fraction(2**70), (Project("a", Fraction(2**70)), Project("b", Fraction(1))), (Ballot((0, 1), (1, 1), 1),)
    )
    with pytest.raises(Unfit, match=f"projects for {2**70 + 1}"):
        fit(large, Rulebook(within_budget=True))


def test_the_greedy_outcome_stands_where_more_voters_have_more_of_it():
    # by cost: greedy takes the first (90, wanted by 6 of 10); shares of 10 pay that of the four
    split = Election(
        Fraction(100),
        (Project("a", Fraction(90)), Project("b", Fraction(40))),
        (Ballot((0,), (1,), 6), Ballot((1,), (1,), 4)),
    )
    shared = Rulebook(completion=Completion.NONE)
    assert count(split, shared).winners == (1,)
    assert count(split, Rulebook(completion=Completion.NONE, comparison=Comparison.GREEDY)).winners == (0,)


def test_elections_drawn_by_lot_are_compared_as_voter_by_voter():
    differ = 0
    for seed in range(200):
        one = drawn(seed)
        for utility in Utility:
            first, second = greedy(one, utility=utility), equal_shares(one, utility=utility)
            better = [0, 0]
            for points in reference.voters(one):
                worth = [
                    sum(
                        points.get(number, 0) * (one.projects[number].cost if utility is Utility.COST else 1)
                        for number in outcome.winners
                    )
                    for outcome in (first, second)
                ]
                better[0] += worth[0] > worth[1]
                better[1] += worth[1] > worth[0]
            assert more_have_more(one, first, second, utility) == (better[0] > better[1]), seed
            differ += better[0] > better[1]
    assert differ > 20


def test_a_tick_can_end_a_count():
    class TooLong(Exception):
        pass

    def tick():
        raise TooLong

    for completion in Completion:
        with pytest.raises(TooLong):
            count(ONE, Rulebook(completion=completion), tick=tick)


def test_the_outcome_says_what_it_costs():
    assert count(ONE, Rulebook(Rule.GREEDY)) == Outcome((1, 2), Fraction("7.5"))
