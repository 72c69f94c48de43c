import datetime as dt

import pytest

from meydan.feedback import tasks
from meydan.feedback.models import Reply, Round
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from meydan.programs.models import Program
from tests.factories.attendance import MarkFactory
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, SessionFactory

pytestmark = pytest.mark.django_db


def held(program, day):
    at = dt.datetime.combine(day, dt.time(5, 0), dt.UTC)
    occasion = SessionFactory(
        program=program, occasion__day=day, occasion__starts_at=at, occasion__status="held"
    ).occasion
    MarkFactory(occasion=occasion, person=PersonFactory())
    return occasion


@pytest.mark.parametrize(
    ("today", "rounds"),
    [("2026-11-14", 0), ("2026-11-15", 1), ("2026-11-21", 1), ("2026-11-23", 0)],
    ids=["still that day", "the day after", "a week late", "too late"],
)
def test_people_are_asked_the_day_after_the_last_session(time_machine, today, rounds):
    time_machine.move_to(f"{today}T10:00+03:30", tick=False)
    program = ProgramFactory(shape=Program.Shape.COURSE)
    held(program, dt.date(2026, 11, 7))
    held(program, dt.date(2026, 11, 14))
    tasks.look_for_ends.call()
    assert Round.objects.count() == rounds


def test_everybody_is_asked_once_however_often_the_task_runs(time_machine):
    program = ProgramFactory(shape=Program.Shape.COURSE)
    held(program, dt.date(2026, 11, 7))
    last = held(program, dt.date(2026, 11, 14))
    for day in (15, 15, 16):
        time_machine.move_to(f"2026-11-{day}T10:00+03:30", tick=False)
        tasks.look_for_ends.call()
        drain()
    round_ = Round.objects.get()
    assert (round_.occasion, round_.activity, round_.asked_at is None) == (last, program.pk, False)
    assert (Reply.objects.count(), Message.objects.filter(template="feedback.asked").count()) == (2, 2)
    tasks.ask.call(round_.pk)
    assert (Reply.objects.count(), Message.objects.filter(template="feedback.asked").count()) == (2, 2)


def test_a_course_that_goes_on_or_was_cancelled_is_not_asked_about(time_machine):
    time_machine.move_to("2026-11-15T10:00+03:30", tick=False)
    goes_on = ProgramFactory()
    held(goes_on, dt.date(2026, 11, 14))
    SessionFactory(program=goes_on)
    held(ProgramFactory(status="cancelled"), dt.date(2026, 11, 14))
    tasks.look_for_ends.call()
    assert Round.objects.count() == 0


def test_a_standing_group_is_asked_once_a_season(time_machine):
    group = ProgramFactory(shape=Program.Shape.STANDING)
    for day in (dt.date(2026, 9, 20), dt.date(2026, 9, 26), dt.date(2026, 12, 20), dt.date(2026, 12, 26)):
        held(group, day)
    for day in ("2026-12-21", "2026-12-22", "2026-12-24"):  # autumn ends on 21 December
        time_machine.move_to(f"{day}T10:00+03:30", tick=False)
        tasks.look_for_ends.call()
        drain()
    round_ = Round.objects.get()
    assert (round_.season, round_.first_day, round_.occasion.day, Reply.objects.count()) == (
        14053,
        dt.date(2026, 9, 23),
        dt.date(2026, 12, 20),
        2,
    )
