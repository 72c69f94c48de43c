import pytest
from django.urls import reverse

from meydan.messaging.models import Message
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.people import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def test_an_agency_is_invited_told_again_and_taken_back():
    place = Neighborhood()
    organization = OrganizationFactory(area=place.city)
    client = as_somebody(place.officer)
    page = reverse("campaigns:stage_invited", args=[place.stage.pk])
    said = {"organization": organization.pk, "phone": ""}
    assert client.post(page, said).status_code == 422
    assert client.post(page, {**said, "phone": "۰۹۱۲۱۱۱۲۲۳۳"}).status_code == 302
    row = place.stage.invited.get()
    assert str(organization) in client.get(page).text
    assert Message.objects.count() == 1
    assert client.post(reverse("campaigns:tell", args=[row.pk])).status_code == 409  # told today already
    assert client.post(reverse("campaigns:uninvite", args=[row.pk])).status_code == 302
    assert not place.stage.invited.exists()


def test_a_new_agency_is_invited_by_its_name():
    place = Neighborhood()
    page = reverse("campaigns:stage_invited", args=[place.stage.pk])
    said = {"organization": "", "name": "بهزیستی", "kind": "agency", "phone": "09121112233", "speaker": "مریم نوری"}
    assert as_somebody(place.officer).post(page, said).status_code == 302
    assert place.stage.invited.get().organization.name == "بهزیستی"
