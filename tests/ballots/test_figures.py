import datetime as dt

import pytest
from django.utils import timezone

from meydan.ballots import figures
from meydan.ballots.models import Channel
from tests.factories.ballots import EntitlementFactory, PollFactory, PotFactory
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


def test_rights_that_were_used_and_polls_that_were_counted_are_counted_by_area_and_day():
    city, other = CityFactory(), CityFactory()
    pot = PotFactory(poll=PollFactory(counted=True, area=city))
    EntitlementFactory.create_batch(2, pot=pot)
    EntitlementFactory(pot=pot, channel=Channel.KIOSK)
    EntitlementFactory(pot=PotFactory(poll=PollFactory(area=city, state="void", void_reason="باطل")))
    today = timezone.localdate()
    period = {"first": today, "last": today}
    rows = figures.voted(areas=[city], **period)
    assert sorted(rows.values_list("channel", flat=True)) == ["kiosk", "web", "web"]
    assert figures.counted(areas=[city], **period).count() == 1
    assert not figures.voted(areas=[other], **period).exists()
    yesterday = today - dt.timedelta(days=1)
    assert not figures.counted(areas=[city], first=yesterday, last=yesterday).exists()
