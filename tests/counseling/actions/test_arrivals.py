import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions
from meydan.counseling.models import Appointment
from tests.counseling.house import FOUR
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
State = Appointment.State


def test_a_code_checks_in_and_its_counselor_sees_it(house, at_session, door_staff):
    with at_session(minutes=-20):
        row = actions.check_in(by=door_staff, code=house.session.code)
    house.session.refresh_from_db()
    assert (row, house.session.state) == (house.session, State.ARRIVED)
    assert house.session.arrived_at == FOUR - dt.timedelta(minutes=20)


def test_checked_in_twice_it_stays_when_it_was(house, at_session, door_staff):
    with at_session(minutes=-20):
        actions.check_in(by=door_staff, code=house.session.code)
    with at_session(minutes=-10):
        row = actions.check_in(by=door_staff, code=house.session.code)
    assert row.arrived_at == FOUR - dt.timedelta(minutes=20)


@pytest.mark.parametrize("minutes", [-61, 46])
def test_outside_its_time_a_code_opens_nothing(house, at_session, door_staff, minutes):
    with at_session(minutes=minutes), pytest.raises(Refusal) as refused:
        actions.check_in(by=door_staff, code=house.session.code)
    assert refused.value.field == "code"


@pytest.mark.parametrize("code", ["", "ZZZZZZZZ"])
def test_a_code_that_is_none_is_refused(house, at_session, door_staff, code):
    with at_session(minutes=0), pytest.raises(Refusal):
        actions.check_in(by=door_staff, code=code)


def test_staff_of_another_city_know_no_code_of_this_one(house, at_session):
    with at_session(minutes=0), pytest.raises(Refusal):
        actions.check_in(by=staff(Role.CENTER_STAFF), code=house.session.code)


def test_an_arrival_is_taken_back(house, at_session, door_staff):
    with at_session(minutes=-5):
        row = actions.undo_check_in(by=door_staff, appointment=actions.check_in(by=door_staff, code=house.session.code))
    assert (row.state, row.arrived_at) == (State.BOOKED, None)


def test_after_the_session_or_by_others_an_arrival_stays(house, at_session, door_staff):
    with at_session(minutes=-5):
        row = actions.check_in(by=door_staff, code=house.session.code)
        with pytest.raises(Refusal):
            actions.undo_check_in(by=staff(Role.CENTER_STAFF), appointment=row)
    with at_session(minutes=50), pytest.raises(Refusal):
        actions.undo_check_in(by=door_staff, appointment=row)
