import datetime as dt

import pytest
from django.test import Client

from tests.factories.campaigns import CampaignFactory, PlaceFactory, StageFactory
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db


def early(campaign, number, **said):
    days = {"first_day": dt.date(2017, 12, 22), "last_day": dt.date(2018, 1, 20), "known": "month"}
    return StageFactory(campaign=campaign, number=number, state="held", is_history=True, **{**days, **said})


def test_everybody_reads_what_is_known_and_nothing_of_a_draft():
    campaign = CampaignFactory(title="محلهٔ سلامت")
    first = early(campaign, 1, theme="مبارزه با مواد مخدر")
    PlaceFactory(stage=first, is_host=True, venue=VenueFactory(area=first.area, name="مجتمع نور"))
    early(campaign, 2, known="year")
    StageFactory(campaign=campaign, number=3, theme="هنوز پنهان")
    StageFactory(campaign=campaign, number=4, state="planning", theme="در راه")
    page = Client().get("/campaigns/").text
    for told in ("دی ۱۳۹۶", "مبارزه با مواد مخدر", "مجتمع نور", "در راه"):
        assert told in page
    assert "هنوز پنهان" not in page


def test_before_the_first_campaign_it_says_so():
    assert Client().get("/campaigns/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_however_many_stages(count, django_assert_num_queries):
    campaign = CampaignFactory()
    for number in range(count):
        PlaceFactory(stage=early(campaign, number + 1), is_host=True)
    client = Client()
    with django_assert_num_queries(3):
        client.get("/campaigns/")
