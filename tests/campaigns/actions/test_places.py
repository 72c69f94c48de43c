import pytest

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.actions.needs import SupplyDraft
from meydan.campaigns.actions.places import SpaceDraft
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.places import HallFactory, VenueFactory

pytestmark = pytest.mark.django_db


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


def test_a_space_called_like_a_hall_of_the_venue_is_that_hall():
    place = Neighborhood("draft")
    hall = HallFactory(venue=place.host.venue, name="شبستان")
    drafts = [SpaceDraft("شبستان", 80), SpaceDraft("حیاط", 80)]
    actions.set_spaces(by=place.officer, place=place.host, drafts=drafts)
    assert list(place.host.spaces.order_by("pk").values_list("hall", flat=True)) == [hall.pk, None]
