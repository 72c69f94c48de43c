import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.actions.needs import ConcernDraft, SlotDraft
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.campaigns import ConcernFactory, PlacementFactory, SlotFactory

pytestmark = pytest.mark.django_db


def test_rows_keep_their_ids_when_two_change_names():
    place = Neighborhood("draft")
    other = ConcernFactory(stage=place.stage)
    names = [other.name, place.concern.name]
    drafts = [ConcernDraft(names[0], 5, pk=place.concern.pk), ConcernDraft(names[1], 1, pk=other.pk)]
    assert actions.set_concerns(by=place.officer, stage=place.stage, drafts=drafts) == 2
    assert list(place.stage.concerns.order_by("pk").values_list("pk", "name")) == [
        (place.concern.pk, names[0]),
        (other.pk, names[1]),
    ]


def test_times_can_change_places_and_one_that_holds_a_session_stays():
    place = Neighborhood("draft")
    later = SlotFactory(stage=place.stage)
    drafts = [
        SlotDraft(45, prayer="maghrib", prayer_offset=later.prayer_offset, pk=place.slot.pk),
        SlotDraft(45, prayer="maghrib", prayer_offset=place.slot.prayer_offset, pk=later.pk),
        SlotDraft(60, clock=dt.time(17)),
    ]
    assert actions.set_slots(by=place.officer, stage=place.stage, drafts=drafts) == 3
    PlacementFactory(promise__invited__stage=place.stage, slot=later)
    with pytest.raises(Refusal, match="نخست جابه‌جایشان کنید"):
        actions.set_slots(by=place.officer, stage=place.stage, drafts=drafts[:1])


@pytest.mark.parametrize(
    "drafts",
    [
        [SlotDraft(45, prayer="isha"), SlotDraft(30, prayer="isha")],
        [SlotDraft(45)],
        [SlotDraft(45, clock=dt.time(17), prayer="isha")],
        [SlotDraft(5, prayer="isha")],
        [SlotDraft(45, prayer="isha", prayer_offset=300)],
    ],
)
def test_times_that_cannot_be_are_refused(drafts):
    place = Neighborhood("draft")
    with pytest.raises(Refusal):
        actions.set_slots(by=place.officer, stage=place.stage, drafts=drafts)
    assert list(place.stage.slots.all()) == [place.slot]
