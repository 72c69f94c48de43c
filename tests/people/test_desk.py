import time

import pytest
from django.test import Client

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.people.models import Holding, Organization, Person, Representative
from tests.factories.people import HoldingFactory, OrganizationFactory, RepresentativeFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db
APPOINT = {"phone": "۰۹۷۰۰۰۰۰۰۰۱", "name": "نرگس", "role": "coach"}


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def client(city):
    client = Client()
    client.force_login(staff(Role.ADMINISTRATOR, city))
    session = client.session
    session[FACTOR_PASSED] = int(time.time())
    session.save()
    return client


class TestRoles:
    def test_only_those_within_reach_are_listed_with_masked_numbers(self, client, city):
        here = HoldingFactory(area=NeighborhoodFactory(parent=city), person__name="کاوه", person__phone="+989700000007")
        HoldingFactory(person__name="بیگانه")
        page = client.get("/desk/people/").content.decode()
        assert ("کاوه" in page, "بیگانه" in page, here.person.phone[3:] in page) == (True, False, False)

    def test_filters_keep_within_reach(self, client, city):
        HoldingFactory(area=city, role=Role.COACH, person__name="کاوه")
        elsewhere = HoldingFactory(role=Role.COACH, person__name="بیگانه")
        assert "کاوه" not in client.get("/desk/people/?role=manager").content.decode()
        assert "کاوه" in client.get("/desk/people/?role=coach").content.decode()
        assert "بیگانه" not in client.get(f"/desk/people/?area={elsewhere.area_id}").content.decode()
        assert client.get("/desk/people/?role=%27&area=x&page=0").status_code == 200

    def test_a_role_is_given_by_number(self, client, city):
        assert client.post("/desk/people/appoint/", {**APPOINT, "area": city.pk}).status_code == 302
        assert Person.objects.get(phone="+989700000001").roles_today() == {Role.COACH}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"phone": "02188888888"},
            {"phone": ""},
            {"role": "king"},
            {"area": ""},
            {"area": "elsewhere"},
            {"starts_on": "۱۴۰۵/۱۲/۳۰"},
            {"starts_on": "2026-11-22"},
            {"ends_on": "1400/01/01"},
        ],
    )
    def test_what_is_wrong_is_refused(self, client, city, wrong):
        if wrong.get("area") == "elsewhere":
            wrong = {"area": CityFactory().pk}
        assert client.post("/desk/people/appoint/", {**APPOINT, "area": city.pk, **wrong}).status_code == 422
        assert Holding.objects.count() == 1
        assert Person.objects.filter(phone="+989700000001").count() == 0

    def test_a_role_is_ended(self, client, city):
        holding = HoldingFactory(area=city)
        assert client.get(f"/desk/people/roles/{holding.pk}/end/").status_code == 200
        assert client.post(f"/desk/people/roles/{holding.pk}/end/").status_code == 302
        assert client.post(f"/desk/people/roles/{holding.pk}/end/").status_code == 404
        assert client.post(f"/desk/people/roles/{HoldingFactory().pk}/end/").status_code == 404

    def test_the_list_takes_the_same_queries_for_one_and_for_many(self, client, city, django_assert_num_queries):
        HoldingFactory(area=city)
        client.get("/desk/people/")
        with django_assert_num_queries(7):
            client.get("/desk/people/")
        for _ in range(3):
            HoldingFactory(area=city)
        with django_assert_num_queries(7):
            client.get("/desk/people/")


class TestOrganizations:
    def test_one_is_added_changed_and_gets_a_representative(self, client, city):
        answer = client.post(
            "/desk/people/organizations/new/", {"kind": "association", "name": "انجمن کتاب", "area": city.pk}
        )
        organization = Organization.objects.get()
        assert answer.url == f"/desk/people/organizations/{organization.pk}/"
        assert client.post(answer.url, {"kind": "agency", "name": "ادارهٔ کتاب", "area": city.pk}).status_code == 302
        said = {"phone": "09700000001", "name": "سارا", "title": "دبیر"}
        assert client.post(f"{answer.url}representatives/", said).status_code == 302
        page = client.get(answer.url).content.decode()
        assert ("ادارهٔ کتاب" in page, "سارا" in page, "9700000001" in page) == (True, True, False)
        assert client.post(f"{answer.url}representatives/", said).status_code == 422
        speaking = Representative.objects.get()
        assert client.get(f"/desk/people/representatives/{speaking.pk}/end/").status_code == 200
        assert client.post(f"/desk/people/representatives/{speaking.pk}/end/").status_code == 302
        organization.refresh_from_db()
        assert (organization.kind, organization.is_active) == ("agency", False)

    def test_those_of_other_areas_are_not_there(self, client):
        other = RepresentativeFactory()
        assert other.organization.name not in client.get("/desk/people/organizations/").content.decode()
        for url in (
            f"/desk/people/organizations/{other.organization_id}/",
            f"/desk/people/organizations/{other.organization_id}/representatives/",
            f"/desk/people/representatives/{other.pk}/end/",
        ):
            assert client.post(url, {}).status_code == 404

    def test_the_list_takes_the_same_queries_for_one_and_for_many(self, client, city, django_assert_num_queries):
        RepresentativeFactory(organization__area=city)
        client.get("/desk/people/organizations/")
        with django_assert_num_queries(6):
            client.get("/desk/people/organizations/")
        for _ in range(3):
            RepresentativeFactory(organization=OrganizationFactory(area=city))
        with django_assert_num_queries(6):
            client.get("/desk/people/organizations/")
