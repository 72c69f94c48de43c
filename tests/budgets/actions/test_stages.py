import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.budgets import actions
from meydan.budgets.models.round import EDGES
from meydan.budgets.rules.rounds import spans
from meydan.ground.queue.run import drain
from meydan.messaging.models import Message
from tests.budgets.city import district
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def moved(place, round, reason="تعطیلات نوروز در میان است.", **days):
    today = timezone.localdate()
    wanted = {name: today + count * DAY for name, count in days.items()}
    return actions.move_stages(by=place.officer, round=round, days=wanted, reason=reason)


def test_one_edge_moves_the_end_of_the_stage_before_it():
    place = district()
    row = moved(place, place.round(), review_from=12)
    today = timezone.localdate()
    assert [(span.first - today).days for span in spans(row)] == [-1, 12, 19, 29, 39]
    assert (spans(row)[0].last - today).days == 11


@pytest.mark.parametrize(
    "days",
    [
        {"review_from": 19},  # not before the ballot any more
        {"review_from": 25},
        {"ballot_from": 9},
        {"ends_on": 38},
        {"ideas_from": 2},  # it has begun
        {"review_from": 0},  # today: nobody would have heard of it
        {},
    ],
)
def test_no_gap_no_overlap_and_nothing_that_has_come_already(days):
    place = district()
    row = place.round()
    with pytest.raises(Refusal):
        moved(place, row, **days)
    row.refresh_from_db()
    assert row.moved == 0


def test_a_draft_moves_freely_and_tells_nobody():
    place = district()
    row = place.round(draft=True)
    assert moved(place, row, reason="", ideas_from=-3).moved == 0


def test_a_published_round_says_why_and_tells_everybody_concerned_once():
    place = district()
    row = place.round()
    idea = place.idea(row)
    with pytest.raises(Refusal) as refused:
        moved(place, row, reason=" ", review_from=12)
    assert refused.value.field == "reason"
    moved(place, row, review_from=12)
    drain()
    drain()
    told = Message.objects.filter(template="budgets.moved.1")
    assert [message.person for message in told] == [idea.author]
    assert "نوروز" in told[0].text


def test_somebody_without_the_role_moves_nothing():
    place = district()
    row = place.round()
    for somebody in (PersonFactory(), staff(Role.MANAGER, place.area)):
        with pytest.raises(Refusal):
            actions.move_stages(by=somebody, round=row, days={"review_from": row.review_from + DAY}, reason="چون")


def test_an_open_ballot_can_only_be_closed_later_and_is():
    place = district()
    row = place.round(in_ballot=True)
    place.idea(row, feasible=True)
    actions.open_ballot(by=place.officer, round=row)
    with pytest.raises(Refusal):
        moved(place, row, count_from=20)
    with pytest.raises(Refusal):
        moved(place, row, ballot_from=2)
    row = moved(place, row, count_from=32)
    row.poll.refresh_from_db()
    assert timezone.localdate(row.poll.closes_at) == row.count_from


def test_edges_are_those_of_the_model():
    row = district().round()
    assert [getattr(row, name) for name in EDGES] == sorted(getattr(row, name) for name in EDGES)
