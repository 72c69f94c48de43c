import datetime as dt

import pytest
import time_machine
from django.db import connection

from meydan.base.refusal import Refusal
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.programs import actions
from meydan.programs.models import Program, Quota, Registration
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, SessionFactory
from tests.together import at_once

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def open_program(**facts) -> Program:
    return SessionFactory(program=ProgramFactory(**facts)).program


def taken(program: Program) -> int:
    return Quota.objects.get(program=program).taken


@pytest.mark.django_db
class TestRegister:
    def test_takes_a_place_sends_the_ticket_and_leaves_a_line(self):
        program, person = open_program(), PersonFactory(name="مریم")
        registration = actions.register(by=person, program=program, guests=[person])[0]
        assert (taken(program), registration.status) == (1, "held")
        message = Message.objects.get(person=person)
        assert registration.code in message.text
        line = Line.objects.get(verb="programs.register")
        assert (line.actor, line.subject_id, line.facts) == (person.key, str(registration.pk), {"program": program.pk})

    def test_a_family_member_is_registered_by_the_guardian_who_gets_the_message(self):
        guardian = PersonFactory()
        child = PersonFactory(phone=None, guardian=guardian, name="پارسا")
        registration = actions.register(by=guardian, program=open_program(), guests=[child])[0]
        assert (registration.person, registration.registered_by) == (child, guardian)
        assert Message.objects.get().phone == guardian.phone

    def test_nobody_takes_two_places(self):
        program, person = open_program(), PersonFactory()
        actions.register(by=person, program=program, guests=[person])[0]
        with pytest.raises(Refusal, match="ثبت‌نام"):
            actions.register(by=person, program=program, guests=[person])[0]
        assert taken(program) == 1

    def test_a_full_program_says_so(self):
        program = open_program(capacity=1, full=True)
        with pytest.raises(Refusal, match="ظرفیت"):
            actions.register(by=(person := PersonFactory()), program=program, guests=[person])[0]

    def test_a_stranger_cannot_be_registered(self):
        with pytest.raises(Refusal):
            actions.register(by=PersonFactory(), program=open_program(), guests=[PersonFactory()])
        assert Registration.objects.count() == 0

    def test_after_the_last_session_has_started_nobody_registers(self):
        program, person = open_program(), PersonFactory()
        with time_machine.travel(dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)), pytest.raises(Refusal):
            actions.register(by=person, program=program, guests=[person])[0]

    def test_a_man_is_told_that_a_program_is_for_women(self):
        program, man = open_program(audience="women"), PersonFactory(sex="man")
        with pytest.raises(Refusal) as refused:
            actions.register(by=man, program=program, guests=[man])
        assert refused.value.field == "guests"


@pytest.mark.django_db
class TestCancelRegistration:
    def test_gives_the_place_back_once(self):
        program, person = open_program(capacity=1), PersonFactory()
        registration = actions.register(by=person, program=program, guests=[person])[0]
        actions.cancel_registration(by=person, registration=registration)
        with pytest.raises(Refusal):
            actions.cancel_registration(by=person, registration=registration)
        assert taken(program) == 0

    def test_a_place_given_up_can_be_taken_again_by_the_same_person(self):
        program, person = open_program(), PersonFactory()
        first = actions.register(by=person, program=program, guests=[person])[0]
        actions.cancel_registration(by=person, registration=first)
        second = actions.register(by=person, program=program, guests=[person])[0]
        assert second.code != first.code

    def test_is_not_for_strangers(self):
        person = PersonFactory()
        registration = actions.register(by=person, program=open_program(), guests=[person])[0]
        with pytest.raises(Refusal):
            actions.cancel_registration(by=PersonFactory(), registration=registration)


@pytest.mark.django_db(transaction=True)
def test_places_are_never_oversold_and_never_lost_while_people_register_and_cancel_at_once():
    program = open_program(capacity=20)
    people = PersonFactory.create_batch(40)

    def come_and_maybe_go(number: int) -> str:
        person = people[number % 40]
        try:
            registration = actions.register(by=person, program=program, guests=[person])[0]
            if number % 3 == 0:
                actions.cancel_registration(by=person, registration=registration)
        except Refusal as refused:
            return str(refused.sentence)
        return ""

    errors = [answer for answer in at_once(120, come_and_maybe_go) if isinstance(answer, Exception)]
    held = Registration.objects.filter(program=program, status="held").count()
    assert (errors, taken(program), held <= 20) == ([], held, True)
    assert connection.vendor in {"sqlite", "postgresql"}
