import pytest

from meydan.base.roles import Role
from meydan.places import rules
from meydan.places.models import Area
from tests.factories.people import PersonFactory, staff
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory

COUNTRY, PROVINCE, CITY, REGION, NEIGHBORHOOD = Area.Kind


@pytest.mark.parametrize(
    ("kind", "parent", "may"),
    [
        (PROVINCE, COUNTRY, True),
        (CITY, COUNTRY, True),
        (NEIGHBORHOOD, CITY, True),
        (NEIGHBORHOOD, COUNTRY, True),
        (REGION, CITY, True),
        (CITY, CITY, False),
        (CITY, NEIGHBORHOOD, False),
        (COUNTRY, PROVINCE, False),
        (PROVINCE, REGION, False),
    ],
)
def test_levels_are_skipped_downward_but_never_turned_around(kind, parent, may):
    assert rules.may_lie_in(kind, parent) is may


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("where", ["on it", "above it", "below it", "elsewhere"])
def test_who_may_keep_areas_and_who_may_host_venues(role, where):
    city = CityFactory()
    held_on = {
        "on it": lambda: city,
        "above it": lambda: city.parent,
        "below it": lambda: NeighborhoodFactory(parent=city),
        "elsewhere": CityFactory,
    }
    person = staff(role, held_on[where]())
    reaches = where in {"on it", "above it"}
    assert rules.may_keep(person, city) is (reaches and role == Role.ADMINISTRATOR)
    assert rules.may_host(person, city) is (
        reaches and role in {Role.ADMINISTRATOR, Role.MANAGER, Role.PROGRAM_OFFICER}
    )


@pytest.mark.django_db
def test_roots_of_the_tree_are_only_the_house_s_own():
    assert (rules.may_keep(None, None), rules.may_keep(staff(Role.ADMINISTRATOR, AreaFactory()), None)) == (True, False)


@pytest.mark.django_db
def test_a_citizen_changes_nothing():
    city, person = CityFactory(), PersonFactory()
    assert (rules.may_keep(person, city), rules.may_host(person, city)) == (False, False)
