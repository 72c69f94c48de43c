import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.questions.public_board import Line, hidden, tables, whole
from meydan.questions.tallies import Board, Tally
from tests.factories.questions import TopicFactory

pytestmark = pytest.mark.django_db


def a_board(topics):
    return Board(Tally(), {"topic": topics, "unit": {}, "area": {}})


def lines(board):
    return {line.name: (line.asked, line.answered) for table in tables(board) for line in table.lines}


def test_a_few_words_are_not_shown_and_cannot_be_worked_out():
    few, many, more = (TopicFactory(name=name) for name in ("کم", "زیاد", "بیشتر"))
    board = a_board({few.pk: Tally(3, 0), many.pk: Tally(8, 8), more.pk: Tally(20, 20)})
    assert lines(board) == {"کم": (None, None), "زیاد": (None, None), "بیشتر": (20, 20)}


def test_how_many_wait_cannot_be_had_by_subtraction():
    topic, other = TopicFactory(name="آسفالت"), TopicFactory(name="نور")
    found = lines(a_board({topic.pk: Tally(10, 8), other.pk: Tally(30, 20)}))
    assert found["آسفالت"] == (10, None)


def test_orders_are_shown_however_few():
    topic = TopicFactory()
    (table,) = tables(a_board({topic.pk: Tally(2, 0, ordered=1)}))
    assert [(line.asked, line.tally.ordered) for line in table.lines] == [(None, 1)]


def test_without_a_topic_has_a_line_of_its_own():
    (table,) = tables(a_board({0: Tally(9, 0)}))
    assert [type(line) for line in table.lines] == [Line]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_no_number_of_one_to_four_is_ever_shown(values):
    shown = hidden(dict(enumerate(values))).values()
    assert [value for value in shown if value in {1, 2, 3, 4}] == []


@pytest.mark.parametrize(
    ("asked", "answered", "shown"), [(4, 0, (None, None)), (9, 4, (9, None)), (9, 6, (9, None)), (12, 7, (12, 7))]
)
def test_the_whole_of_a_small_evening_is_hidden_too(asked, answered, shown):
    assert whole(Board(Tally(asked, answered), {"topic": {}, "unit": {}, "area": {}})) == shown
