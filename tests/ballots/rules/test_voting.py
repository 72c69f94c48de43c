import datetime as dt

import pytest
from django.utils import timezone

from meydan.ballots import rules
from meydan.base.roles import Role
from tests.ballots.city import THIS_YEAR, City
from tests.factories.ballots import PollFactory
from tests.factories.people import HoldingFactory, PersonFactory
from tests.factories.places import NeighborhoodFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    "role", [None, Role.BUDGET_OFFICER, Role.CENTER_STAFF, Role.OVERSIGHT, Role.MANAGER, Role.MAYOR]
)
@pytest.mark.parametrize(
    ("state", "hours", "is_open"),
    [
        ("open", (1, 2), False),
        ("open", (-1, 1), True),
        ("open", (-2, -1), False),
        ("prepared", (-1, 1), False),
        ("closed", (-1, 1), False),
        ("counted", (-1, 1), False),
        ("void", (-1, 1), False),
    ],
)
def test_people_vote_while_it_is_open_and_no_role_votes_before_or_after(city, role, state, hours, is_open):
    person = city.somebody()
    if role:
        HoldingFactory(person=person, role=role, area=city.city)
    now = timezone.now()
    poll = city.poll
    poll.state, (poll.opens_at, poll.closes_at) = state, [now + at * HOUR for at in hours]
    assert (rules.may_vote(person, poll, now, rules.pots(poll)) is None) == is_open


def test_it_opens_with_its_first_moment_and_closes_with_its_last(city):
    poll = PollFactory()
    moments = [poll.opens_at - HOUR / 3600, poll.opens_at, poll.closes_at - HOUR / 3600, poll.closes_at]
    assert [rules.is_open(poll, moment) for moment in moments] == [False, True, True, False]


def test_years_of_birth_alone_decide_the_age(city):
    day = dt.date(2026, 11, 28)  # of 1405
    assert [rules.age(PersonFactory(birth_year=year), day) for year in (1391, 1392, None)] == [14, 13, None]


def test_a_city_is_no_neighborhood(city):
    pots = rules.pots(city.poll)
    known = [city.homes[0], city.city, None]
    people = [PersonFactory(birth_year=1370, neighborhood=home) for home in known]
    assert [rules.is_known(person, city.poll, pots) for person in people] == [True, False, False]


@pytest.mark.parametrize(
    ("reach", "kinds"),
    [
        ("own", ["own", "wide"]),
        ("own_and_one", ["own", "wide", "chosen", "chosen"]),
        ("all", ["each", "wide", "each", "each"]),
    ],
)
def test_ones_own_ballot_comes_first(db, reach, kinds):
    city = City(reach=reach)
    found = rules.pots_of(city.somebody(home=1), rules.pots(city.poll))
    assert ([one.kind for one in found], found[0].pot.area) == (kinds, city.homes[1])


@pytest.mark.parametrize("reach", ["own", "own_and_one", "all"])
def test_the_pots_around_somebody_say_the_same_as_all_of_them(db, reach):
    city = City(reach=reach)
    homes = [*city.homes, city.city, city.city.parent, NeighborhoodFactory(parent=city.homes[0]), None]
    homes.append(NeighborhoodFactory(parent=NeighborhoodFactory().parent))
    for home in homes:
        person = PersonFactory(neighborhood=home, birth_year=THIS_YEAR - 30)
        among = rules.pots(city.poll)
        for pot in among:
            around = rules.pots_around(city.poll, person, pot.pk)
            assert rules.is_known(person, city.poll, around) == rules.is_known(person, city.poll, among)
            assert rules.slot_in(person, pot, around) == rules.slot_in(person, pot, among)
    assert rules.pots_around(city.poll, person, 0) == []
