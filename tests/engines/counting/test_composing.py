import random
from fractions import Fraction

import pytest

from meydan.engines.counting.completion import Start
from meydan.engines.counting.composing import Cast, Listed, compose, decimal
from meydan.engines.counting.counted import count
from meydan.engines.counting.election import VoteType
from meydan.engines.counting.pbfile import read_election, write
from meydan.engines.counting.rulebook import Blank, Comparison, Completion, Rule, Rulebook

META = {
    "description": " بودجه‌ریزی\nمشارکتی منطقهٔ ۱ ",
    "country": "Iran",
    "unit": "تهران",
    "instance": "1405",
    "date_begin": "26.11.2026",
    "date_end": "05.12.2026",
    "currency": "IRR",
}
LISTED = [Listed("1", 5000, " بوستان؛ «محله»\n", "سبز, شاد", "دربند"), Listed("2", Fraction("2500.5"), "پل; عابر")]
CAST = [
    Cast("a", ["2", "1"], method="paper"),
    Cast("b", ["1"], method="internet"),
    Cast("c", [], method="internet"),
]


def test_a_file_is_made_of_the_rows_of_a_round():
    rules = Rulebook(
        Rule.GREEDY, vote_type=VoteType.APPROVAL, max_choices=5, within_budget=True, blank=Blank.DROPPED, threshold=1
    )
    made = compose(META, LISTED, CAST, rules, budget=6000, selected={"1"})
    assert (
        write(made).decode()
        == f"""META
key;value
description;بودجه‌ریزی مشارکتی منطقهٔ ۱
country;Iran
unit;تهران
instance;1405
num_projects;2
num_votes;2
budget;6000
vote_type;approval
rule;greedy-threshold
date_begin;26.11.2026
date_end;05.12.2026
max_length;2
max_sum_cost;6000
min_project_score_threshold;1
currency;IRR
comment;#1: Counted by Meydan, rulebook SHA-256 {rules.sha256()}. 1 blank ballots are left out.
PROJECTS
project_id;cost;votes;name;category;selected;district
1;5000;2;بوستان؛ «محله»;سبز شاد;1;دربند
2;2500.5;1;"پل; عابر";;0;
VOTES
voter_id;vote;voting_method
a;2,1;paper
b;1;internet
"""
    )


def test_blank_ballots_that_count_stand_in_the_file():
    rules = Rulebook(Rule.GREEDY, vote_type=VoteType.APPROVAL)
    made = compose(META, LISTED, CAST, rules, budget=6000)
    assert made.votes.rows[2] == ("c", "", "internet")
    assert read_election(write(made)).voters == 3
    pointed = Rulebook(vote_type=VoteType.CUMULATIVE, max_points=3)
    made = compose(META, LISTED, [Cast("a", ["1", "2"], [2, 1]), Cast("c", [])], pointed, budget=6000)
    assert made.votes.rows == (("a", "1,2", "2,1"), ("c", "1", "0"))
    assert made.meta["max_sum_points"] == "3"
    election = read_election(write(made))
    assert (election.voters, election.votes, election.scores) == (2, (2, 1), (2, 1))


@pytest.mark.parametrize(
    ("wrong", "rules", "why"),
    [
        ({}, Rulebook(), "how a ballot speaks"),
        ({"mayor": "x"}, Rulebook(vote_type=VoteType.APPROVAL), "not mayor"),
    ],
)
def test_what_is_missing_or_unknown_makes_no_file(wrong, rules, why):
    with pytest.raises(ValueError, match=why):
        compose(META | wrong, LISTED, CAST, rules, budget=6000)


def test_meta_that_is_needed_is_asked_for():
    with pytest.raises(ValueError, match="date_begin"):
        compose({"country": "Iran"}, LISTED, CAST, Rulebook(vote_type=VoteType.APPROVAL), budget=6000)


FLOOR = {"completion": Completion.ADD1, "start": Start.FLOOR, "exhaustive": False}


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        ({"rule": Rule.GREEDY}, "greedy"),
        ({"rule": Rule.GREEDY, "threshold": 2}, "greedy-threshold"),
        ({"rule": Rule.GREEDY_NO_SKIP}, "greedy-no-skip"),
        ({"rule": Rule.GREEDY, "utility": "cardinality"}, "unknown"),
        ({"rule": Rule.PHRAGMEN}, "unknown"),
        ({"completion": Completion.NONE}, "equalshares"),
        (FLOOR, "equalshares/add1"),
        (FLOOR | {"exhaustive": True}, "unknown"),
        (FLOOR | {"step": Fraction(10)}, "unknown"),
        (FLOOR | {"ties": ("lot",)}, "unknown"),
        ({"completion": Completion.GREEDY}, "unknown"),
        ({"completion": Completion.NONE, "comparison": Comparison.GREEDY}, "unknown"),
        ({"vote_type": VoteType.ORDINAL, "rule": Rule.GREEDY}, "unknown"),
    ],
)
def test_a_rule_has_the_name_of_pabulib_where_that_means_the_same(rules, name):
    listed = [Listed("1", 5000), Listed("2", 2500)]
    book = Rulebook(**({"vote_type": VoteType.APPROVAL} | rules))
    assert compose(META, listed, CAST, book, budget=6000).meta["rule"] == name


def test_a_pot_that_pays_everything_says_so():
    rules = Rulebook(vote_type=VoteType.APPROVAL)
    assert compose(META, LISTED, CAST, rules, budget=8000).meta["fully_funded"] == "1"
    assert "fully_funded" not in compose(META, LISTED, CAST, rules, budget=7000).meta


def test_money_is_written_as_a_decimal_number():
    assert [decimal(Fraction(text)) for text in ("7", "0.5", "12.125", "0.05")] == ["7", "0.5", "12.125", "0.05"]
    with pytest.raises(ValueError, match="no decimal"):
        decimal(Fraction(1, 3))


def test_files_drawn_by_lot_are_read_and_counted():
    for seed in range(60):
        chance = random.Random(seed)
        kind = list(VoteType)[seed % 5]
        listed = [Listed(f"p{at}", chance.randint(1, 90) * 1000, f"نام {at}") for at in range(chance.randint(2, 9))]
        most = 1 if kind is VoteType.CHOOSE_ONE else 4
        cast = []
        for voter in range(chance.randint(1, 40)):
            named = chance.sample([project.id for project in listed], min(len(listed), chance.randint(0, most)))
            cast.append(Cast(f"v{voter}", named, [chance.randint(0, 3) for _one in named] if kind.has_points else ()))
        rules = Rulebook(
            chance.choice(list(Rule)), vote_type=kind, max_choices=most, blank=chance.choice(list(Blank)), max_points=12
        )
        made = compose(META, listed, cast, rules, budget=sum(project.cost for project in listed) // 2)
        election = read_election(write(made))
        outcome = count(election, rules)
        assert outcome.cost <= election.budget
        named = [ballot for ballot in cast if (any(ballot.points) if kind.has_points else ballot.projects)]
        assert election.voters == (len(named) if rules.blank is Blank.DROPPED else len(cast))
        if not kind.has_points:
            votes = [sum(project.id in ballot.projects for ballot in cast) for project in listed]
            assert list(election.votes) == votes
