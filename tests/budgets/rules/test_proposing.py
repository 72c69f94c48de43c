import datetime as dt

import pytest
from django.utils import timezone

from meydan.budgets.models import Round
from meydan.budgets.rules.proposing import may_propose
from meydan.engines import jalali
from tests.factories.budgets import CreditFactory, RoundFactory
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def born(years_ago):
    return jalali.to_jalali(TODAY()).year - years_ago


def round_with_home(**said):
    round = RoundFactory(**said)
    return round, CreditFactory(round=round).area


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ({"draft": True}, False),
        ({"soon": True}, False),
        ({}, True),
        ({"in_review": True}, False),
        ({"in_ballot": True}, False),
        ({"in_count": True}, False),
        ({"carried_out": True}, False),
        ({"over": True}, False),
        ({"state": Round.State.CANCELLED, "cancel_reason": "بودجه نرسید."}, False),
    ],
)
def test_ideas_are_taken_in_their_stage_alone(said, may):
    round, home = round_with_home(**said)
    person = PersonFactory(neighborhood=home, birth_year=born(30))
    assert (may_propose(person, round, home, TODAY()) is None) == may


@pytest.mark.parametrize(("days", "may"), [(-2, False), (-1, True), (8, True), (9, False)])
def test_from_the_first_to_the_last_day_of_the_stage(days, may):
    round, home = round_with_home()
    person = PersonFactory(neighborhood=home, birth_year=born(30))
    assert (may_propose(person, round, home, TODAY() + days * DAY) is None) == may


@pytest.mark.parametrize(("age", "may"), [(11, False), (12, True), (None, False)])
def test_from_the_age_of_the_round_on(age, may):
    round, home = round_with_home(min_age=12)
    person = PersonFactory(neighborhood=home, birth_year=None if age is None else born(age))
    assert (may_propose(person, round, home, TODAY()) is None) == may


def test_residents_propose_for_their_own_neighborhood_and_the_whole_area():
    round, home = round_with_home()
    other = CreditFactory(round=round).area
    CreditFactory(round=round, area=round.area)
    person = PersonFactory(neighborhood=home, birth_year=born(30))
    answers = {area: may_propose(person, round, area, TODAY()) is None for area in (home, other, round.area)}
    assert answers == {home: True, other: False, round.area: True}


def test_where_anybody_may_it_is_for_any_place_with_a_credit():
    round, home = round_with_home(proposers=Round.Proposers.ANYBODY)
    person = PersonFactory(neighborhood=None, birth_year=born(30))
    assert may_propose(person, round, home, TODAY()) is None
    assert may_propose(person, round, NeighborhoodFactory(parent=round.area), TODAY()) is not None


def test_whoever_lives_elsewhere_or_does_not_say_where_reads_why():
    round, home = round_with_home()
    nowhere = PersonFactory(neighborhood=None, birth_year=born(30))
    elsewhere = PersonFactory(neighborhood=NeighborhoodFactory(), birth_year=born(30))
    assert "محله" in str(may_propose(nowhere, round, home, TODAY()))
    assert may_propose(elsewhere, round, home, TODAY()).field == "area"
