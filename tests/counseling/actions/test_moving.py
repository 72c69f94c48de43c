"""Moved and canceled by its client: in time, within the same counselor's times."""

import pytest

from meydan.base.refusal import Refusal
from meydan.counseling import actions
from meydan.counseling.models import Appointment, Mode
from meydan.messaging.models import Message
from tests.counseling.town import SATURDAY, WEEK

pytestmark = pytest.mark.django_db
State = Appointment.State


@pytest.fixture
def row(town):
    return town.booked(town.slot(day=SATURDAY + WEEK))


def test_it_moves_and_its_old_time_is_free(town, row):
    old = town.slot(day=SATURDAY + WEEK, ignoring=[row.pk])
    new = town.slot(1, day=SATURDAY + WEEK)
    moved = actions.reschedule(by=None, appointment=row, slot=new)
    assert (moved.pk, moved.starts_at, moved.sequence) == (row.pk, new.starts_at, 1)
    assert town.slot(day=SATURDAY + WEEK) == old


def test_it_may_move_into_a_time_that_overlaps_its_own(town, row):
    slots = town.slots(day=SATURDAY + WEEK, ignoring=[row.pk])
    assert actions.reschedule(by=None, appointment=row, slot=slots[1]).starts_at == slots[1].starts_at


def test_too_late_it_is_only_canceled(town, row, at):
    with at(days=6, hours=20):
        with pytest.raises(Refusal, match="لغو"):
            actions.reschedule(by=None, appointment=row, slot=town.slot(1, day=SATURDAY + WEEK))
        assert actions.cancel(by=None, appointment=row).state == State.CANCELED


def test_to_another_counselor_nothing_moves(town, row):
    other = town.another_counselor()
    with pytest.raises(Refusal):
        actions.reschedule(by=None, appointment=row, slot=town.slot(1, day=SATURDAY + WEEK, counselors=[other.pk]))


def test_canceled_twice_it_is_canceled_once_and_told_once(row):
    actions.cancel(by=None, appointment=row)
    assert actions.cancel(by=None, appointment=row).canceled_why == Appointment.Why.CLIENT
    assert Message.objects.filter(template__startswith="counseling.canceled").count() == 1


def test_what_has_begun_is_not_canceled(row, at):
    with at(days=8), pytest.raises(Refusal):
        actions.cancel(by=None, appointment=row)


def test_it_moves_to_no_other_way_of_meeting_than_the_page_offers(town, row):
    slot = town.slot(1, day=SATURDAY + WEEK, mode=Mode.IN_PERSON)
    assert slot.mode != row.mode
    with pytest.raises(Refusal):
        actions.reschedule(by=None, appointment=row, slot=slot)
