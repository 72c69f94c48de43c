from fractions import Fraction

import pytest

from meydan.engines.counting.changes import Change
from meydan.engines.counting.counted import count
from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.explain import WITHDRAWN, Why, explain
from meydan.engines.counting.outcome import Outcome
from meydan.engines.counting.rulebook import Comparison, Completion, Rule, Rulebook
from tests.engines.counting.elections import drawn


def election(budget, costs, ballots):
    projects = tuple(Project(f"p{at}", Fraction(cost)) for at, cost in enumerate(costs))
    kinds = tuple(Ballot(tuple(numbers), (1,) * len(numbers), count) for numbers, count in ballots)
    return Election(Fraction(budget), projects, kinds)


SIX = election(
    100,
    [60, 50, 30, 20, WITHDRAWN, 10],
    [([0], 6), ([1], 5), ([1, 2], 0 + 4), ([3], 1), ([4, 0], 3)],
)


def whys(told):
    return [each.why for each in told.projects]


def test_greedy_tells_what_was_left_when_a_project_came_up():
    told = explain(SIX, Rulebook(Rule.GREEDY, threshold=2))
    # 9, 9, 4, 1, 3, 0 votes; of two with nine the cheaper comes first
    assert whys(told) == [Why.BUDGET, Why.CHOSEN, Why.CHOSEN, Why.THRESHOLD, Why.WITHDRAWN, Why.NO_VOTES]
    first, second, third, fourth, fifth, last = told.projects
    assert (second.place, second.left, third.place, third.left) == (1, 100, 2, 50)
    assert (first.left, first.missing, first.more_budget, first.more_votes) == (
        50,
        10,
        Change(Fraction(10), exact=True),
        Change(Fraction(1), exact=True),
    )
    assert (fourth.votes, fourth.left, fourth.more_votes) == (1, None, Change(Fraction(1), exact=True))
    assert (fifth.more_budget, fifth.more_votes, last.more_budget) == (None, None, None)
    assert all(each.funding is None and each.unspent is None for each in told.projects)
    assert (told.by, told.added, told.more, told.plus) == (Rule.GREEDY, None, 10, Outcome((1, 0), Fraction(110)))


def test_what_comes_after_the_end_of_a_count_never_came_up():
    told = explain(SIX, Rulebook(Rule.GREEDY_NO_SKIP, ties=("file",)), changes=False)
    assert whys(told) == [Why.CHOSEN, Why.BUDGET, Why.ENDED, Why.ENDED, Why.WITHDRAWN, Why.NO_VOTES]
    assert told.projects[1].missing == 10
    told = explain(SIX, Rulebook(Rule.PHRAGMEN, ties=("file",)), changes=False)
    assert told.outcome == count(SIX, Rulebook(Rule.PHRAGMEN, ties=("file",)))
    assert set(whys(told)) == {Why.CHOSEN, Why.BUDGET, Why.ENDED, Why.WITHDRAWN, Why.NO_VOTES}


def test_equal_shares_tells_who_paid_and_what_supporters_had_left():
    rules = Rulebook(completion=Completion.NONE)
    told = explain(SIX, rules)
    assert whys(told) == [Why.SUPPORTERS, Why.SUPPORTERS, Why.SUPPORTERS, Why.SUPPORTERS, Why.WITHDRAWN, Why.NO_VOTES]
    rich = election(114, [60, 50, 30, 20, WITHDRAWN, 10], [([0], 6), ([1], 5), ([1, 2], 4), ([3], 1), ([4, 0], 3)])
    told = explain(rich, rules)
    assert [each.place for each in told.projects] == [None, 1, None, None, None, None]
    paid = told.projects[1].funding
    assert (paid.payers, paid.most, paid.average) == (9, Fraction(50, 9), Fraction(50, 9))
    assert (told.projects[0].unspent, told.projects[0].missing) == (54, 6)
    assert told.projects[0].more_budget.amount >= 1
    assert told.added.share == 6


def test_what_greedy_adds_after_equal_shares_is_told_apart():
    rich = election(114, [60, 50, 30, 20, WITHDRAWN, 10], [([0], 6), ([1], 5), ([1, 2], 4), ([3], 1), ([4, 0], 3)])
    told = explain(rich, Rulebook(completion=Completion.GREEDY))
    assert whys(told)[:3] == [Why.COMPLETED, Why.CHOSEN, Why.BUDGET]
    assert (told.projects[0].place, told.projects[0].left, told.projects[0].funding) == (2, 64, None)
    assert (told.projects[2].left, told.projects[2].missing) == (4, 26)


def test_where_greedy_was_preferred_it_is_explained():
    split = election(100, [90, 40], [([0], 6), ([1], 4)])
    told = explain(split, Rulebook(completion=Completion.NONE, comparison=Comparison.GREEDY))
    assert (told.by, told.added, whys(told)) == (Rule.GREEDY, None, [Why.CHOSEN, Why.BUDGET])
    assert told.projects[1].missing == 30


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("completion", list(Completion))
def test_every_project_of_elections_drawn_by_lot_is_explained(rule, completion):
    for seed in range(25):
        one = drawn(seed)
        step = max(project.cost for project in one.projects) / 5
        rules = Rulebook(rule, completion=completion, step=step, threshold=seed % 3)
        done = []
        told = explain(one, rules, progress=lambda at, of, done=done: done.append((at, of)), changes=seed < 5)
        assert done == [(at, len(one.projects)) for at in range(1, len(one.projects) + 1)]
        assert told.outcome == count(one, rules)
        chosen = sorted((each for each in told.projects if each.place), key=lambda each: each.place)
        assert tuple(each.number for each in chosen) == told.outcome.winners
        for each in told.projects:
            assert (each.place is not None) == (each.why in {Why.CHOSEN, Why.COMPLETED})
            assert each.missing is None or each.missing > 0
            assert (each.funding is not None) == (rule is Rule.EQUAL_SHARES and each.why is Why.CHOSEN)
            if each.why in {Why.BUDGET, Why.SUPPORTERS}:
                assert each.missing is not None


def test_whoever_watches_can_end_it():
    class Enough(Exception):
        pass

    def stop(_at, _of):
        raise Enough

    with pytest.raises(Enough):
        explain(SIX, Rulebook(), progress=stop)
