import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.counseling import actions, files
from meydan.counseling.models import Appointment, Homework, Note, Opened
from meydan.journal.models import Line
from meydan.participation.models import Evidence, Participation
from tests.counseling.house import FOUR
from tests.factories.counseling import AppointmentFactory

pytestmark = pytest.mark.django_db
State, Outcome = Appointment.State, Appointment.Outcome


def fresh(row):
    row.refresh_from_db()
    return row


def test_a_session_is_closed_with_its_outcome_note_and_task(house, at_session):
    with at_session(minutes=50):
        actions.close_session(
            by=house.person,
            appointment=house.session,
            outcome=Outcome.REFERRED,
            referred_to="psychiatrist",
            note_text="بی‌خوابی",
            homework="هر شب پیاده‌روی",
            due_on=dt.date(2026, 12, 5),
        )
    row = fresh(house.session)
    assert (row.state, row.outcome, row.referred_to) == (State.ATTENDED, "referred", "psychiatrist")
    assert fresh(house.case).last_seen_at == row.ends_at
    note, task = Note.objects.get(), Homework.objects.get()
    file = files.opened(by=house.person, case=house.case, parts={Opened.Part.NOTES, Opened.Part.HOMEWORK})
    read = file.read(note, "sealed_text"), note.appointment, file.read(task, "sealed_text")
    assert read == ("بی‌خوابی", row, "هر شب پیاده‌روی")


def test_the_ledger_counts_one_and_knows_nobody(house, at_session):
    with at_session(minutes=50):
        actions.close_session(by=house.person, appointment=house.session, outcome=Outcome.FINISHED)
    row = Participation.objects.get()
    said = row.kind, row.count, row.area, row.person, row.venue, row.activity, row.age_band, row.women, row.men
    assert said == ("counseling", 1, house.city, None, None, 0, "", 0, 0)


def test_the_ledger_does_not_tell_who_checked_in_at_a_door(house, at_session):
    Appointment.objects.filter(pk=house.session.pk).update(state=State.ARRIVED, arrived_at=house.session.starts_at)
    with at_session(minutes=50):
        actions.close_session(by=house.person, appointment=fresh(house.session), outcome=Outcome.FINISHED)
    assert Participation.objects.get().evidence == Evidence.ROLL_CALL


def test_what_is_noted_is_read_nowhere_in_the_journal(house, at_session):
    with at_session(minutes=50):
        actions.close_session(
            by=house.person, appointment=house.session, outcome=Outcome.FINISHED, note_text="رازی که نوشته شد"
        )
    lines = "\n".join(f"{line.verb} {line.subject} {line.facts}" for line in Line.objects.all())
    assert ("رازی" in lines, "counseling.write_note" in lines) == (False, True)


@pytest.mark.parametrize(
    ("outcome", "referred_to", "field"),
    [
        ("", "", "outcome"),
        ("referred", "", "referred_to"),
        ("finished", "doctor", "referred_to"),
        ("nonsense", "", "outcome"),
    ],
)
def test_an_outcome_that_says_too_little_or_too_much_is_refused(house, at_session, outcome, referred_to, field):
    with at_session(minutes=1), pytest.raises(Refusal) as refused:
        actions.close_session(by=house.person, appointment=house.session, outcome=outcome, referred_to=referred_to)
    assert refused.value.field == field


def test_nobody_is_missing_before_the_session_began(house, at_session):
    with at_session(minutes=-1), pytest.raises(Refusal):
        actions.miss_session(by=house.person, appointment=house.session)
    with at_session(minutes=0):
        actions.miss_session(by=house.person, appointment=house.session)
    assert (fresh(house.session).state, Participation.objects.count()) == (State.MISSED, 0)


def test_whoever_was_checked_in_cannot_be_missing(house, at_session, door_staff):
    with at_session(minutes=5):
        actions.check_in(by=door_staff, code=house.session.code)
        with pytest.raises(Refusal):
            actions.miss_session(by=house.person, appointment=house.session)


def test_another_counselor_is_refused(house, at_session):
    with at_session(minutes=5), pytest.raises(Refusal):
        actions.close_session(by=house.colleague, appointment=house.session, outcome=Outcome.FINISHED)


def test_a_session_closed_by_mistake_is_as_it_was(house, at_session):
    with at_session(minutes=50):
        actions.close_session(by=house.person, appointment=house.session, outcome=Outcome.FINISHED)
        actions.reopen_session(by=house.person, appointment=house.session)
    row = fresh(house.session)
    assert (row.state, row.outcome, row.closed_at) == (State.BOOKED, "", None)
    assert (fresh(house.case).last_seen_at, Participation.objects.count()) == (None, 0)


def test_of_two_held_sessions_the_other_one_remains_seen(house, at_session):
    before = house.at(FOUR - dt.timedelta(days=7), state=State.ATTENDED, is_first=False)
    with at_session(minutes=50):
        actions.close_session(by=house.person, appointment=house.session, outcome=Outcome.FINISHED)
        actions.reopen_session(by=house.person, appointment=house.session)
    assert fresh(house.case).last_seen_at == before.ends_at


def test_a_missed_time_that_somebody_else_has_now_stays_missed(house, at_session):
    with at_session(minutes=5):
        actions.miss_session(by=house.person, appointment=house.session)
        AppointmentFactory(case=house.file(), starts_at=house.session.starts_at)
        with pytest.raises(Refusal):
            actions.reopen_session(by=house.person, appointment=house.session)
