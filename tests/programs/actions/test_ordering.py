import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.programs import actions
from meydan.programs.models import Program, Quota, Registration
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory
from tests.factories.programs import ProgramFactory, SessionFactory

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def program() -> Program:
    """A draw to come: the one time a place stands free while people wait."""
    when = NOW + dt.timedelta(days=1)
    return SessionFactory(program=ProgramFactory(capacity=1, waiting="draw", draw_at=when)).program


@pytest.fixture
def officer(program):
    return staff(Role.PROGRAM_OFFICER, program.area)


def come(program: Program, count: int) -> list[Registration]:
    return [
        actions.register(by=(person := PersonFactory()), program=program, guests=[person], or_wait=True)[0]
        for _person in range(count)
    ]


def taken(program: Program) -> int:
    return Quota.objects.get(program=program).taken


@pytest.mark.parametrize(("at_once", "becomes"), [(False, "offered"), (True, "held")])
def test_a_free_place_is_offered_or_given_out_of_turn_with_its_reason(program, officer, at_once, becomes):
    held, _first, second = come(program, 3)
    actions.cancel_registration(by=held.person, registration=held)
    actions.promote(by=officer, registration=second, reason="مادر سه فرزند", at_once=at_once)
    second.refresh_from_db()
    assert (second.status, second.status_reason, taken(program)) == (becomes, "مادر سه فرزند", 1)
    line = Line.objects.get(verb="programs.promote")
    assert line.facts == {"given": at_once, "program": program.pk}


@pytest.mark.parametrize("at_once", [False, True])
def test_without_a_free_place_nobody_is_promoted(program, officer, at_once):
    _held, first = come(program, 2)
    with pytest.raises(Refusal, match="جای خالی"):
        actions.promote(by=officer, registration=first, reason="همسایه", at_once=at_once)
    first.refresh_from_db()
    assert (first.status, taken(program)) == ("waiting", 1)


def test_what_is_offered_can_be_given_for_somebody_who_said_yes_by_telephone(program, officer):
    held, first = come(program, 2)
    actions.cancel_registration(by=held.person, registration=held)
    actions.promote(by=officer, registration=first, reason="پیشنهاد")
    actions.promote(by=officer, registration=first, reason="تلفنی پذیرفت", at_once=True)
    first.refresh_from_db()
    assert (first.status, taken(program)) == ("held", 1)


def test_whoever_is_taken_off_is_told_why_and_the_offer_goes_on(officer, program):
    Program.objects.filter(pk=program.pk).update(waiting="first_come", draw_at=None)
    program.refresh_from_db()
    held, first, second = come(program, 3)
    actions.cancel_registration(by=held.person, registration=held)
    actions.take_off(by=officer, registration=first, reason="دو بار ثبت شده")
    second.refresh_from_db()
    assert (second.status, taken(program)) == ("offered", 1)
    assert "دو بار ثبت شده" in Message.objects.get(template="programs.taken_off").text


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_asked_for(program, officer, reason):
    _held, first = come(program, 2)
    with pytest.raises(Refusal) as refused:
        actions.take_off(by=officer, registration=first, reason=reason)
    assert refused.value.field == "reason"


def test_officers_of_another_city_change_nothing(program):
    _held, first = come(program, 2)
    stranger = staff(Role.PROGRAM_OFFICER, CityFactory())
    for change in (actions.promote, actions.take_off):
        with pytest.raises(Refusal):
            change(by=stranger, registration=first, reason="از شهر دیگر")


def test_reasons_are_forgotten_with_the_person(program, officer):
    _held, first = come(program, 2)
    actions.take_off(by=officer, registration=first, reason="رفته است")
    actions.forget_reasons(by=None, person=first.person)
    first.refresh_from_db()
    assert first.status_reason == ""
