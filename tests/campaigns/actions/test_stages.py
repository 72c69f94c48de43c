import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.actions.stages import ConcernDraft, SlotDraft, SpaceDraft, SupplyDraft
from meydan.campaigns.models import Stage
from tests.campaigns.neighborhood import BEFORE, Neighborhood
from tests.factories.campaigns import CampaignFactory, ConcernFactory, PlacementFactory, SlotFactory, StageFactory
from tests.factories.people import staff
from tests.factories.places import HallFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
FIRST = dt.date(2026, 12, 12)


def test_a_stage_begun_from_another_has_its_concerns_times_supplies_and_agencies():
    place = Neighborhood("planning")
    place.agency()
    made = actions.open_stage(
        by=place.officer,
        campaign=place.stage.campaign,
        area=NeighborhoodFactory(parent=place.city),
        first_day=FIRST,
        like=place.stage,
    )
    assert (made.state, made.number, str(made.last_day)) == ("draft", place.stage.number + 1, "2026-12-18")
    rows = (made.concerns, made.slots, made.supplies, made.invited, made.places)
    assert [row.count() for row in rows] == [1, 1, 1, 1, 0]


def test_in_the_same_neighborhood_it_has_the_places_too():
    place = Neighborhood("planning")
    made = actions.open_stage(
        by=place.officer, campaign=place.stage.campaign, area=place.stage.area, first_day=FIRST, like=place.stage
    )
    assert [(one.is_host, one.spaces.count()) for one in made.places.order_by("order")] == [(True, 1), (False, 1)]


def test_only_an_officer_of_the_city_opens_a_stage():
    campaign = CampaignFactory()
    area = NeighborhoodFactory(parent=campaign.area)
    for by in (staff(Role.MANAGER, campaign.area), staff(Role.CAMPAIGN_OFFICER)):
        with pytest.raises(Refusal):
            actions.open_stage(by=by, campaign=campaign, area=area, first_day=FIRST)


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


def test_a_new_host_makes_the_old_one_a_satellite_and_a_venue_stands_once():
    place = Neighborhood("draft")
    venue = VenueFactory(area=place.stage.area)
    made = actions.add_place(by=place.officer, stage=place.stage, venue=venue, is_host=True)
    assert list(place.stage.places.filter(is_host=True)) == [made]
    with pytest.raises(Refusal):
        actions.add_place(by=place.officer, stage=place.stage, venue=venue)
    with pytest.raises(Refusal):
        actions.add_place(by=place.officer, stage=place.stage, venue=VenueFactory())
    actions.make_host(by=place.officer, place=place.satellite)
    actions.remove_place(by=place.officer, place=made)
    assert list(place.stage.places.filter(is_host=True)) == [place.satellite]


def test_spaces_and_supplies_take_the_place_of_those_there_were():
    place = Neighborhood("draft")
    actions.set_spaces(by=place.officer, place=place.host, drafts=[SpaceDraft("حیاط", 300, stalls=12)])
    actions.set_supplies(by=place.officer, stage=place.stage, drafts=[SupplyDraft("میز", 20)])
    assert list(place.host.spaces.values_list("name", "stalls")) == [("حیاط", 12)]
    assert list(place.stage.supplies.values_list("name", "count")) == [("میز", 20)]


@time_machine.travel(BEFORE, tick=False)
def test_a_stage_is_opened_to_agencies_closed_by_the_council_and_opened_again():
    place = Neighborhood("draft")
    for turn, state in (
        (actions.open_declaring, "declaring"),
        (actions.close_declaring, "planning"),
        (actions.reopen_declaring, "declaring"),
        (actions.close_declaring, "planning"),
    ):
        assert turn(by=place.officer, stage=place.stage).state == state
    actions.call_off(by=place.officer, stage=place.stage, reason="سیل")
    with pytest.raises(Refusal):
        actions.change_stage(by=place.officer, stage=place.stage, theme="دیگر")


@time_machine.travel(BEFORE, tick=False)
def test_agencies_are_not_asked_before_they_can_know_where_and_when():
    row = StageFactory()
    officer = staff(Role.CAMPAIGN_OFFICER, row.campaign.area)
    with pytest.raises(Refusal, match="محل میزبان"):
        actions.open_declaring(by=officer, stage=row)


def test_of_an_early_stage_the_little_that_is_known_is_entered_and_mended():
    campaign = CampaignFactory()
    officer = staff(Role.CAMPAIGN_OFFICER, campaign.area)
    area = NeighborhoodFactory(parent=campaign.area)
    said = {"number": 1, "area": area, "first_day": dt.date(2017, 12, 22), "last_day": dt.date(2018, 1, 20)}
    row = actions.enter_history(by=officer, campaign=campaign, known="month", **said)
    assert (row.state, row.is_history, row.visitors) == (Stage.State.HELD, True, None)
    with pytest.raises(Refusal):
        actions.enter_history(by=officer, campaign=campaign, known="month", **said)
    assert actions.change_history(by=officer, stage=row, visitors=4000).visitors == 4000


def test_a_space_called_like_a_hall_of_the_venue_is_that_hall():
    place = Neighborhood("draft")
    hall = HallFactory(venue=place.host.venue, name="شبستان")
    drafts = [SpaceDraft("شبستان", 80), SpaceDraft("حیاط", 80)]
    actions.set_spaces(by=place.officer, place=place.host, drafts=drafts)
    assert list(place.host.spaces.order_by("pk").values_list("hall", flat=True)) == [hall.pk, None]
