import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.programs import rules
from meydan.programs.models import Program
from tests.factories.people import HoldingFactory, PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
MOMENTS = {
    "before": START - dt.timedelta(minutes=61),
    "during": START + dt.timedelta(minutes=30),
    "four days later": START + dt.timedelta(days=4),
}


def test_a_role_on_a_city_reaches_its_neighborhoods_and_not_the_other_way_round():
    city = CityFactory()
    neighborhood = NeighborhoodFactory(parent=city)
    assert rules.may_plan(staff(Role.PROGRAM_OFFICER, city), neighborhood)
    assert not rules.may_plan(staff(Role.PROGRAM_OFFICER, neighborhood), city)


def test_a_role_that_has_ended_opens_nothing():
    city = CityFactory()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ended = HoldingFactory(role=Role.PROGRAM_OFFICER, area=city, ends_on=yesterday)
    assert not rules.may_plan(ended.person, city)


@pytest.mark.parametrize(
    ("status", "closes", "now", "window"),
    [
        ("draft", None, "before", "before"),
        ("published", None, "before", "open"),
        ("published", None, "during", "after"),
        ("published", START - dt.timedelta(days=1), "before", "after"),
        ("published", START + dt.timedelta(days=9), "during", "after"),
        ("cancelled", None, "before", "after"),
    ],
)
def test_registration_is_open_from_publication_until_it_closes_or_the_last_session_starts(status, closes, now, window):
    program = Program(status=status, registration_closes_at=closes)
    assert rules.registration_window(program, START, MOMENTS[now]).value == window


def test_a_program_without_sessions_left_takes_no_registrations():
    assert rules.registration_window(Program(status="published"), None, START).value == "after"


def test_one_registers_oneself_and_ones_family_only():
    guardian = PersonFactory()
    child = PersonFactory(phone=None, guardian=guardian)
    assert rules.may_register_for(guardian, guardian)
    assert rules.may_register_for(guardian, child)
    assert not rules.may_register_for(PersonFactory(), child)
    assert not rules.may_register_for(child, guardian)


@pytest.mark.parametrize(
    ("audience", "sex", "suits"),
    [
        ("women", "woman", True),
        ("women", "man", False),
        ("women", "", True),
        ("men", "woman", False),
        ("men", "man", True),
        ("everyone", "man", True),
        ("families", "woman", True),
    ],
)
def test_an_audience_of_women_or_men_refuses_only_who_is_known_to_be_the_other(audience, sex, suits):
    assert rules.suits(Program(audience=audience), Person(sex=sex)) is suits
