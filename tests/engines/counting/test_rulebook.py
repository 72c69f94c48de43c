import hashlib
import itertools
from fractions import Fraction

import pytest

from meydan.engines.counting.completion import Start
from meydan.engines.counting.election import VoteType
from meydan.engines.counting.outcome import Utility
from meydan.engines.counting.rulebook import (
    Blank,
    Comparison,
    Completion,
    Duplicates,
    Leftover,
    Rule,
    Rulebook,
    Split,
    read_rulebook,
)


def test_a_rulebook_has_one_written_form_and_hash():
    written = (
        '{"blank":"counts","comparison":"none","completion":"add1","duplicates":"once","exhaustive":true,'
        '"format":"meydan/count/rulebook/2","leftover":"stays","max_choices":0,"max_points":0,"rule":"equal-shares",'
        '"split":"one","start":"fraction","step":"1/2","threshold":5,"ties":["cost","lot"],"utility":"cost",'
        '"vote_type":null,"within_budget":false}'
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
    every += [
        Rulebook(**choice)
        for choice in (
            {"comparison": Comparison.GREEDY},
            {"vote_type": VoteType.ORDINAL},
            {"vote_type": VoteType.APPROVAL},
            {"max_choices": 5},
            {"max_points": 5},
            {"within_budget": True},
            {"blank": Blank.DROPPED},
            {"duplicates": Duplicates.REFUSED},
            {"split": Split.DISTRICTS},
            {"split": Split.DISTRICTS_THEN_AREA},
            {"split": Split.DISTRICTS_THEN_AREA, "leftover": Leftover.AREA},
        )
    ]
    assert len({rules.sha256() for rules in every}) == len(every)
    assert [read_rulebook(rules.written()) for rules in every] == every


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": Fraction(0)},
        {"threshold": -1},
        {"max_choices": -1},
        {"max_points": True},
        {"within_budget": 1},
        {"exhaustive": "no"},
        {"ties": ()},
        {"ties": ("cost",) * 2},
        {"ties": ("age",)},
        {"leftover": Leftover.AREA},
    ],
)
def test_what_cannot_be_followed_is_no_rulebook(wrong):
    with pytest.raises(ValueError, match=r"step|ties|true or false|flow"):
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
        GOOD.replace(b"once", b"twice"),
        GOOD.replace(b"rulebook/2", b"rulebook/1"),
        GOOD.replace(b'"max_choices":0', b'"max_choices":false'),
        GOOD.replace(b'"vote_type":null', b'"vote_type":"none"'),
    ],
)
def test_another_form_is_not_read(raw):
    with pytest.raises(ValueError, match=r".+"):
        read_rulebook(raw)
