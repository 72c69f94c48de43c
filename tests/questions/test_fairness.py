from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.questions.fairness import WAYS, Word, order

WORDS = st.lists(
    st.builds(
        Word,
        pk=st.integers(1, 10_000),
        votes=st.integers(0, 50),
        channel=st.sampled_from(sorted(WAYS)),
        topic=st.sampled_from([None, 1, 2, 3]),
        area=st.integers(1, 4),
    ),
    max_size=40,
    unique_by=lambda word: word.pk,
)
BY = st.sampled_from(["votes", "topic", "area", "fair"])


def word(pk, votes=0, channel="web", topic=1, area=1):
    return Word(pk, votes, channel, topic, area)


@given(WORDS, BY, st.randoms())
def test_every_word_has_one_place_and_the_same_one_however_they_come_in(words, by, chance):
    found = order(words, by)
    assert sorted(found) == sorted(one.pk for one in words)
    shuffled = list(words)
    chance.shuffle(shuffled)
    assert order(shuffled, by) == found


@given(WORDS, BY, st.integers(0, 20))
def test_a_shorter_order_is_the_beginning_of_the_longer_one(words, by, limit):
    assert order(words, by, limit=limit) == order(words, by)[:limit]


@given(WORDS, st.sampled_from(["topic", "area", "fair"]))
def test_while_two_groups_have_words_neither_is_more_than_a_turn_ahead(words, by):
    known = {one.pk: one for one in words}
    left = Counter(one.groups(by)[0] for one in words)
    had: Counter = Counter()
    for pk in order(words, by):
        group = known[pk].groups(by)[0]
        assert had[group] == min(had[one] for one in left if left[one])
        had[group] += 1
        left[group] -= 1


@given(WORDS)
def test_by_votes_nobody_stands_before_one_with_more(words):
    votes = {one.pk: one.votes for one in words}
    found = [votes[pk] for pk in order(words, "votes")]
    assert found == sorted(found, reverse=True)


@given(WORDS, st.sampled_from(["topic", "area", "fair"]))
def test_within_what_takes_turns_more_votes_come_first(words, by):
    known = {one.pk: one for one in words}
    last: dict = {}
    for pk in order(words, by):
        one = known[pk]
        assert last.get(one.groups(by), one.votes) >= one.votes
        last[one.groups(by)] = one.votes


@given(WORDS, WORDS, BY)
def test_an_order_made_anew_goes_on_where_the_evening_stands(words, others, by):
    """What the whole order begins with, once aired, leaves exactly its rest."""
    whole = order(words, by)
    half = len(whole) // 2
    known = {one.pk: one for one in words}
    aired, rest = [known[pk] for pk in whole[:half]], [known[pk] for pk in whole[half:]]
    assert order(rest, by, aired=aired) == whole[half:]


def test_web_sms_and_tribune_each_get_their_turn():
    web = [word(pk, votes=100 - pk) for pk in range(1, 7)]
    found = order([*web, word(11, channel="sms"), word(12, channel="bot"), word(21, channel="tribune")], "fair")
    assert found == [1, 11, 21, 2, 12, 3, 4, 5, 6]


def test_what_was_on_air_counts_as_a_turn():
    words = [word(1, votes=9), word(2, votes=0, channel="tribune")]
    assert order(words, "fair") == [1, 2]
    assert order(words, "fair", aired=[word(9)]) == [2, 1]


@pytest.mark.parametrize(
    ("by", "found"), [("votes", [1, 2, 3, 4]), ("topic", [1, 3, 2, 4]), ("area", [1, 2, 3, 4]), ("fair", [1, 4, 3, 2])]
)
def test_each_way_of_ordering(by, found):
    words = [
        word(1, 9, topic=1, area=1),
        word(2, 8, topic=1, area=2),
        word(3, 7, topic=2, area=2),
        word(4, 6, "tribune", topic=1, area=1),
    ]
    assert order(words, by) == found
