import datetime as dt

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.counseling import rooms
from meydan.counseling.models import Appointment, Mode, Opened, Policy
from tests.counseling.house import FOUR
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
State = Appointment.State


def address(name, house):
    return reverse(f"counseling:{name}", args=[house.session.code])


def test_the_day_tells_time_code_and_topic_and_no_name(house, signed_in):
    text = signed_in(house.person).get(reverse("counseling:today")).text
    code = house.session.shown_code
    shown = [word in text for word in ("۱۶:۰۰", "اضطراب", "نخستین جلسه", code)]
    assert (shown, [word in text for word in ("زهرا", "۰۹۱۲")]) == ([True] * 4, [False] * 2)


def test_only_ones_own_sessions_of_today_stand_in_the_day(house, signed_in):
    house.at(FOUR + dt.timedelta(days=1))
    house.at(FOUR, case=house.file(counselor=house.other))
    house.at(FOUR + dt.timedelta(hours=2), state=State.CANCELED)
    answer = signed_in(house.person).get(reverse("counseling:today"))
    assert list(answer.context["sessions"]) == [house.session]


def test_what_is_over_and_not_closed_is_asked_for(house, signed_in):
    late = house.at(FOUR - dt.timedelta(days=2))
    house.at(FOUR - dt.timedelta(days=3), state=State.MISSED)
    answer = signed_in(house.person).get(reverse("counseling:today"))
    assert list(answer.context["unclosed"]) == [late]


@pytest.mark.parametrize("on_duty", [True, False])
def test_whoever_is_on_duty_sees_the_citys_urgent_bookings_and_no_file(house, signed_in, on_duty):
    urgent = house.at(FOUR, case=house.file(counselor=house.other), is_urgent=True)
    house.counselor.is_on_duty = on_duty
    house.counselor.save()
    desk = signed_in(house.person)
    answer = desk.get(reverse("counseling:today"))
    assert list(answer.context["urgent"]) == ([urgent] if on_duty else [])
    assert desk.get(reverse("counseling:session", args=[urgent.code])).status_code == 404


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_day_asks_the_same_queries_for_one_and_for_three(house, signed_in, sessions, django_assert_num_queries):
    for number in range(1, sessions):
        house.at(FOUR + dt.timedelta(hours=number))
    desk = signed_in(house.person)
    with django_assert_num_queries(12):
        desk.get(reverse("counseling:today"))


@pytest.mark.parametrize("day", ["", "1405-09-07", "nonsense", "1405-13-40"])
def test_a_week_begins_on_saturday_whatever_day_of_it_is_asked_for(house, signed_in, day):
    answer = signed_in(house.person).get(reverse("counseling:week"), {"day": day})
    days = answer.context["days"]
    assert (days[0][0], [len(sessions) for _day, sessions in days]) == (dt.date(2026, 11, 28), [1, 0, 0, 0, 0, 0, 0])


def test_a_session_of_another_counselor_is_not_there(house, signed_in):
    desk = signed_in(house.colleague)
    codes = [desk.get(address(name, house)).status_code for name in ("session", "close_session", "session_room")]
    codes += [
        desk.post(address(name, house)).status_code for name in ("miss_session", "reopen_session", "session_number")
    ]
    assert codes == [404] * 6


def test_whoever_has_the_role_and_is_no_counselor_has_no_desk(house, signed_in):
    assert signed_in(staff(Role.COUNSELOR, house.city)).get(reverse("counseling:today")).status_code == 404


def test_a_session_is_closed_on_its_page(house, signed_in, at_session):
    with at_session(minutes=50):
        answer = signed_in(house.person).post(address("close_session", house), {"outcome": "continues"})
    house.session.refresh_from_db()
    assert (answer.status_code, house.session.state) == (302, State.ATTENDED)


def test_what_was_typed_stays_when_closing_is_refused(house, signed_in):
    typed = {"outcome": "referred", "note_text": "نوشته‌ای بلند"}
    answer = signed_in(house.person).post(address("close_session", house), typed)
    assert (answer.status_code, "نوشته‌ای بلند" in answer.text) == (422, True)
    answer = signed_in(house.person).post(address("close_session", house), {**typed, "outcome": "finished"})
    assert (answer.status_code, "نوشته‌ای بلند" in answer.text) == (422, True)  # it has not begun yet


def test_missing_and_opening_again_are_one_button_each(house, signed_in, at_session):
    with at_session(minutes=20):
        desk = signed_in(house.person)
        states = []
        for name in ("miss_session", "reopen_session"):
            desk.post(address(name, house))
            house.session.refresh_from_db()
            states.append(house.session.state)
    assert states == [State.MISSED, State.BOOKED]


@pytest.mark.parametrize(("minutes", "is_shown"), [(-11, False), (-5, True), (200, False)])
def test_a_number_is_shown_around_its_time_by_that_answer_alone_and_logged(
    house, signed_in, at_session, minutes, is_shown
):
    Appointment.objects.update(mode=Mode.PHONE, room=None, venue=None)
    with at_session(minutes=minutes):
        desk = signed_in(house.person)
        answer = desk.post(address("session_number", house))
        after = desk.get(address("session", house)).text
    assert ("tel:+989121234567" in answer.text, "tel:" in after) == (is_shown, False)
    assert Opened.objects.filter(part=Opened.Part.PHONE, by=house.person).count() == is_shown


@pytest.mark.parametrize(("minutes", "enters"), [(-11, False), (-10, True), (44, True), (46, False)])
def test_a_room_lets_its_counselor_in_near_its_time(house, signed_in, at_session, minutes, enters):
    Appointment.objects.update(mode=Mode.ONLINE, room=None, venue=None)
    with at_session(minutes=minutes):
        answer = signed_in(house.person).get(address("session_room", house))
    led = rooms.address(house.session, Policy()) if enters else address("session", house)
    assert (answer["Location"], answer.get("Referrer-Policy") == "no-referrer") == (led, enters)
