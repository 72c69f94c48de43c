import hashlib
import itertools
from fractions import Fraction

import pytest

from meydan.engines.counting.completion import Start, add_one
from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.equal_shares import equal_shares
from meydan.engines.counting.greedy import greedy
from meydan.engines.counting.outcome import Utility
from meydan.engines.counting.phragmen import phragmen
from meydan.engines.counting.rulebook import Completion, Rule, Rulebook, count, read_rulebook
from tests.engines.counting.elections import drawn


def test_a_rulebook_has_one_written_form_and_hash():
    written = (
        '{"blank":"counts","completion":"add1","duplicates":"once","exhaustive":true,"format":"meydan/count/rulebook/1",'
        '"rule":"equal-shares","start":"fraction","step":"1/2","threshold":5,"ties":["cost","lot"],"utility":"cost"}'
    )
    rules = Rulebook(step=Fraction("0.5"), threshold=5, ties=("cost", "lot"))
    assert rules.written().decode() == written
    assert rules.sha256() == hashlib.sha256(written.encode()).hexdigest()
    assert read_rulebook(rules.written()) == rules


def test_every_choice_changes_the_hash_and_is_read_again():
    every = [
        Rulebook(rule, utility, completion, step, exhaustive, start, ties, threshold)
        for rule, utility, completion, step, exhaustive, start, ties, threshold in itertools.product(
            Rule, Utility, Completion, [Fraction(1), Fraction(10)], [True, False], Start, [("cost",), ("lot",)], [0, 3]
        )
    ]
    assert len({rules.sha256() for rules in every}) == len(every)
    assert [read_rulebook(rules.written()) for rules in every] == every


@pytest.mark.parametrize(
    "wrong", [{"step": Fraction(0)}, {"threshold": -1}, {"ties": ()}, {"ties": ("cost",) * 2}, {"ties": ("age",)}]
)
def test_what_cannot_be_followed_is_no_rulebook(wrong):
    with pytest.raises(ValueError, match=r"step|ties"):
        Rulebook(**wrong)


GOOD = Rulebook().written()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        GOOD + b"\n",
        GOOD.replace(b"add1", b"add2"),
        GOOD.replace(b'"1"', b"1"),
        GOOD.replace(b'"1"', b'"1/0"'),
        GOOD.replace(b'"1"', b'"2/2"'),
        GOOD.replace(b"true", b"1"),
        GOOD.replace(b'"threshold":0', b'"threshold":"0"'),
        GOOD.replace(b'"threshold":0,', b""),
        GOOD.replace(b"counts", b"dropped"),
        GOOD.replace(b"rulebook/1", b"rulebook/2"),
    ],
)
def test_another_form_is_not_read(raw):
    with pytest.raises(ValueError, match=r".+"):
        read_rulebook(raw)


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
