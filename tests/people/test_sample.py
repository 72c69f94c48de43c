import pytest

from meydan.base.roles import Role
from meydan.engines import identity
from meydan.journal.models import Line
from meydan.people.models import Person
from meydan.people.sample import NOBODYS, make_citizens, make_organizations, make_people
from meydan.signin.queries import sample_doors
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db


def test_each_area_has_somebody_in_each_role():
    areas = [CityFactory(), CityFactory()]
    made = make_people(by=None, areas=areas)
    assert {area: set(roles) for area, roles in made.items()} == {area.pk: set(Role) for area in areas}
    assert len(made[areas[0].pk][Role.COACH]) == 4
    coach = Person.objects.get(pk=made[areas[0].pk][Role.COACH][3].pk)
    assert (coach.roles_today(), coach.is_sample) == ({Role.COACH}, True)


def test_citizens_live_in_the_neighborhoods_and_some_have_a_family():
    city = CityFactory()
    homes = {NeighborhoodFactory(parent=city).pk, NeighborhoodFactory(parent=city).pk}
    citizens = make_citizens(by=None, n=40, area=city, seed=1)
    assert len(citizens) == 40
    assert {one.neighborhood_id for one in Person.objects.all()} == homes
    assert Person.objects.filter(guardian__in=citizens).exists()
    assert Line.objects.get().facts == {"people": 40}


def test_two_sample_cities_are_alike():
    city = CityFactory()
    first = [one.name for one in make_citizens(by=None, n=5, area=city, seed=7)]
    second = [one.name for one in make_citizens(by=None, n=5, area=city, seed=7)]
    assert first == second


def test_their_numbers_have_the_form_of_mobile_numbers_and_belong_to_nobody():
    make_people(by=None, areas=[CityFactory()])
    make_organizations(by=None, areas=[CityFactory()])
    phones = list(Person.objects.values_list("phone", flat=True))
    assert [identity.mobile(phone) for phone in phones] == phones
    assert {phone[: len(NOBODYS)] for phone in phones} == {"+98970"}


def test_four_hundred_citizens_are_made_with_few_queries(django_assert_max_num_queries):
    city = CityFactory()
    with django_assert_max_num_queries(30):
        make_citizens(by=None, n=400, area=city)


def test_each_unit_has_a_head_to_enter_as():
    city = CityFactory()
    heads = make_people(by=None, areas=[city])[city.pk][Role.UNIT_HEAD]
    units = [one for one in make_organizations(by=None, areas=[city]) if one.kind == "unit"]
    speaking = [unit.representatives.get().person for unit in units]
    assert (speaking, len(units)) == (heads, 5)
    assert {door.heads for door in sample_doors()[str(city)] if door.person in heads} == {unit.name for unit in units}


def test_a_unit_without_people_in_roles_gets_a_head_of_its_own():
    units = [one for one in make_organizations(by=None, areas=[CityFactory()]) if one.kind == "unit"]
    assert [unit.representatives.get().person.roles_today() for unit in units] == [{Role.UNIT_HEAD}] * 5
