import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.models import Delivery
from tests.campaigns.neighborhood import DURING, Neighborhood
from tests.factories.campaigns import PlaceFactory, PromiseFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 13)


@pytest.fixture(autouse=True)
def _on_the_third_evening():
    with time_machine.travel(DURING, tick=False):
        yield


def test_a_days_delivery_is_said_once_by_each_side_and_said_again_takes_its_place():
    place = Neighborhood()
    place.turn("published")
    invited, speaker = place.agency()
    promise = PromiseFactory(invited=invited)
    for sessions in (2, 1):
        actions.say_delivery(
            by=speaker, promise=promise, day=DAY, place=place.host, state="delivered", sessions=sessions, served=40
        )
    actions.say_delivery(
        by=place.officer, promise=promise, day=DAY, place=place.host, state="partly", sessions=1, by_agency=False
    )
    told = Delivery.objects.order_by("pk").values_list("by_agency", "state", "sessions", "served")
    assert list(told) == [(True, "delivered", 1, 40), (False, "partly", 1, None)]


def test_no_day_to_come_no_other_place_no_other_agency_and_a_reason_for_nothing():
    place = Neighborhood()
    place.turn("published")
    invited, speaker = place.agency()
    promise = PromiseFactory(invited=invited)
    said = {"promise": promise, "day": DAY, "place": place.host, "state": "delivered"}
    for wrong in (
        {"day": dt.date(2026, 12, 15)},
        {"place": PlaceFactory()},
        {"by": place.agency()[1]},
        {"state": "not_delivered"},
    ):
        with pytest.raises(Refusal):
            actions.say_delivery(**{"by": speaker, **said, **wrong})
    assert not Delivery.objects.exists()
