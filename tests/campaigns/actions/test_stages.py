import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Stage
from tests.campaigns.neighborhood import BEFORE, Neighborhood
from tests.factories.campaigns import CampaignFactory, StageFactory
from tests.factories.people import staff
from tests.factories.places import NeighborhoodFactory

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
