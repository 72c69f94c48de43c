import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.participation.models import Participation
from meydan.programs import actions
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
DURING = dt.datetime(2026, 11, 28, 14, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def coach(session):
    return staff(Role.COACH, session.program.area)


def ledger() -> list[tuple[str, int, int, int]]:
    return list(Participation.objects.order_by("evidence").values_list("evidence", "count", "women", "men"))


def test_a_present_person_is_a_row_of_the_ledger_and_the_session_was_held(session, coach):
    guest = PersonFactory(sex="woman", birth_year=1380)
    registration = RegistrationFactory(program=session.program, person=guest)
    actions.mark(by=coach, session=session, registration=registration, state="present")
    row = Participation.objects.get()
    assert (row.person, row.women, row.age_band, row.kind, row.day) == (
        guest,
        1,
        "18-29",
        "cultural",
        session.occasion.day,
    )
    session.occasion.refresh_from_db()
    assert session.occasion.status == "held"


def test_a_corrected_mark_corrects_the_ledger(session, coach):
    registration = RegistrationFactory(program=session.program)
    for state in ("present", "late", "absent"):
        actions.mark(by=coach, session=session, registration=registration, state=state)
    assert (session.marks.get().state, ledger()) == ("absent", [])


def test_heads_are_counted_beside_the_names_and_can_be_counted_again(session, coach):
    registration = RegistrationFactory(program=session.program)
    actions.mark(by=coach, session=session, registration=registration, state="present")
    actions.count_heads(by=coach, session=session, total=40, women=25, men=15)
    actions.count_heads(by=coach, session=session, total=42, women=25, men=15)
    assert ledger() == [("head_count", 42, 25, 15), ("roll_call", 1, 0, 0)]


def test_a_count_of_nobody_withdraws_the_count(session, coach):
    actions.count_heads(by=coach, session=session, total=40)
    actions.count_heads(by=coach, session=session, total=0)
    assert ledger() == []


def test_more_women_and_men_than_all_is_refused(session, coach):
    with pytest.raises(Refusal) as refused:
        actions.count_heads(by=coach, session=session, total=10, women=8, men=3)
    assert refused.value.field == "total"


def test_somebody_of_another_program_is_not_in_this_roll(session, coach):
    with pytest.raises(Refusal):
        actions.mark(by=coach, session=session, registration=RegistrationFactory(), state="present")


def test_the_roll_of_a_cancelled_session_is_closed(coach, session):
    session.occasion.status = "cancelled"
    session.occasion.save()
    with pytest.raises(Refusal):
        actions.count_heads(by=coach, session=session, total=3)


def test_a_coach_of_elsewhere_calls_no_roll(session):
    with pytest.raises(Refusal):
        actions.count_heads(by=staff(Role.COACH), session=session, total=3)
