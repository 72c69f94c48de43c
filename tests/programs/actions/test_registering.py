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


@pytest.mark.django_db
class TestParty:
    @pytest.fixture
    def family(self):
        mother = PersonFactory(name="مریم")
        return [mother, *(PersonFactory(phone=None, guardian=mother, name=name) for name in ("پارسا", "نازنین"))]

    def test_a_family_gets_places_together_and_one_message(self, family):
        program = open_program(capacity=3)
        rows = actions.register(by=family[0], program=program, guests=family)
        assert ([row.status for row in rows], len({row.party for row in rows}), taken(program)) == (["held"] * 3, 1, 3)
        assert all(row.code in Message.objects.get().text for row in rows)

    def test_where_there_is_no_room_for_all_nothing_happens(self, family):
        program = open_program(capacity=2)
        with pytest.raises(Refusal, match="فقط ۲ جا") as refused:
            actions.register(by=family[0], program=program, guests=family)
        assert (refused.value.field, Registration.objects.count(), taken(program)) == ("or_wait", 0, 0)

    def test_or_all_wait_with_following_numbers_and_what_is_free_is_offered_to_the_first_of_them(self, family):
        program = open_program(capacity=2, full=1)
        rows = actions.register(by=family[0], program=program, guests=family, or_wait=True)
        stored = list(Registration.objects.order_by("number").values_list("number", "status"))
        assert [row.person for row in rows] == family
        assert (stored, taken(program)) == ([(1, "offered"), (2, "waiting"), (3, "waiting")], 2)

    def test_one_of_them_already_in_refuses_all(self, family):
        program = open_program()
        actions.register(by=family[0], program=program, guests=family[1:2])
        with pytest.raises(Refusal, match="ثبت‌نام") as refused:
            actions.register(by=family[0], program=program, guests=family)
        assert (refused.value.field, taken(program)) == ("guests", 1)

    def test_one_whom_it_does_not_suit_refuses_all_and_is_named(self, family):
        family[1].birth_year = 1402
        program = open_program(age_from=7)
        with pytest.raises(Refusal, match="پارسا"):
            actions.register(by=family[0], program=program, guests=family)
        assert taken(program) == 0


@pytest.mark.django_db
class TestWhatIsAsked:
    def test_health_rules_are_accepted_and_when_is_kept(self):
        program, person = open_program(protocols="ماسک بزنید."), PersonFactory()
        with pytest.raises(Refusal) as refused:
            actions.register(by=person, program=program, guests=[person])
        (row,) = actions.register(by=person, program=program, guests=[person], accepts_protocols=True)
        assert (refused.value.field, row.protocols_accepted_at) == ("protocols", NOW)

    def test_in_a_hybrid_program_each_way_has_its_own_places(self):
        program = open_program(mode="hybrid", capacity=1, online_capacity=1)
        with pytest.raises(Refusal) as refused:
            actions.register(by=(one := PersonFactory()), program=program, guests=[one])
        ways = ["in_person", "online", "in_person"]
        rows = [
            actions.register(by=(one := PersonFactory()), program=program, guests=[one], mode=way, or_wait=True)[0]
            for way in ways
        ]
        assert refused.value.field == "mode"
        assert [(row.quota.mode, row.status) for row in rows] == [
            ("in_person", "held"),
            ("online", "held"),
            ("in_person", "waiting"),
        ]

    def test_in_a_series_a_place_is_taken_in_each_session_by_itself(self):
        program = ProgramFactory(shape="series", capacity=1)
        one, other = SessionFactory.create_batch(2, program=program)
        person, late = PersonFactory(), PersonFactory()
        actions.register(by=person, program=program, guests=[person], sessions=[one])
        rows = actions.register(by=late, program=program, guests=[late], sessions=[one, other], or_wait=True)
        assert sorted((row.session_id, row.status) for row in rows) == [(one.pk, "waiting"), (other.pk, "held")]

    @pytest.mark.parametrize("sessions", [[], ["another"]])
    def test_a_series_wants_sessions_of_its_own(self, sessions):
        program = SessionFactory(program=ProgramFactory(shape="series")).program
        chosen = [SessionFactory(program=ProgramFactory(shape="series")) for _session in sessions]
        with pytest.raises(Refusal):
            actions.register(by=(one := PersonFactory()), program=program, guests=[one], sessions=chosen)
        assert Registration.objects.count() == 0

    def test_a_cancelled_session_of_a_series_takes_nobody(self):
        session = SessionFactory(program=ProgramFactory(shape="series"), occasion__status="cancelled")
        with pytest.raises(Refusal):
            actions.register(by=(one := PersonFactory()), program=session.program, guests=[one], sessions=[session])

    def test_where_nobody_registers_there_is_nothing_to_register_for(self):
        program = open_program(takes_registrations=False)
        Quota.objects.filter(program=program).delete()
        with pytest.raises(Refusal, match="ثبت‌نام ندارد"):
            actions.register(by=(one := PersonFactory()), program=program, guests=[one])
