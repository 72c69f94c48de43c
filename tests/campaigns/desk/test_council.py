import pytest
import time_machine
from django.urls import reverse

from meydan.base.roles import Role
from meydan.meetings.models import Meeting
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import BEFORE, Neighborhood
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


@time_machine.travel(BEFORE, tick=False)
def test_the_council_is_called_from_the_stages_desk_and_stands_there():
    place = Neighborhood()
    place.agency()
    page = reverse("campaigns:council", args=[place.stage.pk])
    client = as_somebody(place.officer)
    assert client.post(page, {"starts_at": "۱۴۰۵/۹/۱۲ ۹:۳۰", "minutes": "۱۰"}).status_code == 422
    made = client.post(page, {"starts_at": "۱۴۰۵/۹/۱۲ ۹:۳۰", "minutes": "۹۰"})
    meeting = Meeting.objects.get()
    assert made.url == reverse("meetings:desk_meeting", args=[meeting.pk])
    assert made.url in client.get(page).text
    assert as_somebody(staff(Role.CAMPAIGN_OFFICER)).get(page).status_code == 404
