import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from meydan.ambassadors import actions, came, queries
from meydan.base.roles import Role
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


def browser(user=None):
    request = RequestFactory().get("/")
    request.session, request.user = {}, user or AnonymousUser()
    return request


def came_by(request, door="budgets", activity=12):
    return queries.came_by(request, door, activity)


def test_a_browser_that_followed_no_link_costs_no_query(town, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert came_by(browser()) is None


def test_what_a_visitor_does_is_credited_for_thirty_days(town, at, django_assert_num_queries):
    request, mary = browser(), town.accepted()
    came.keep(request, mary)
    with django_assert_num_queries(1):
        assert came_by(request) == town.liaison
    found = [came_by(request, activity=13), came_by(request, door="questions")]
    for days in (30, 31):
        with at(days=days):
            found.append(came_by(request))
    assert found == [None, None, town.liaison, None]


def test_the_last_link_wins(town):
    request, other = browser(), PersonFactory()
    came.keep(request, town.accepted())
    came.keep(request, town.accepted(other))
    assert came_by(request) == other


def test_nobody_brings_themselves(town):
    request = browser(town.liaison)
    came.keep(request, town.accepted())
    assert came_by(request) is None
    request.user = PersonFactory()
    assert came_by(request) == town.liaison


def test_who_no_longer_is_an_ambassador_is_credited_nothing(town, at):
    request, mary = browser(), town.accepted()
    came.keep(request, mary)
    actions.change_call(by=None, call=town.call, title="شهردار منم", ends_on=dt.date(2026, 12, 5))
    with at(days=8):
        assert came_by(request) is None
    assert came_by(request) == town.liaison
    actions.end(by=town.officer, ambassador=mary, reason="وعده داده بود")
    assert came_by(request) is None


def test_a_session_that_holds_nonsense_is_nobodys(town):
    request = browser()
    request.session[came.KEY] = "budgets:12"
    assert came_by(request) is None


def test_neighborhoods_are_those_below_or_the_area_itself(town):
    assert queries.neighborhoods_of(town.call) == sorted(town.homes, key=lambda home: home.sort_key)
    town.call.area = lone = CityFactory()
    assert queries.neighborhoods_of(town.call) == [lone]


def test_coverage_counts_ambassadors_only(town):
    town.accepted(neighborhoods=town.homes[:2])
    town.accepted(PersonFactory(), neighborhoods=town.homes[:1])
    town.applied(PersonFactory())
    assert queries.coverage(town.call) == {town.homes[0].pk: 2, town.homes[1].pk: 1}
    assert queries.is_ambassador(town.liaison, town.call)
    assert not queries.is_ambassador(PersonFactory(), town.call)


def test_names_are_those_who_agreed(town):
    mary = town.accepted()
    town.accepted(PersonFactory(), shows_name=False)
    town.applied(PersonFactory())
    assert list(queries.public_names(town.call)) == [mary]
    assert list(queries.public_names(town.call, town.homes[1])) == []


def test_the_nearest_officer_is_told(town):
    city = staff(Role.BUDGET_OFFICER, town.city)
    assert queries.nearest(town.region, Role.BUDGET_OFFICER) == [town.officer]
    assert queries.nearest(town.city, Role.BUDGET_OFFICER) == [city]
    assert queries.nearest(CityFactory(), Role.BUDGET_OFFICER) == []
