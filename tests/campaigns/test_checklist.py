import datetime as dt

import pytest

from meydan.base import wording
from meydan.campaigns import checklist
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.campaigns import PlaceFactory, PlacementFactory, PromiseFactory, StageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def test_what_agencies_must_know_first():
    assert len(checklist.missing(checklist.before_declaring(StageFactory()))) == 4
    place = Neighborhood("draft")
    assert checklist.missing(checklist.before_declaring(place.stage)) == []
    PlaceFactory(stage=place.stage)
    assert checklist.missing(checklist.before_declaring(place.stage)) == ["در هر محل، فضایی برای نشست‌ها"]


def test_what_everybody_must_see():
    place = Neighborhood()
    place.stage.about = "هفت شب"
    assert len(checklist.missing(checklist.before_publishing(place.stage))) == 3
    place.turn("planning")
    promise = PromiseFactory(invited=place.agency()[0])
    assert checklist.missing(checklist.before_publishing(place.stage)) == ["نشست‌ها در جدول زمان‌بندی"]
    row = PlacementFactory(promise=promise, space=place.host.spaces.get(), slot=place.slot)
    assert checklist.missing(checklist.before_publishing(place.stage)) == []
    row.day = place.stage.last_day + dt.timedelta(days=1)
    row.save()
    assert checklist.missing(checklist.before_publishing(place.stage)) == [
        "همهٔ نشست‌ها در روزهای همین هفته و در فضای نشست است"
    ]


def test_a_slot_begins_at_the_clock_of_each_days_prayer():
    place = Neighborhood()
    place.host.venue.latitude, place.host.venue.longitude = 34.6423, 50.8801  # Qom
    place.host.venue.save()
    days = [dt.date(2026, 12, 12), dt.date(2027, 1, 10)]
    assert [[wording.clock(moment) for moment in row] for row in checklist.clocks(place.stage, days)] == [
        ["۱۷:۳۶", "۱۷:۵۴"]
    ]
