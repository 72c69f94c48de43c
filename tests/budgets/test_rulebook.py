import pytest

from meydan.budgets import rulebook
from meydan.budgets.models import Round
from meydan.engines.counting import VoteType
from tests.factories.budgets import CreditFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_a_usual_round_counts_by_equal_shares_of_what_projects_cost():
    book = rulebook.rulebook_of(RoundFactory())
    assert (str(book.rule), str(book.utility), book.max_choices, str(book.split)) == (
        "equal-shares", "cost", 5, "districts",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("speech", "kind", "choices", "points", "within"),
    [
        ("approval", VoteType.APPROVAL, 4, 0, False),
        ("knapsack", VoteType.APPROVAL, 4, 0, True),
        ("ranked", VoteType.ORDINAL, 4, 0, False),
        ("points", VoteType.CUMULATIVE, 0, 7, False),
    ],
)
def test_ballots_speak_as_the_round_says(speech, kind, choices, points, within):
    book = rulebook.rulebook_of(RoundFactory(speech=speech, most=4, points=7))
    assert (book.vote_type, book.max_choices, book.max_points, book.within_budget) == (kind, choices, points, within)


def test_what_is_left_flows_only_where_there_is_a_pot_of_the_whole_area():
    round = RoundFactory(rules={"leftover": True})
    assert str(rulebook.rulebook_of(round).leftover) == "stays"
    CreditFactory(round=round, area=round.area)
    book = rulebook.rulebook_of(round)
    assert (str(book.split), str(book.leftover)) == ("districts-then-area", "area")


def test_each_choice_changes_the_hash_and_the_same_ones_give_the_same():
    hashes = [
        rulebook.rulebook_of(RoundFactory(rules=rules)).sha256()
        for rules in ({}, {}, {"rule": "greedy"}, {"completion": "none"}, {"ties": "lot"}, {"threshold": 5})
    ]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 5


@pytest.mark.parametrize("rule", rulebook.RULES)
@pytest.mark.parametrize("completion", rulebook.COMPLETIONS)
def test_every_choice_is_said_in_words(rule, completion):
    round = RoundFactory(rules={"rule": rule, "completion": completion, "threshold": 3})
    assert all(rulebook.sentences(round))


def test_how_one_votes_is_said_first_and_differently_for_each_speech():
    speeches = [value for value, _label in Round._meta.get_field("speech").choices]
    said = {rulebook.sentences(RoundFactory(speech=speech, most=3))[0] for speech in speeches}
    assert len(said) == len(speeches)
