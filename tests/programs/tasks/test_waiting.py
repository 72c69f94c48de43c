import datetime as dt

import pytest
import time_machine

from meydan.programs import tasks
from meydan.programs.models import Program, Quota, Registration
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def waiting(program: Program, **facts) -> Registration:
    return RegistrationFactory(program=program, status="waiting", **facts)


def states(program: Program) -> list[str]:
    return list(Registration.objects.filter(program=program).order_by("pk").values_list("status", flat=True))


def test_offers_that_are_over_lapse_and_go_on_however_often_the_task_runs():
    program = SessionFactory(program=ProgramFactory(capacity=1)).program
    RegistrationFactory(program=program, status="offered", number=1, offered_until=NOW)
    waiting(program, number=2)
    for _run in range(3):
        tasks.lapse_offers.call()
    assert (states(program), Quota.objects.get(program=program).taken) == (["lapsed", "offered"], 1)


def test_an_offer_still_open_is_left_alone():
    program = SessionFactory(program=ProgramFactory(capacity=1)).program
    RegistrationFactory(program=program, status="offered", number=1, offered_until=NOW + dt.timedelta(seconds=1))
    tasks.lapse_offers.call()
    assert states(program) == ["offered"]


@pytest.mark.parametrize(
    ("facts", "drawn"),
    [
        ({"draw_at": NOW}, True),
        ({"draw_at": NOW + dt.timedelta(seconds=1)}, False),
        ({"draw_at": None}, False),
        ({"draw_at": NOW, "status": "cancelled"}, False),
    ],
)
def test_a_line_is_drawn_when_its_moment_has_come_and_once(facts, drawn):
    program = SessionFactory(program=ProgramFactory(waiting="draw", capacity=1, full=True, **facts)).program
    rows = [waiting(program, lot=f"LOT{number}") for number in range(3)]
    for _run in range(2):
        tasks.draw_lines.call()
    numbers = set(Registration.objects.filter(pk__in=[row.pk for row in rows]).values_list("number", flat=True))
    assert numbers == ({1, 2, 3} if drawn else {None})


def test_a_place_that_is_free_while_somebody_waits_is_offered():
    program = SessionFactory(program=ProgramFactory(capacity=2, full=1)).program
    waiting(program, number=1)
    waiting(program, number=2)
    for _run in range(2):
        tasks.look_after_lines.call()
    assert states(program) == ["offered", "waiting"]
