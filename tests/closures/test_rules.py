import datetime as dt

import pytest

from meydan.base.roles import Role
from meydan.closures import rules
from tests.closures.town import NOW
from tests.factories.closures import ClosureFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

FIRST = dt.date(2026, 11, 28)


@pytest.mark.parametrize(("day", "weeks"), [(-3, 1), (0, 1), (6, 1), (7, 2), (13, 2), (14, 3)], ids=str)
def test_weeks_are_the_fewest_that_pass_a_day(day, weeks):
    named = FIRST + dt.timedelta(days=day)
    assert rules.weeks_past(FIRST, named) == weeks
    assert FIRST + dt.timedelta(weeks=weeks) > named


HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "closed", "after", "may"),
    [
        ("draft", False, SECOND, False),
        ("closing", False, 5 * HOUR, True),
        ("telling", True, SECOND, True),
        ("done", True, HOUR - SECOND, True),
        ("done", True, HOUR, False),
        ("telling", True, HOUR, False),
        ("undoing", True, SECOND, False),
        ("telling_again", True, SECOND, False),
        ("undone", True, SECOND, False),
    ],
)
def test_it_can_be_undone_while_it_goes_on_and_for_an_hour_after(state, closed, after, may):
    closure = ClosureFactory.build(area=None, planned_by=None, state=state, closed_at=NOW if closed else None)
    assert rules.may_be_undone(closure, NOW + after) == may


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_only_program_officers_close(role):
    area = CityFactory()
    assert rules.may_close(staff(role, area), area) == (role == Role.PROGRAM_OFFICER)
