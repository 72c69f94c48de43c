import datetime as dt

import pytest

from meydan.attendance.models import State
from meydan.calendar.models import Mode, Occasion
from meydan.feedback import queries
from meydan.programs.models import Program
from tests.factories.attendance import MarkFactory
from tests.factories.feedback import RoundFactory
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def session(program, day, **facts):
    at = dt.datetime(2026, 11, day, 13, 30, tzinfo=dt.UTC)
    return SessionFactory(
        program=program,
        occasion__day=at.date(),
        occasion__starts_at=at,
        **{f"occasion__{name}": value for name, value in facts.items()},
    ).occasion


def round_about(program, last):
    return RoundFactory(activity=program.pk, occasion=last, first_day=dt.date(2026, 11, 5))


def test_whoever_came_at_least_once_is_asked_and_nobody_else():
    program = ProgramFactory()
    first, last = session(program, 7), session(program, 14)
    came, late, away, before = (PersonFactory() for _person in range(4))
    MarkFactory(occasion=first, person=came, state=State.PRESENT)
    MarkFactory(occasion=last, person=came, state=State.ABSENT)
    MarkFactory(occasion=last, person=late, state=State.LATE)
    MarkFactory(occasion=last, person=away, state=State.ABSENT)
    MarkFactory(occasion=session(program, 3), person=before)
    MarkFactory(occasion=session(ProgramFactory(), 14), person=PersonFactory())
    RegistrationFactory(program=program)
    assert list(queries.to_ask(round_about(program, last))) == [came, late]


def test_online_everybody_expected_is_asked_unless_it_was_cancelled():
    program = ProgramFactory(mode=Program.Mode.ONLINE)
    last = session(program, 14, mode=Mode.ONLINE, status=Occasion.Status.HELD)
    registration = RegistrationFactory(program=program)
    RegistrationFactory(program=program, status="cancelled", cancelled_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    round_ = round_about(program, last)
    assert list(queries.to_ask(round_)) == [registration.person]
    Occasion.objects.update(status=Occasion.Status.CANCELLED)
    assert list(queries.to_ask(round_)) == []
