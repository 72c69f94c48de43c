import pytest

from meydan.base.refusal import Refusal
from meydan.meetings import actions
from tests.factories.meetings import InvitedFactory

pytestmark = pytest.mark.django_db


def titles(meeting):
    return [*meeting.items.order_by("position").values_list("title", flat=True)]


def test_items_stand_in_their_order_and_move_up(hall):
    meeting = hall.called()
    items = [actions.add_item(by=hall.secretary, meeting=meeting, title=title) for title in ["الف", "ب", "پ"]]
    actions.raise_item(by=hall.secretary, item=items[2])
    actions.raise_item(by=hall.secretary, item=items[0])
    assert titles(meeting) == ["الف", "پ", "ب"]


def test_the_first_stays_the_first(hall):
    meeting = hall.called()
    item = actions.add_item(by=hall.secretary, meeting=meeting, title="الف")
    assert actions.raise_item(by=hall.secretary, item=item).position == 1


def test_what_was_talked_about_stays(hall):
    meeting = hall.running()
    item = actions.add_item(by=hall.secretary, meeting=meeting, title="الف")
    other = actions.add_item(by=hall.secretary, meeting=meeting, title="ب")
    actions.begin(by=hall.secretary, item=item)
    with pytest.raises(Refusal):
        actions.remove_item(by=hall.secretary, item=item)
    actions.remove_item(by=hall.secretary, item=other)
    assert titles(meeting) == ["الف"]


def test_only_those_invited_present(hall):
    with pytest.raises(Refusal):
        actions.add_item(by=hall.secretary, meeting=hall.called(), title="الف", presenter=InvitedFactory())
