import datetime as dt

import pytest

from meydan.attendance.models import State
from meydan.calendar.models import Occasion
from meydan.programs import presence
from meydan.programs.models import Program
from meydan.programs.presence import Presence
from tests.factories.attendance import MarkFactory
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
FIRST = dt.date(2026, 11, 1)
WORDS = {"p": State.PRESENT, "l": State.LATE, "a": State.ABSENT}


def held_sessions(program, count, status=Occasion.Status.HELD):
    days = [FIRST + dt.timedelta(days=7 * number) for number in range(count)]
    return [
        SessionFactory(
            program=program,
            occasion__day=day,
            occasion__starts_at=dt.datetime.combine(day, dt.time(13, 30), dt.UTC),
            occasion__status=status,
        )
        for day in days
    ]


def somebody(program, sessions, marks, **person):
    """Registered, and marked session by session: "pal " is present, absent, late, nothing said."""
    registration = RegistrationFactory(program=program, person=PersonFactory(**person))
    for session, mark in zip(sessions, marks, strict=True):
        if mark != " ":
            MarkFactory(occasion=session.occasion, person=registration.person, state=WORDS[mark])
    return registration.person


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("pppp", Presence(4, 0, 0)),
        ("aaap", Presence(1, 3, 0)),
        ("paaa", Presence(1, 3, 3)),
        ("pa a", Presence(1, 2, 2)),
        ("la  ", Presence(1, 1, 1)),
        ("aaaa", Presence(0, 4, 4)),
    ],
)
def test_absences_are_counted_in_all_and_since_somebody_last_came(marks, found):
    program = ProgramFactory()
    person = somebody(program, held_sessions(program, 4), marks)
    assert presence.presence(Program.objects.all()) == {(program.pk, person.pk): found}
    assert found.is_gone is (found.in_a_row >= 3)


def test_a_session_that_was_not_held_counts_neither_way():
    program = ProgramFactory()
    somebody(program, held_sessions(program, 2, Occasion.Status.CANCELLED), "aa")
    assert presence.presence(Program.objects.all()) == {}


def test_the_list_begins_with_who_was_absent_longest_in_a_row():
    program = ProgramFactory()
    sessions = held_sessions(program, 4)
    for marks, name in (("aapa", "بهار"), ("paaa", "پروین"), ("pppp", "زهرا"), ("ppap", "آرش"), ("paap", "آذر")):
        somebody(program, sessions, marks, name=name)
    gave_up = somebody(program, sessions, "aaaa", name="رفته")
    gave_up.registrations.update(status="cancelled", cancelled_at=dt.datetime(2026, 11, 30, tzinfo=dt.UTC))
    names = [absence.registration.person.name for absence in presence.absences(Program.objects.all())]
    assert names == ["پروین", "بهار", "آذر", "آرش"]
    assert [one.registration.person.name for one in presence.absences(Program.objects.all(), 3)] == ["پروین", "بهار"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_read_at_once(count, django_assert_num_queries):
    program = ProgramFactory()
    sessions = held_sessions(program, 2)
    for _number in range(count):
        somebody(program, sessions, "aa", guardian=PersonFactory(), phone=None)
    with django_assert_num_queries(3):
        found = presence.absences(Program.objects.all())
        assert len([(one.registration.program.area.name, one.registration.person.guardian) for one in found]) == count


def test_who_has_earned_a_certificate_is_known_by_name():
    program = ProgramFactory(shape=Program.Shape.COURSE)
    sessions = held_sessions(program, 4)
    for marks, name in (("pplp", "زهرا"), ("ppaa", "آرش"), ("pppa", "بهار"), ("pppp", "")):
        somebody(program, sessions, marks, name=name)
    found = presence.candidates(program, 4, 70)
    assert [(one.person.name, one.came, one.can_get_one) for one in found] == [
        ("", 4, False),
        ("آرش", 2, False),
        ("بهار", 3, True),
        ("زهرا", 4, True),
    ]


def test_a_course_knows_what_is_over_and_what_comes(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC))
    program = ProgramFactory()
    held_sessions(program, 2)
    held_sessions(program, 5, Occasion.Status.ANNOUNCED)
    held_sessions(program, 1, Occasion.Status.CANCELLED)
    assert presence.course(program) == presence.Course(held=2, minutes=180, unheld=3, coming=2)
