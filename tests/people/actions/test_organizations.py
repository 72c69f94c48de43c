import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.people import actions
from meydan.people.models import Holding, Organization, Representative
from tests.factories.people import OrganizationFactory, RepresentativeFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def administrator(city):
    return staff(Role.ADMINISTRATOR, city)


def found(by, area, name="انجمن کتاب", kind="association"):
    return actions.found_organization(by=by, kind=kind, name=name, area=area)


def speak(by, organization, phone="+989700000001"):
    return actions.add_representative(by=by, organization=organization, phone=phone, name="سارا", title="دبیر")


def test_an_organization_has_its_name_once_in_its_area(administrator, city):
    found(administrator, city)
    with pytest.raises(Refusal) as refused:
        found(administrator, city)
    assert refused.value.field == "name"
    assert Organization.objects.count() == 1


def test_everything_stays_within_reach(administrator, city):
    elsewhere = OrganizationFactory()
    for write in (
        lambda: found(administrator, elsewhere.area),
        lambda: speak(administrator, elsewhere),
        lambda: actions.end_representative(by=administrator, representative=RepresentativeFactory()),
        lambda: actions.edit_organization(
            by=administrator, organization=elsewhere, kind="agency", name="x", area=city, is_active=True
        ),
        lambda: actions.edit_organization(
            by=administrator,
            organization=found(administrator, city),
            kind="agency",
            name="x",
            area=elsewhere.area,
            is_active=True,
        ),
    ):
        with pytest.raises(Refusal):
            write()


def test_somebody_speaks_once_at_a_time_and_can_come_back(administrator, city):
    organization = found(administrator, city)
    first = speak(administrator, organization)
    with pytest.raises(Refusal) as refused:
        speak(administrator, organization)
    assert refused.value.field == "phone"
    actions.end_representative(by=administrator, representative=first)
    with pytest.raises(Refusal):
        actions.end_representative(by=administrator, representative=first)
    speak(administrator, organization)
    assert Representative.objects.current().count() == 1
    assert Representative.objects.count() == 2


def edited(by, organization, **changes):
    known = {"kind": organization.kind, "name": organization.name, "area": organization.area, "is_active": True}
    return actions.edit_organization(by=by, organization=organization, **known | changes)


def headships():
    held = Holding.objects.current().filter(role=Role.UNIT_HEAD)
    return sorted(held.values_list("person__phone", "area"))


def test_whoever_speaks_for_a_unit_heads_it_until_that_ends(administrator, city):
    speak(administrator, found(administrator, city))
    assert headships() == []
    head = speak(administrator, found(administrator, city, "معاونت عمران", "unit"))
    assert headships() == [("+989700000001", city.pk)]
    actions.end_representative(by=administrator, representative=head)
    assert headships() == []


def test_the_head_of_two_units_stays_head_until_both_end(administrator, city):
    first = speak(administrator, found(administrator, city, "معاونت عمران", "unit"))
    second = speak(administrator, found(administrator, city, "سازمان پارک‌ها", "unit"))
    assert headships() == [("+989700000001", city.pk)]
    actions.end_representative(by=administrator, representative=first)
    assert headships() == [("+989700000001", city.pk)]
    actions.end_representative(by=administrator, representative=second)
    assert headships() == []


def test_the_role_follows_what_the_organization_is_and_where(administrator, city):
    organization = found(administrator, city)
    speak(administrator, organization)
    edited(administrator, organization, kind="unit")
    assert headships() == [("+989700000001", city.pk)]
    neighborhood = NeighborhoodFactory(parent=city)
    edited(administrator, organization, area=neighborhood)
    assert headships() == [("+989700000001", neighborhood.pk)]
    edited(administrator, organization, name="انجمن نو", kind="association")
    assert headships() == []


def test_an_administrator_does_not_make_themself_head(administrator, city):
    unit = found(administrator, city, "معاونت عمران", "unit")
    with pytest.raises(Refusal):
        speak(administrator, unit, phone=administrator.phone)
    assert (headships(), Representative.objects.count()) == ([], 0)
