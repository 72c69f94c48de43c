"""What the tables hold by themselves, on both databases."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from meydan.counseling.models import CLIENT_RULE, COUNSELOR_RULE, ROOM_RULE, Appointment, Mode
from tests.factories.counseling import AppointmentFactory, CaseFactory, CounselorFactory, RoomFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def refused(rule, **appointment):
    try:
        with transaction.atomic():
            AppointmentFactory(**appointment)
    except IntegrityError as error:
        return rule in str(error)
    return False


@pytest.mark.parametrize(
    ("minutes", "is_refused"), [(0, True), (44, True), (59, True), (60, False), (-59, True), (-60, False)]
)
def test_a_counselor_is_taken_for_a_session_and_its_buffer(minutes, is_refused):
    first = AppointmentFactory(starts_at=START)
    other = CaseFactory(counselor=first.counselor)
    assert refused(COUNSELOR_RULE, case=other, starts_at=START + dt.timedelta(minutes=minutes)) == is_refused


def test_a_room_holds_one_session_whoever_receives_in_it():
    room = RoomFactory()
    place = {"mode": Mode.IN_PERSON, "room": room, "venue": room.venue, "starts_at": START}
    AppointmentFactory(**place)
    assert refused(ROOM_RULE, **place)


@pytest.mark.parametrize(("minutes", "is_refused"), [(0, True), (44, True), (45, False)])
def test_a_client_is_in_one_session_whatever_name_it_is_under(minutes, is_refused):
    AppointmentFactory(case__phone="+989121111111", starts_at=START)
    again = CaseFactory(phone="+989121111111")
    assert refused(CLIENT_RULE, case=again, starts_at=START + dt.timedelta(minutes=minutes)) == is_refused


@pytest.mark.parametrize("state", [Appointment.State.CANCELED, Appointment.State.MISSED])
def test_what_is_over_takes_nobodys_time(state):
    first = AppointmentFactory(starts_at=START, state=state)
    other = CaseFactory(counselor=first.counselor)
    assert not refused(COUNSELOR_RULE, case=other, starts_at=START)


def test_moving_into_a_taken_time_is_refused_as_booking_it_is():
    counselor = CounselorFactory()
    AppointmentFactory(case__counselor=counselor, starts_at=START)
    later = AppointmentFactory(case__counselor=counselor, starts_at=START + dt.timedelta(hours=2))
    with pytest.raises(IntegrityError, match=COUNSELOR_RULE), transaction.atomic():
        Appointment.objects.filter(pk=later.pk).update(starts_at=START + dt.timedelta(minutes=30))
