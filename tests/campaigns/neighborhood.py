"""A stage with what agencies must know, its officer, and an agency with somebody who speaks for it."""

import datetime as dt
from typing import Any

from meydan.base.roles import Role
from meydan.campaigns.models import Invited, Promise, Stage
from meydan.people.models import Organization, Person
from tests.factories.campaigns import (
    NOW,
    ConcernFactory,
    InvitedFactory,
    PlaceFactory,
    SlotFactory,
    SpaceFactory,
    StageFactory,
    SupplyFactory,
)
from tests.factories.people import OrganizationFactory, RepresentativeFactory, staff

BEFORE = NOW
DURING = dt.datetime(2026, 12, 14, 18, tzinfo=dt.UTC)
PROMISED: dict[str, Any] = {"kind": Promise.Kind.WORKSHOP, "title": "مهارت نه گفتن", "together": 3}


class Neighborhood:
    def __init__(self, state: str = Stage.State.DECLARING) -> None:
        self.stage = StageFactory(state=state)
        self.city = self.stage.campaign.area
        self.officer = staff(Role.CAMPAIGN_OFFICER, self.city)
        self.host = PlaceFactory(stage=self.stage, is_host=True)
        SpaceFactory(place=self.host)
        self.satellite = PlaceFactory(stage=self.stage, order=1)
        SpaceFactory(place=self.satellite)
        self.concern = ConcernFactory(stage=self.stage)
        self.slot = SlotFactory(stage=self.stage)
        self.supply = SupplyFactory(stage=self.stage)

    def turn(self, state: str) -> None:
        self.stage.state = state
        self.stage.published_at = NOW if state == Stage.State.PUBLISHED else None
        self.stage.save()

    def agency(self, state: str = Invited.State.TAKES_PART) -> tuple[Invited, Person]:
        organization = OrganizationFactory(kind=Organization.Kind.AGENCY, area=self.city)
        speaker = RepresentativeFactory(organization=organization).person
        return InvitedFactory(stage=self.stage, organization=organization, state=state), speaker
