"""What the house itself plans into closed days: a standing group that is carried on night after night."""

import datetime as dt

import pytest

from meydan.calendar.models import Mode
from meydan.closures.models import Closure
from meydan.programs import actions as programs
from tests.closures.town import FIRST, NOW, items, sessions_of, told
from tests.factories.closures import ClosureFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)
TODAY = NOW.date()
LATER = {"first_day": FIRST + 2 * WEEK, "last_day": FIRST + 4 * WEEK}  # where nothing is planned yet
CLOSED = [FIRST + 2 * WEEK, FIRST + 3 * WEEK, FIRST + 4 * WEEK]


@pytest.fixture
def dawn(town):
    """Saturdays, planned for two weeks."""
    program = town.program("ورزش صبحگاهی", shape="standing", kind="sports")
    programs.add_sessions(
        by=town.officer,
        program=program,
        rule="RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA",
        starts_on=FIRST,
        planned_until=FIRST + WEEK,
        clock=dt.time(6),
        minutes=60,
    )
    return program


def carried_on(program):
    return programs.extend(by=None, program=program, today=TODAY)


def closed(town, **facts):
    """Carried out, because of a session of somebody else in these days."""
    occasion = town.session(town.program(), CLOSED[0] + dt.timedelta(days=1))
    closure = town.close(**LATER, **facts)
    assert list(items(closure)) == [occasion.pk]
    return closure


def closed_days(program):
    return [one.day for one in sessions_of(program) if one.is_cancelled]


def test_sessions_added_to_closed_days_are_closed_like_the_others_and_nobody_is_told(town, dawn):
    town.guest(dawn)
    closure = closed(town)
    assert len(carried_on(dawn)) == 6
    assert closed_days(dawn) == CLOSED
    assert {one.status_reason for one in sessions_of(dawn) if one.is_cancelled} == {"شیوع بیماری"}
    assert list(items(closure).values()) == [("closed", "cancel", "")] * 4
    assert told() == {}
    assert carried_on(dawn) == []


def test_they_are_put_back_with_the_others(town, dawn):
    closure = closed(town)
    carried_on(dawn)
    assert town.undo(closure).state == Closure.State.UNDONE
    assert closed_days(dawn) == []
    assert {one.status for one in sessions_of(dawn)} == {"announced"}


def test_moved_online_where_the_others_are(town, dawn):
    closure = closed(
        town, way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE, link_base="https://live.example.ir/"
    )
    carried_on(dawn)
    online = [one for one in sessions_of(dawn) if one.mode == Mode.ONLINE]
    assert [one.day for one in online] == CLOSED
    assert {one.online_link for one in online} == {f"https://live.example.ir/{dawn.pk}"}
    assert list(items(closure).values()) == [("closed", "online", "")] * 4


@pytest.mark.parametrize(
    ("state", "closes"),
    [("draft", 0), ("closing", 3), ("telling", 3), ("done", 3), ("undoing", 0), ("telling_again", 0), ("undone", 0)],
)
def test_only_a_closure_in_force_closes_them(town, dawn, state, closes):
    moments = {} if state == "draft" else {"begun_at": NOW}
    if state in {"undoing", "telling_again", "undone"}:
        moments |= {"undo_asked_at": NOW}
    ClosureFactory(area=town.area, kinds=["sports"], state=state, **moments, **LATER)
    carried_on(dawn)
    assert len(closed_days(dawn)) == closes


@pytest.mark.parametrize(
    ("facts", "closes"),
    [
        ({}, 3),
        ({"kinds": ["cultural"]}, 0),
        ({"modes": ["online"]}, 0),
        ({"first_day": FIRST - 3 * WEEK, "last_day": FIRST - WEEK}, 0),
        ({"first_day": FIRST + 4 * WEEK}, 1),
    ],
)
def test_and_only_what_it_names(town, dawn, facts, closes):
    ClosureFactory(area=town.area, **{"kinds": ["sports"], "state": "done", "begun_at": NOW} | LATER | facts)
    carried_on(dawn)
    assert len(closed_days(dawn)) == closes


def test_what_lies_above_closes_it_and_what_lies_beside_or_below_does_not(town, dawn):
    for area in (CityFactory(), NeighborhoodFactory(parent=town.area)):
        ClosureFactory(area=area, kinds=["sports"], state="done", begun_at=NOW, **LATER)
    ClosureFactory(
        area=town.area.parent, kinds=["sports"], state="done", begun_at=NOW, **{**LATER, "first_day": CLOSED[2]}
    )
    assert len(carried_on(dawn)) == 6
    assert closed_days(dawn) == [CLOSED[2]]


def test_of_two_in_force_the_first_that_was_begun_closes_them(town, dawn):
    facts = {"area": town.area, "kinds": ["sports"], "state": "done"}
    second = ClosureFactory(**facts, **LATER, begun_at=NOW, reason="گردوغبار")
    first = ClosureFactory(**facts, **LATER, begun_at=NOW - WEEK)
    carried_on(dawn)
    assert (len(items(first)), len(items(second))) == (3, 0)


def test_a_venue_that_is_not_named_stays_open(town, dawn):
    closure = ClosureFactory(area=town.area, kinds=["sports"], state="done", begun_at=NOW, **LATER)
    closure.venues.add(VenueFactory(area=town.area))
    carried_on(dawn)
    assert closed_days(dawn) == []
