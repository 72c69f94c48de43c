import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.people import actions
from meydan.people.models import Organization, Representative
from tests.factories.people import OrganizationFactory, RepresentativeFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def administrator(city):
    return staff(Role.ADMINISTRATOR, city)


def found(by, area, name="انجمن کتاب"):
    return actions.found_organization(by=by, kind="association", name=name, area=area)


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
