import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.calendar.actions import open_feed
from meydan.calendar.models import Mode, Occasion
from meydan.closures import actions as closures
from meydan.closures.models import Closure
from meydan.ground.queue import drain
from meydan.meetings import actions, queries
from meydan.messaging.models import Message
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory, staff
from tests.meetings.conftest import SOON

pytestmark = pytest.mark.django_db
TOMORROW = SOON + dt.timedelta(days=1)
LATER = SOON + dt.timedelta(days=14)


@pytest.fixture
def meeting(hall):
    """Tomorrow, with something on its agenda and an agency and somebody invited."""
    meeting = hall.called(starts_at=TOMORROW)
    hall.invite(meeting)
    hall.guest = PersonFactory()
    actions.invite(by=hall.secretary, meeting=meeting, persons=[hall.guest])
    actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش بهزیستی", organization=hall.agency)
    return meeting


def close(hall, way=Closure.Way.CANCEL, **more):
    officer = staff(Role.PROGRAM_OFFICER, hall.city)
    said = {"first_day": TOMORROW.date(), "last_day": TOMORROW.date(), "reason": "آلودگی هوا", "way": way, **more}
    closure = closures.plan(by=officer, area=hall.city, kinds=["meeting"], modes=[Mode.IN_PERSON], **said)
    closures.begin(by=officer, closure=closure)
    drain()
    return officer, closure


def told(template):
    rows = Message.objects.filter(template__startswith=template).order_by("pk")
    return sorted(rows.values_list("person", flat=True))


def test_a_closure_crosses_a_meeting_out_and_tells_everybody_invited_once(hall, meeting):
    close(hall)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.occasion.status) == ("called", Occasion.Status.CANCELLED)
    assert told("closures.closed") == sorted([hall.speaker.pk, hall.guest.pk])
    page = as_somebody(hall.secretary).get(reverse("meetings:desk_meeting", args=[meeting.pk])).text
    assert "آلودگی هوا" in page
    assert reverse("meetings:open", args=[meeting.pk]) not in page


def test_crossed_out_it_is_moved_with_its_agenda_and_everybody_is_told_once(hall, meeting):
    close(hall)
    meeting.refresh_from_db()
    before = meeting.occasion.sequence
    moved = actions.move(by=hall.secretary, meeting=meeting, starts_at=LATER, minutes=60)
    occasion = moved.occasion
    assert (occasion.starts_at, occasion.status, occasion.status_reason) == (LATER, Occasion.Status.PLANNED, "")
    assert occasion.sequence > before
    assert [item.title for item in queries.items(moved)] == ["گزارش بهزیستی"]
    assert told("meetings.moved") == sorted([hall.speaker.pk, hall.guest.pk])
    assert moved.invited.count() == 2


def test_a_calendar_that_kept_it_crossed_out_takes_it_up_again(hall, meeting, client):
    feed = open_feed(by=hall.guest, person=hall.guest)
    address = reverse("calendar:my_feed", args=[feed.token])

    def event():
        return icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]

    close(hall)
    crossed = event()
    meeting.refresh_from_db()
    actions.move(by=hall.secretary, meeting=meeting, starts_at=LATER, minutes=60)
    again = event()
    assert (crossed["STATUS"], again["STATUS"], crossed["UID"]) == ("CANCELLED", "TENTATIVE", again["UID"])
    assert again["SEQUENCE"] > crossed["SEQUENCE"]
    assert again.decoded("DTSTART").astimezone(dt.UTC) == LATER


def test_undoing_the_closure_puts_it_back_unless_it_was_moved_meanwhile(hall, meeting):
    officer, closure = close(hall)
    closures.undo(by=officer, closure=closure)
    drain()
    meeting.refresh_from_db()
    assert (meeting.occasion.starts_at, meeting.occasion.status) == (TOMORROW, Occasion.Status.PLANNED)
    officer, closure = close(hall)
    meeting.refresh_from_db()
    actions.move(by=hall.secretary, meeting=meeting, starts_at=LATER, minutes=60)
    closures.undo(by=officer, closure=closure)
    drain()
    meeting.refresh_from_db()
    assert (meeting.occasion.starts_at, meeting.occasion.status) == (LATER, Occasion.Status.PLANNED)


def test_postponed_it_keeps_everything_and_is_told(hall, meeting):
    close(hall, Closure.Way.POSTPONE, weeks=1)
    meeting.refresh_from_db()
    assert meeting.occasion.starts_at == TOMORROW + dt.timedelta(weeks=1)
    assert told("closures.closed") == sorted([hall.speaker.pk, hall.guest.pk])


def test_whoever_said_that_they_do_not_come_is_not_told_of_a_closure(hall, meeting):
    own = meeting.invited.get(person=hall.guest)
    actions.answer(by=hall.guest, invited=own, answer="declines")
    close(hall)
    assert told("closures.closed") == [hall.speaker.pk]


def test_nor_is_whoever_speaks_for_an_agency_that_does_not_come(hall, meeting):
    actions.answer(by=hall.speaker, invited=meeting.invited.get(organization=hall.agency), answer="declines")
    close(hall)
    assert told("closures.closed") == [hall.guest.pk]


@pytest.mark.parametrize("state", ["crossed out", "canceled", "running"])
def test_what_can_be_done_of_a_meeting_that_does_not_take_place(hall, meeting, state):
    if state == "crossed out":
        close(hall)
    elif state == "canceled":
        actions.cancel(by=hall.secretary, meeting=meeting, reason="تعطیلی")
    meeting.refresh_from_db()
    if state == "crossed out":
        with pytest.raises(Refusal):
            actions.open_meeting(by=hall.secretary, meeting=meeting)
        gone = actions.cancel(by=hall.secretary, meeting=meeting, reason="دیگر لازم نیست")
        assert gone.state == "canceled"
    elif state == "canceled":
        with pytest.raises(Refusal):  # for good: whoever was invited was told so
            actions.move(by=hall.secretary, meeting=meeting, starts_at=LATER, minutes=60)
    else:
        running = hall.running()
        with pytest.raises(Refusal):
            actions.move(by=hall.secretary, meeting=running, starts_at=LATER, minutes=60)
