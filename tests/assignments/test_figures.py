import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from meydan.assignments import figures, queries
from meydan.assignments.models import Assignment
from tests.factories.assignments import AssignmentFactory, UnitFactory

pytestmark = pytest.mark.django_db
State = Assignment.State


def day(number, hour=6):
    return dt.datetime(2026, 11, number, hour, tzinfo=dt.UTC)


@pytest.fixture
def some(town):
    """Of Wednesday, 4 Azar; promised for the third working day after: Sunday the 8th (Friday is off)."""

    def order(state, **facts):
        known = {"unit": town.lights, "given_at": day(4), "promised_on": dt.date(2026, 11, 8), "state": state}
        return AssignmentFactory(**known | facts)

    order(State.GIVEN)
    order(State.ACCEPTED, due_on=dt.date(2026, 12, 20))  # given more time: not late, and yet not kept
    order(State.RETURNED, reason="نه", promised_on=dt.date(2026, 12, 20))
    order(State.WITHDRAWN, reason="نه")
    order(State.DONE, done_at=day(7), reopened=1)
    order(State.CONFIRMED, done_at=day(8), confirmed_at=day(9), confirmed_by="said")
    order(State.CONFIRMED, done_at=day(9), confirmed_at=day(17), confirmed_by="silence", unit=town.parks)
    return order


def test_what_orders_come_to(some):
    assert figures.sums(queries.counted()) == figures.Sums(
        given=6,
        accepted=4,
        returned=1,
        done=3,
        confirmed=2,
        by_silence=1,
        reopened=1,
        late=1,
        in_time=2,
        due=5,
        withdrawn=1,
        share=Decimal(2) / 5,
        days=Decimal(3),
    )


def test_of_nothing_nothing_is_said(town):
    found = figures.sums(queries.counted())
    assert (found.given, found.share, found.days) == (0, None, None)


def test_by_unit_and_by_place(some, town):
    some(State.GIVEN, area=town.neighborhood)
    units = {unit: found.given for unit, found in figures.by_unit(queries.counted())}
    areas = {area.pk: found.given for area, found in figures.by_area(queries.counted())}
    assert (units, areas) == ({town.lights: 6, town.parks: 1}, {town.area.pk: 6, town.neighborhood.pk: 1})


def test_they_are_asked_by_area_door_activity_and_period(some, town):
    some(State.GIVEN, unit=UnitFactory())
    some(State.GIVEN, door="questions", activity=7, given_at=day(20))
    some(State.GIVEN, is_public=False)
    for asked, count in (
        ({"areas": [town.area]}, 7),
        ({"areas": [town.neighborhood]}, 0),
        ({"door": "questions"}, 1),
        ({"door": "questions", "activity": 8}, 0),
        ({"first": dt.date(2026, 11, 5)}, 1),
        ({"last": dt.date(2026, 11, 4)}, 7),
        ({"only_public": False}, 9),
    ):
        assert figures.sums(queries.counted(**asked)).given == count, asked


def test_a_hundred_orders_are_counted_with_three_queries(some, django_assert_max_num_queries):
    for _number in range(20):
        some(State.DONE, done_at=day(9))
    with django_assert_max_num_queries(3):
        figures.by_unit(queries.counted())


def test_each_order_says_whether_it_is_done_kept_and_late(some, town):
    today = timezone.localdate()
    rows = figures.ordered(areas=[town.area], first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30), today=today)
    found = figures.sums(queries.counted())
    assert [rows.filter(**{flag: True}).count() for flag in ("is_done", "is_kept", "is_late")] == [
        found.done,
        found.in_time,
        found.late,
    ]
    assert rows.count() == found.given
