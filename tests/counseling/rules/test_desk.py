import datetime as dt

import pytest

from meydan.counseling.models import Appointment, Call, Mode, Policy
from meydan.counseling.rules import desk as rules
from meydan.counseling.rules import files as access
from tests.counseling.house import FOUR, NOW
from tests.factories.counseling import CounselorFactory

pytestmark = pytest.mark.django_db
State = Appointment.State
MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("minutes", "attend", "miss"),
    [(-16, False, False), (-15, True, False), (-1, True, False), (0, True, True), (300, True, True)],
)
def test_a_session_is_held_from_shortly_before_its_time_and_missed_only_after_it_began(house, minutes, attend, miss):
    now = house.session.starts_at + minutes * MINUTE
    found = rules.may_attend(house.counselor, house.session, now), rules.may_miss(house.counselor, house.session, now)
    assert found == (attend, miss)


@pytest.mark.parametrize(
    ("state", "attend", "miss"),
    [
        (State.HELD, False, False),
        (State.BOOKED, True, True),
        (State.ARRIVED, True, False),
        (State.ATTENDED, False, False),
        (State.MISSED, False, False),
        (State.CANCELED, False, False),
    ],
)
def test_only_what_is_open_is_closed_and_who_arrived_did_come(house, state, attend, miss):
    house.session.state = state
    found = tuple(may(house.counselor, house.session, FOUR) for may in (rules.may_attend, rules.may_miss))
    assert found == (attend, miss)


def test_another_counselor_closes_and_opens_nothing(house):
    house.session.closed_at = FOUR
    rights = (rules.may_attend, rules.may_miss, rules.may_reopen)
    assert [may(house.other, house.session, FOUR) for may in rights] == [False, False, False]


@pytest.mark.parametrize(("hours", "may"), [(0, True), (23.99, True), (24, False)])
def test_a_mistake_is_mended_within_a_day(house, hours, may):
    house.session.state, house.session.closed_at = State.MISSED, FOUR
    assert rules.may_reopen(house.counselor, house.session, FOUR + dt.timedelta(hours=hours)) == may


@pytest.mark.parametrize(
    ("mode", "minutes", "may"),
    [
        (Mode.PHONE, -11, False),
        (Mode.PHONE, -10, True),
        (Mode.PHONE, 74, True),
        (Mode.PHONE, 75, False),
        (Mode.ONLINE, 0, False),
        (Mode.IN_PERSON, 0, False),
    ],
)
def test_a_number_is_shown_around_a_session_by_telephone(house, mode, minutes, may):
    house.session.mode = mode
    assert rules.may_see_number(house.counselor, house.session, FOUR + minutes * MINUTE) == may


@pytest.mark.parametrize(("minutes", "window"), [(-11, "before"), (-10, "open"), (44, "open"), (45, "after")])
def test_a_room_opens_near_its_time(house, minutes, window):
    assert rules.room_window(house.session, Policy(), FOUR + minutes * MINUTE).value == window


@pytest.mark.parametrize(
    ("minutes", "state", "may"),
    [
        (-61, State.BOOKED, False),
        (-60, State.BOOKED, True),
        (44, State.BOOKED, True),
        (45, State.BOOKED, False),
        (0, State.CANCELED, False),
        (0, State.ARRIVED, False),
    ],
)
def test_the_door_lets_in_around_the_time(house, minutes, state, may):
    house.session.state = state
    assert rules.may_check_in(house.session, FOUR + minutes * MINUTE) == may


@pytest.mark.parametrize("state", Call.State)
def test_whoever_has_a_call_in_hand_may_know_whom_to_call_and_no_more(house, state):
    row = house.call(state=state, counselor=house.other)
    found = access.access(house.colleague, house.other, row.case, NOW)
    parts = found.parts if found else frozenset()
    assert parts == ({access.Part.WHO, access.Part.PHONE} if state == Call.State.TAKEN else frozenset())


def test_a_counselor_who_left_writes_nothing(house):
    gone = CounselorFactory(area=house.city, is_active=False)
    assert not rules.may_write(gone, house.file(counselor=gone))
