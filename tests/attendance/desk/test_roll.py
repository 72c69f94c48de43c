import uuid

import pytest
from django.urls import reverse

from meydan.attendance import actions, codes
from meydan.attendance.models import HeadCount, Mark, State
from meydan.base.roles import Role
from meydan.participation.models import Participation
from tests.attendance.actions.test_saying import ONE, OTHER, mark
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import RegistrationFactory

pytestmark = pytest.mark.django_db


def at(name, occasion):
    return reverse(f"attendance:{name}", args=[occasion.pk])


def field(occasion, person):
    return f"mark-{codes.target_of(occasion.pk, person.pk)}"


def test_marks_of_a_page_without_a_script_are_kept_together(enter, session, occasion, coach):
    here, away = (RegistrationFactory(program=session.program).person for _guest in range(2))
    answer = enter(coach).post(
        at("roll", occasion), {field(occasion, here): "present", field(occasion, away): "absent"}
    )
    assert answer.status_code == 302
    assert dict(Mark.objects.values_list("person", "state")) == {here.pk: "present", away.pk: "absent"}
    assert Participation.objects.count() == 1


def test_who_is_not_named_keeps_the_mark_they_have(enter, session, occasion, coach):
    first, second = (RegistrationFactory(program=session.program).person for _guest in range(2))
    desk = enter(coach)
    for values in ({field(occasion, first): "present"}, {field(occasion, second): "late"}):
        desk.post(at("roll", occasion), values)
    assert dict(Mark.objects.values_list("person", "state")) == {first.pk: "present", second.pk: "late"}


def test_a_walk_in_is_added_once_however_often_it_is_sent(enter, occasion, coach):
    desk, form = enter(coach), {"name": "رهگذر", "phone": "", "client_key": str(uuid.uuid4())}
    answers = [desk.post(at("walk_in", occasion), form).status_code for _time in range(2)]
    assert (answers, Mark.objects.get().name) == ([302, 302], "رهگذر")


def test_a_walk_in_with_an_account_is_not_given_away(enter, occasion, coach):
    person = PersonFactory(name="نامِ نهان")
    desk = enter(coach)
    answers = [
        desk.post(at("walk_in", occasion), {"name": "مهمان", "phone": phone}, follow=True).text
        for phone in (person.phone.replace("+98", "0"), "09120000000")
    ]
    assert ["نامِ نهان" in text for text in answers] == [False, False]
    assert Mark.objects.filter(person=person).count() == 1


@pytest.mark.parametrize("values", [{"name": ""}, {"name": "‌"}, {"name": "الف", "phone": "۱۲"}])
def test_a_walk_in_that_cannot_be_read_keeps_what_was_typed(enter, occasion, coach, values):
    assert enter(coach).post(at("walk_in", occasion), values).status_code == 422
    assert Mark.objects.count() == 0


def test_a_ticket_is_a_check_in_however_it_is_typed(enter, session, occasion, coach):
    registration = RegistrationFactory(program=session.program)
    typed = f" {registration.code[:4].lower()}-{registration.code[4:]} "
    assert enter(coach).post(at("ticket", occasion), {"code": typed}).status_code == 302
    assert Mark.objects.values_list("person", "evidence").get() == (registration.person_id, "check_in")


def test_a_ticket_of_another_program_or_given_up_is_not_good(enter, session, occasion, coach):
    given_up = RegistrationFactory(program=session.program, status="cancelled", cancelled_at=occasion.starts_at)
    for registration in (given_up, RegistrationFactory()):
        assert enter(coach).post(at("ticket", occasion), {"code": registration.code}).status_code == 422
    assert Mark.objects.count() == 0


@pytest.mark.parametrize("women", ["", "-1", "۳۱ مهر", "9" * 30, "‌"])
def test_a_wrong_count_keeps_what_was_typed_and_says_why(enter, occasion, coach, women):
    assert enter(coach).post(at("count", occasion), {"women": women}).status_code == 422
    assert HeadCount.objects.count() == 0


def test_a_count_in_persian_digits_is_a_count(enter, occasion, coach):
    enter(coach).post(at("count", occasion), {"women": "٢٥", "others": "۱۵", "age_band": "60+"})
    assert Participation.objects.values_list("count", "women", "age_band").get() == (40, 25, "60+")


def test_a_session_of_another_city_is_not_there(enter, occasion):
    desk = enter(staff(Role.COACH))
    sent = ["roll", "walk_in", "ticket", "count", "close", "reopen", "settle", "sync"]
    asked = ["roll", "unsettled", "screen", "state"]
    found = [desk.post(at(name, occasion)) for name in sent] + [desk.get(at(name, occasion)) for name in asked]
    assert {answer.status_code for answer in found} == {404}


def test_two_words_are_shown_and_settled_by_one_tap(enter, occasion, coach, guest):
    for device, state, minute in ((ONE, State.PRESENT, 1), (OTHER, State.ABSENT, 2)):
        actions.say(by=coach, occasion=occasion, sayings=[mark(guest, state, minute, device=device)])
    desk = enter(coach)
    assert "نیازمند رسیدگی" in desk.get(at("roll", occasion)).text
    said = occasion.entries.get(state="present")
    desk.post(at("settle", occasion), {"entry": said.pk, "take": "yes"})
    assert (Mark.objects.get().state, "نیازمند رسیدگی" in desk.get(at("unsettled", occasion)).text) == (
        "present",
        False,
    )


@pytest.mark.parametrize("form", [{}, {"entry": "5", "take": "yes"}, {"entry": str(uuid.uuid4()), "take": "yes"}])
def test_settling_nothing_is_refused(enter, occasion, coach, form):
    assert enter(coach).post(at("settle", occasion), form).status_code in {404, 409}


def test_a_closed_roll_says_so_and_is_opened_again(enter, occasion, coach, guest):
    desk = enter(coach)
    desk.post(at("close", occasion))
    assert "این حضور و غیاب بسته است" in desk.get(at("roll", occasion)).text
    assert desk.post(at("roll", occasion), {field(occasion, guest): "present"}).status_code == 422
    desk.post(at("reopen", occasion))
    assert desk.post(at("roll", occasion), {field(occasion, guest): "present"}).status_code == 302


@pytest.mark.parametrize("guests", [1, 3])
def test_the_roll_asks_the_same_queries_for_one_and_for_three(
    enter, session, occasion, coach, *, guests, django_assert_num_queries
):
    RegistrationFactory.create_batch(guests, program=session.program)
    desk = enter(coach)
    with django_assert_num_queries(20):
        desk.get(at("roll", occasion))
