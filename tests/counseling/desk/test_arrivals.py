import datetime as dt

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.counseling.models import Appointment
from tests.counseling.house import FOUR
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
State = Appointment.State
PAGE = "/desk/counseling/arrivals/"


def test_the_door_sees_times_codes_and_rooms_and_never_name_topic_or_counselor(house, signed_in, door_staff):
    text = signed_in(door_staff).get(PAGE).text
    shown = [word in text for word in ("۱۶:۰۰", str(house.room), str(house.room.venue))]
    hidden = [word in text for word in ("زهرا", "اضطراب", str(house.counselor))]
    assert (shown, hidden) == ([True] * 3, [False] * 3)


def test_the_door_sees_only_its_own_houses_and_only_who_comes_in_person(house, signed_in, door_staff):
    house.at(FOUR + dt.timedelta(hours=2))
    mine = signed_in(door_staff).get(PAGE).context["sessions"]
    theirs = signed_in(staff(Role.CENTER_STAFF)).get(PAGE).context["sessions"]
    assert ([*mine], [*theirs]) == ([house.session], [])


@pytest.mark.parametrize("typed", ["{}", "{}-{}", " {} {} "])
def test_a_code_is_read_as_people_type_it(house, signed_in, at_session, door_staff, typed):
    code = house.session.code
    typed = typed.format(code) if typed == "{}" else typed.format(code[:4].lower(), code[4:])
    with at_session(minutes=-5):
        answer = signed_in(door_staff).post(PAGE, {"code": typed})
    house.session.refresh_from_db()
    assert (answer.status_code, house.session.state) == (302, State.ARRIVED)


def test_a_wrong_code_is_refused_and_stays(house, signed_in, at_session, door_staff):
    with at_session(minutes=-5):
        answer = signed_in(door_staff).post(PAGE, {"code": "12"})
    assert (answer.status_code, 'value="12"' in answer.text) == (422, True)


def test_an_arrival_is_taken_back(house, signed_in, at_session, door_staff):
    with at_session(minutes=-5):
        desk = signed_in(door_staff)
        desk.post(PAGE, {"code": house.session.code})
        stranger = desk.post(reverse("counseling:undo_arrival", args=[house.at(FOUR + dt.timedelta(hours=5)).code]))
        desk.post(reverse("counseling:undo_arrival", args=[house.session.code]))
    house.session.refresh_from_db()
    assert (house.session.state, stranger.status_code) == (State.BOOKED, 404)


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_door_asks_as_often_for_one_as_for_three(house, signed_in, door_staff, sessions, django_assert_num_queries):
    for number in range(1, sessions):
        house.at(FOUR + dt.timedelta(hours=number), mode="in_person", room=house.room, venue=house.room.venue)
    desk = signed_in(door_staff)
    with django_assert_num_queries(8):
        desk.get(PAGE)
