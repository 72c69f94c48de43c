import datetime as dt

import pytest

from meydan.ambassadors import actions, figures
from tests.factories.ambassadors import AmbassadorFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 28)


def test_ambassadors_are_counted_by_state(town):
    town.accepted(neighborhoods=town.homes[:2])
    town.accepted(PersonFactory(), neighborhoods=town.homes[:1])
    town.applied(PersonFactory())
    actions.decline(by=town.officer, ambassador=town.applied(PersonFactory()), reason="نه")
    AmbassadorFactory()
    asked = figures.ambassadors(areas=[town.city], door="budgets", activity=12)
    assert asked == figures.Ambassadors(4, 1, 2, 1, 0, 0, 2)
    assert figures.ambassadors(areas=[town.homes[0]]).applied == 0
    assert figures.ambassadors(first=TODAY + dt.timedelta(days=1)).applied == 0


def test_activities_are_counted_where_they_were(town):
    mary = town.accepted()
    town.logged(mary, people=60)
    town.logged(mary, people=40, area=town.homes[1], kind="online")
    assert figures.work(areas=[town.region], first=TODAY, last=TODAY) == figures.Work(
        2, 100, {"mosque": 1, "online": 1}
    )
    assert figures.work(areas=[town.homes[1]]).people == 40
    assert figures.work(door="questions").activities == 0
