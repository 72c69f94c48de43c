import datetime as dt

import pytest

from meydan.attendance import rosters, rules
from meydan.attendance.models import Roll
from meydan.base.roles import Role
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
MOMENTS = {
    "before": START - dt.timedelta(minutes=61),
    "opening": START - dt.timedelta(minutes=60),
    "during": START + dt.timedelta(minutes=30),
    "two days later": START + dt.timedelta(days=2),
    "four days later": START + dt.timedelta(days=4),
}
STAFF = {"opening", "during", "two days later"}
TABLE = {
    Role.PROGRAM_OFFICER: STAFF | {"four days later"},
    Role.CENTER_STAFF: STAFF,
    Role.COACH: STAFF,
}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_mark_and_when(occasion, role):
    person, roster = staff(role, occasion.area), rosters.of(occasion)
    may = {name for name, now in MOMENTS.items() if rules.may_mark(person, roster, None, occasion, now)}
    assert may == TABLE.get(role, set())


@pytest.mark.parametrize("role", list(TABLE))
def test_a_closed_roll_is_an_officers_only(occasion, role):
    person, roster = staff(role, occasion.area), rosters.of(occasion)
    closed = Roll(occasion=occasion, closed_at=START)
    assert rules.may_mark(person, roster, closed, occasion, MOMENTS["during"]) == (role is Role.PROGRAM_OFFICER)


def test_staff_of_another_city_may_never_mark(occasion):
    stranger, roster = staff(Role.CENTER_STAFF, CityFactory()), rosters.of(occasion)
    assert [now for now in MOMENTS.values() if rules.may_mark(stranger, roster, None, occasion, now)] == []


@pytest.mark.parametrize(
    ("window", "before", "after"),
    [(rules.check_in_window, 30, 90), (rules.join_window, 15, 90), (rules.roll_window, 60, 90 + 3 * 24 * 60)],
)
def test_the_windows_of_an_occasion(occasion, window, before, after):
    minutes = [-before - 1, -before, 0, after, after + 1]
    found = [window(occasion, START + dt.timedelta(minutes=minute)).value for minute in minutes]
    assert found == ["before", "open", "open", "open", "after"]


def test_a_roster_names_only_roles_that_pass_the_desks_doors():
    assert [roster.door for roster in rosters.every() if not roster.callers <= set(rules.CALLERS)] == []
    assert [roster.door for roster in rosters.every() if not roster.keepers <= roster.callers] == []
