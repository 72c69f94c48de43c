import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns.models import Cost
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.campaigns import CostFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db


def at(page, pk):
    return reverse(f"campaigns:{page}", args=[pk])


def test_lines_are_added_changed_and_removed_by_the_pages_and_summed():
    place = Neighborhood()
    client = as_somebody(place.officer)
    said = {"title": "اجارهٔ غرفه", "amount": "۲۵۰۰۰", "concern": place.concern.pk}
    assert client.post(at("costs", place.stage.pk), said).status_code == 302
    assert client.post(at("costs", place.stage.pk), {"title": "پذیرایی", "amount": ""}).status_code == 422
    row = Cost.objects.get()
    assert (row.amount, row.concern) == (250_000, place.concern)  # Toman typed, Rial kept
    page = client.get(at("change_cost", row.pk)).text
    assert "اجارهٔ غرفه" in page
    assert client.post(at("change_cost", row.pk), {**said, "amount": "30000", "concern": ""}).status_code == 302
    CostFactory(stage=place.stage, amount=200_000)
    assert "۵۰٬۰۰۰" in client.get(at("costs", place.stage.pk)).text
    assert client.post(at("remove_cost", row.pk)).status_code == 302
    assert Cost.objects.count() == 1


@pytest.mark.parametrize("page", ["costs", "change_cost", "remove_cost"])
def test_whose_door_is_open_to_whom(page):
    place = Neighborhood()
    pk = place.stage.pk if page == "costs" else CostFactory(stage=place.stage).pk
    _invited, speaker = place.agency()
    seen = {
        "officer": place.officer,
        "manager": staff(Role.MANAGER, place.city),
        "officer of another city": staff(Role.CAMPAIGN_OFFICER),
        "worker": staff(Role.CENTER_STAFF, place.city),
        "representative": speaker,
        "citizen": PersonFactory(),
    }
    told = {who: as_somebody(one).get(at(page, pk)).status_code for who, one in seen.items()}
    assert told == {
        "officer": 405 if page == "remove_cost" else 200,
        "manager": 200 if page == "costs" else 403,
        "officer of another city": 405 if page == "remove_cost" else 404,
        "worker": 403,
        "representative": 403,
        "citizen": 403,
    }
    if page == "remove_cost":
        assert as_somebody(staff(Role.CAMPAIGN_OFFICER)).post(at(page, pk)).status_code == 404


def test_a_manager_reads_but_cannot_write():
    place = Neighborhood()
    client = as_somebody(staff(Role.MANAGER, place.city))
    client.post(at("costs", place.stage.pk), {"title": "پذیرایی", "amount": "5"})
    assert not Cost.objects.exists()
