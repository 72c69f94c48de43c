"""One earlier time is kept for one client, in order, until a deadline."""

import pytest
from django.utils import timezone

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.counseling import actions
from meydan.counseling.models import Appointment, Earlier
from meydan.counseling.tasks import offer_earlier_times
from meydan.messaging.models import Message
from tests.counseling.town import SATURDAY, WEEK
from tests.factories.counseling import AppointmentFactory, HomeworkFactory, NoteFactory

pytestmark = pytest.mark.django_db
State = Earlier.State


@pytest.fixture
def full(town):
    """This Saturday is booked out; two clients have the next one."""
    now = [town.booked(check=town.check(f"+9891200000{n:02d}")) for n in range(len(town.slots()))]
    later = [town.booked(town.slot(day=SATURDAY + WEEK), check=town.check(f"+9891300000{n:02d}")) for n in range(2)]
    return now, later


def waits(row, **more):
    return actions.wait_for_earlier(by=None, appointment=row, **more)


def states():
    return list(Earlier.objects.order_by("pk").values_list("state", flat=True))


def test_who_waited_first_is_offered_what_becomes_free_and_it_is_kept(town, full, at):
    now, later = full
    waits(later[0])
    with at(minutes=1):
        waits(later[1])
    offer_earlier_times.call()
    assert states() == [State.WAITING, State.WAITING]
    actions.cancel(by=None, appointment=now[2])
    offer_earlier_times.call()
    first = Earlier.objects.get(appointment=later[0])
    assert (states(), first.offer.starts_at) == ([State.OFFERED, State.WAITING], now[2].starts_at)
    assert town.slots() == []
    assert Message.objects.filter(template="counseling.offer:1").count() == 1


def test_taken_the_appointment_moves_there_and_its_old_time_is_free(town, full):
    now, later = full
    earlier = waits(later[0])
    actions.cancel(by=None, appointment=now[0])
    offer_earlier_times.call()
    moved = actions.accept_earlier(by=None, earlier=earlier)
    assert (moved.pk, moved.starts_at) == (later[0].pk, now[0].starts_at)
    assert states() == [State.TAKEN]
    assert not Appointment.objects.filter(state=Appointment.State.HELD).exists()
    assert town.slot(day=SATURDAY + WEEK).starts_at < later[1].starts_at


def test_at_night_the_deadline_counts_from_when_the_message_goes_out(town, at):
    row = town.booked(town.slot(day=SATURDAY + 2 * WEEK))
    with at(days=6, hours=13):  # Friday at eleven in the evening
        waits(row)
        offer_earlier_times.call()
        offer = Earlier.objects.get().offer
        told = Message.objects.get(template="counseling.offer:1")
    said = [
        wording.clock(timezone.localtime(moment)) for moment in (told.not_before, offer.held_until, offer.starts_at)
    ]
    assert said == ["۰۸:۰۰", "۱۰:۰۰", "۱۶:۰۰"]


def test_after_the_deadline_the_next_in_order_is_asked(full, at):
    now, later = full
    first, second = waits(later[0]), waits(later[1])
    actions.cancel(by=None, appointment=now[-1])
    offer_earlier_times.call()
    with at(hours=2, minutes=1):
        with pytest.raises(Refusal):
            actions.accept_earlier(by=None, earlier=first)
        offer_earlier_times.call()
        assert states() == [State.WAITING, State.OFFERED]
        assert actions.accept_earlier(by=None, earlier=second).starts_at == now[-1].starts_at


def test_declined_they_keep_what_they_have(full):
    now, later = full
    first, _second = waits(later[0]), waits(later[1])
    actions.cancel(by=None, appointment=now[1])
    offer_earlier_times.call()
    actions.decline_earlier(by=None, earlier=first)
    offer_earlier_times.call()
    later[0].refresh_from_db()
    assert (states(), later[0].state) == ([State.WAITING, State.OFFERED], Appointment.State.BOOKED)


def test_only_hours_they_can_come_at_are_offered(full):
    now, later = full
    waits(later[0], from_hour=8, until_hour=12)
    actions.cancel(by=None, appointment=now[0])
    offer_earlier_times.call()
    assert states() == [State.WAITING]


def test_with_another_counselor_the_file_goes_along_only_while_nothing_is_written(town, full):
    _now, later = full
    other = town.another_counselor()
    earlier = waits(later[0], any_counselor=True)
    offer_earlier_times.call()
    moved = actions.accept_earlier(by=None, earlier=earlier)
    assert (moved.counselor, moved.case.__class__.objects.get(pk=moved.case_id).counselor) == (other, other)


def test_canceling_gives_back_what_was_kept(town, full):
    now, later = full
    waits(later[0])
    actions.cancel(by=None, appointment=now[0])
    offer_earlier_times.call()
    actions.cancel(by=None, appointment=later[0])
    assert states() == [State.LEFT]
    assert len(town.slots()) == 1


def test_who_left_comes_back_at_the_end(full, at):
    _now, later = full
    earlier = waits(later[0])
    actions.leave_list(by=None, appointment=later[0])
    with at(hours=1):
        again = waits(later[0])
    assert (again.pk, again.state) == (earlier.pk, State.WAITING)
    assert again.asked_at > earlier.asked_at


@pytest.mark.parametrize("written", ["note", "task", "another appointment"])
def test_whatever_stands_in_the_file_keeps_it_with_its_counselor(town, full, written):
    """Offered before it was written, it is not taken after; and nothing of others is offered any more."""
    _now, later = full
    town.another_counselor()
    earlier = waits(later[0], any_counselor=True)
    offer_earlier_times.call()
    case = later[0].case
    if written == "note":
        NoteFactory(case=case)
    elif written == "task":
        HomeworkFactory(case=case)
    else:
        AppointmentFactory(case=case, starts_at=later[0].starts_at + WEEK, is_first=False)
    with pytest.raises(Refusal):
        actions.accept_earlier(by=None, earlier=earlier)
    case.refresh_from_db()
    assert case.counselor == later[0].counselor
    actions.decline_earlier(by=None, earlier=earlier)
    earlier.refresh_from_db()
    assert actions.offer_earlier(by=None, earlier=earlier) is None
