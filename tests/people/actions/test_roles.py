import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.people import actions
from meydan.people.models import Holding, Person
from tests.factories.people import HoldingFactory, PersonFactory, staff
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def administrator(city):
    return staff(Role.ADMINISTRATOR, city)


def grant(by, area, person=None, role=Role.COACH, **days):
    return actions.grant_role(by=by, person=person or PersonFactory(), role=role, area=area, **days)


class TestGranting:
    def test_on_the_area_and_below_it(self, administrator, city):
        for area in (city, NeighborhoodFactory(parent=city)):
            holding = grant(administrator, area)
            assert (holding.granted_by, holding.starts_on) == (administrator, timezone.localdate())

    @pytest.mark.parametrize("elsewhere", ["above", "beside"])
    def test_never_outside_ones_reach(self, administrator, city, elsewhere):
        area = city.parent if elsewhere == "above" else CityFactory(parent=city.parent)
        with pytest.raises(Refusal) as refused:
            grant(administrator, area)
        assert refused.value.field == "area"

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
    def test_by_administrators_only(self, city, role):
        with pytest.raises(Refusal):
            grant(staff(role, city), city)

    def test_by_nobody_whose_own_role_is_over(self, city):
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        former = HoldingFactory(role=Role.ADMINISTRATOR, area=city, ends_on=yesterday).person
        with pytest.raises(Refusal):
            grant(former, city)

    def test_never_to_oneself(self, administrator, city):
        with pytest.raises(Refusal):
            grant(administrator, city, administrator, Role.MANAGER)
        with pytest.raises(Refusal):
            actions.appoint(by=administrator, phone=administrator.phone, name="", role=Role.MANAGER, area=city)

    def test_never_to_a_family_member_or_a_closed_account(self, administrator, city):
        for person in (PersonFactory(phone=None, guardian=PersonFactory()), PersonFactory(is_active=False)):
            with pytest.raises(Refusal):
                grant(administrator, city, person)

    @pytest.mark.parametrize("days", [{}, {"ends_on": dt.date(2099, 1, 1)}])
    def test_once_at_a_time(self, administrator, city, days):
        person = PersonFactory()
        grant(administrator, city, person, **days)
        with pytest.raises(Refusal) as refused:
            grant(administrator, city, person, **days)
        assert refused.value.field == "role"

    def test_never_ending_before_it_begins(self, administrator, city):
        today = timezone.localdate()
        with pytest.raises(Refusal) as refused:
            grant(administrator, city, starts_on=today + dt.timedelta(9), ends_on=today + dt.timedelta(8))
        assert refused.value.field == "ends_on"

    def test_whoever_never_signed_in_finds_it_waiting(self, administrator, city):
        actions.appoint(by=administrator, phone="+989700000001", name="نرگس", role=Role.COACH, area=city)
        person = actions.arrive(by=None, phone="+989700000001")
        assert (person.name, person.roles_today()) == ("نرگس", {Role.COACH})

    def test_the_journal_says_who_gave_which_role_to_whom_without_names(self, administrator, city):
        holding = grant(administrator, city)
        line = Line.objects.get(verb="people.role_granted")
        assert (line.actor, line.area_id) == (administrator.key, city.pk)
        assert line.facts == {
            "role": "coach",
            "person": str(holding.person.key),
            "starts_on": timezone.localdate().isoformat(),
            "ends_on": None,
        }

    def test_the_house_itself_may(self, city):
        assert grant(None, city).granted_by is None


class TestEnding:
    def test_at_once_and_only_once(self, administrator, city):
        holding = grant(administrator, city)
        actions.end_role(by=administrator, holding=holding)
        assert Person.objects.get(pk=holding.person_id).roles_today() == frozenset()
        with pytest.raises(Refusal):
            actions.end_role(by=administrator, holding=holding)
        grant(administrator, city, holding.person)

    def test_never_ones_own_and_never_outside_ones_reach(self, administrator, city):
        with pytest.raises(Refusal):
            actions.end_role(by=administrator, holding=Holding.objects.get(person=administrator))
        with pytest.raises(Refusal):
            actions.end_role(by=administrator, holding=HoldingFactory(area=AreaFactory()))


@pytest.mark.parametrize(
    ("moment", "held"),
    [
        ("2026-11-30 20:29:00+00:00", False),  # 23:59 of the day before, in Tehran
        ("2026-11-30 20:31:00+00:00", True),
        ("2026-12-05 20:29:00+00:00", True),
        ("2026-12-05 20:31:00+00:00", False),
    ],
)
def test_a_role_is_held_from_midnight_to_midnight_in_tehran(moment, held):
    holding = HoldingFactory(starts_on=dt.date(2026, 12, 1), ends_on=dt.date(2026, 12, 5))
    with time_machine.travel(moment, tick=False):
        assert bool(holding.person.roles_today()) == held
