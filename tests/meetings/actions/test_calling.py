import datetime as dt

import pytest

from meydan.assignments import actions as assignments
from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.meetings import actions
from meydan.meetings.models import Meeting
from meydan.messaging.models import Message
from tests.factories.people import PersonFactory
from tests.meetings.conftest import NOW, SOON

pytestmark = pytest.mark.django_db
LATER = SOON + dt.timedelta(days=14)


def test_a_meeting_stands_in_the_calendar_and_citizens_do_not_see_it(hall):
    occasion = hall.called().occasion
    assert (occasion.starts_at, occasion.minutes, occasion.status, occasion.announced_at) == (
        SOON,
        90,
        Occasion.Status.PLANNED,
        None,
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": "  "}, "title"),
        ({"starts_at": NOW - dt.timedelta(minutes=1)}, "starts_at"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 601}, "minutes"),
    ],
)
def test_a_call_that_cannot_be_is_refused_beside_its_field(hall, given, field):
    with pytest.raises(Refusal) as refused:
        hall.called(**given)
    assert (refused.value.field, Meeting.objects.count()) == (field, 0)


def test_whoever_holds_no_meetings_there_calls_none(hall):
    with pytest.raises(Refusal):
        actions.call(
            by=PersonFactory(), area=hall.city, kind=Meeting.Kind.OTHER, title="جلسه", starts_at=SOON, minutes=30
        )


def test_a_moved_meeting_is_told_to_those_invited(hall):
    meeting = hall.called()
    hall.invite(meeting)
    moved = actions.move(by=hall.secretary, meeting=meeting, starts_at=LATER, minutes=60, place="طبقهٔ سوم")
    told = Message.objects.filter(template__startswith="meetings.moved").values_list("person", flat=True)
    assert (moved.occasion.starts_at, moved.place, [*told]) == (LATER, "طبقهٔ سوم", [hall.speaker.pk])


def test_a_canceled_meeting_is_crossed_out_and_told(hall):
    meeting = hall.called()
    hall.invite(meeting)
    gone = actions.cancel(by=hall.secretary, meeting=meeting, reason="تعطیلی")
    assert (gone.state, gone.occasion.status, Message.objects.filter(template="meetings.canceled").count()) == (
        Meeting.State.CANCELED,
        Occasion.Status.CANCELLED,
        1,
    )


def test_the_next_meeting_begins_with_what_is_still_open(hall):
    meeting = hall.running()
    invited = hall.invite(meeting)
    said = actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش بهزیستی", organization=hall.agency)
    actions.begin(by=hall.secretary, item=said)
    actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش درمانگاه", presenter=invited)
    hall.order(meeting, "باز است")
    done = hall.order(meeting, "انجام شد").order
    assignments.withdraw(by=hall.secretary, assignment=done, reason="لازم نیست")
    actions.decide(by=hall.secretary, meeting=meeting, text="فقط نوشته شد")
    actions.close(by=hall.secretary, meeting=meeting)
    coming = actions.follow(by=hall.secretary, meeting=meeting, title="نشست دوم", starts_at=LATER, minutes=60)
    agenda = [
        (item.title, item.presenter and item.presenter.organization) for item in coming.items.order_by("position")
    ]
    assert agenda == [("باز است", None), ("گزارش درمانگاه", hall.agency)]


def test_what_stays_open_is_carried_again_until_it_is_done(hall):
    first = hall.running()
    order = hall.order(first, "باز است").order
    actions.close(by=hall.secretary, meeting=first)
    second = actions.follow(by=hall.secretary, meeting=first, title="دوم", starts_at=SOON, minutes=60)
    actions.open_meeting(by=hall.secretary, meeting=second)
    actions.close(by=hall.secretary, meeting=second)
    third = actions.follow(by=hall.secretary, meeting=second, title="سوم", starts_at=LATER, minutes=60)
    assert [(item.title, item.about) for item in third.items.all()] == [("باز است", order)]


def test_the_next_meeting_is_called_once(hall):
    meeting = hall.held()
    actions.follow(by=hall.secretary, meeting=meeting, title="دوم", starts_at=LATER, minutes=60)
    with pytest.raises(Refusal):
        actions.follow(by=hall.secretary, meeting=meeting, title="دوم", starts_at=LATER, minutes=60)
    assert (Meeting.objects.count(), Occasion.objects.count()) == (2, 2)


def test_a_meeting_that_moves_again_is_told_again(hall):
    meeting = hall.called()
    hall.invite(meeting)
    for days in (1, 2):
        actions.move(by=hall.secretary, meeting=meeting, starts_at=SOON + dt.timedelta(days=days), minutes=60)
    assert Message.objects.filter(template__startswith="meetings.moved", person=hall.speaker).count() == 2
