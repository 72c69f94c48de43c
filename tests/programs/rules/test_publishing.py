import datetime as dt

import pytest

from meydan.programs import rules
from meydan.programs.models import Program
from tests.factories.calendar import OccasionFactory
from tests.factories.places import CityFactory, HallFactory
from tests.factories.programs import ProgramAimFactory, ProgramFactory, SessionFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
BEFORE, AFTER = START - dt.timedelta(hours=2), START + dt.timedelta(minutes=30)


def draft(**facts) -> Program:
    known = {"status": "draft", "published_at": None, "summary": "نقاشی برای همه"}
    program = ProgramFactory(**(known | facts))
    ProgramAimFactory(program=program)
    return program


def missing(program: Program, sessions, now=BEFORE) -> list[str]:
    return [f"{check.door} {check.group}" for check in rules.missing(program, sessions, now)]


def test_the_checklist_names_what_is_missing_and_where_it_is_mended():
    program = ProgramFactory(status="draft", published_at=None, summary="", venue=None, area=CityFactory())
    assert missing(program, []) == ["change whom", "change what", "change where", "add_sessions what"]
    assert not rules.may_publish(program, [], BEFORE)


def test_a_complete_draft_may_be_published_and_a_published_one_not_again():
    program = draft()
    session = SessionFactory(program=program)
    assert rules.may_publish(program, [session], BEFORE)
    assert not rules.may_publish(program, [session], AFTER)
    program.status = "published"
    assert not rules.may_publish(program, [session], BEFORE)


@pytest.mark.parametrize(
    ("facts", "wanting"),
    [
        ({}, []),
        ({"kind": "sports"}, ["change health"]),
        ({"kind": "sports", "protocols": "ماسک"}, []),
        ({"mode": "online"}, ["change where"]),
        ({"mode": "online", "online_link": "https://meet.example/1", "venue": None}, []),
        ({"mode": "hybrid", "online_capacity": 5}, ["change where"]),
        ({"mode": "hybrid", "online_capacity": 5, "online_link": "https://meet.example/1"}, []),
        ({"registration_closes_at": BEFORE - dt.timedelta(days=1)}, ["change places"]),
        ({"registration_closes_at": BEFORE + dt.timedelta(hours=1)}, []),
        ({"waiting": "draw"}, ["change waiting"]),
        ({"waiting": "draw", "draw_at": BEFORE - dt.timedelta(minutes=1)}, ["change waiting"]),
        ({"waiting": "draw", "draw_at": BEFORE + dt.timedelta(hours=1)}, []),
        ({"waiting": "draw", "draw_at": START}, ["change waiting"]),
    ],
)
def test_what_each_kind_of_program_needs(facts, wanting):
    program = draft(**({"area": CityFactory()} if "venue" in facts else {}), **facts)
    session = SessionFactory(program=program, occasion=OccasionFactory(starts_at=START))
    assert missing(program, [session]) == wanting


def test_content_needs_its_link_and_neither_a_venue_nor_sessions():
    program = draft(kind="content", mode="online", venue=None, area=CityFactory())
    assert missing(program, []) == ["change where"]
    program.content_link = "https://video.example/1"
    assert rules.may_publish(program, [], BEFORE)


@pytest.mark.parametrize(("sessions", "ready"), [(0, False), (1, True), (2, False)])
def test_a_single_program_meets_exactly_once(sessions, ready):
    program = draft(shape="single")
    assert rules.may_publish(program, [SessionFactory(program=program) for _one in range(sessions)], BEFORE) is ready


def test_a_cancelled_session_is_none():
    program = draft()
    session = SessionFactory(program=program, occasion__status="cancelled")
    assert missing(program, [session]) == ["add_sessions what"]


def test_more_places_than_the_hall_holds_keep_a_program_from_publication():
    hall = HallFactory(capacity=10)
    program = draft(venue=hall.venue, hall=hall, capacity=11)
    assert missing(program, [SessionFactory(program=program)]) == ["change places"]
    program.takes_registrations = False
    assert rules.may_publish(program, [SessionFactory(program=program)], BEFORE)
