"""A stage with what agencies must know, its officer, and an agency with somebody who speaks for it."""

import datetime as dt
from typing import Any

from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Invited, Placement, Promise, Stage
from meydan.people.models import Organization, Person
from tests.factories.campaigns import (
    NOW,
    ConcernFactory,
    InvitedFactory,
    PlaceFactory,
    PlacementFactory,
    PromiseFactory,
    SlotFactory,
    SpaceFactory,
    StageFactory,
    SupplyFactory,
)
from tests.factories.people import OrganizationFactory, RepresentativeFactory, staff

BEFORE = NOW
DURING = dt.datetime(2026, 12, 14, 18, tzinfo=dt.UTC)
PROMISED: dict[str, Any] = {"kind": Promise.Kind.WORKSHOP, "title": "مهارت نه گفتن", "together": 3}


def at(page: str, *args: int) -> str:
    return reverse(f"campaigns:{page}", args=args)


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

    def placed(self, count: int = 1, **more: Any) -> list[Placement]:
        """So many sessions of one agency, in as many spaces of the host and evenings as it takes."""
        if not hasattr(self, "bringing"):
            self.bringing = self.agency()
        spaces = [SpaceFactory(place=self.host, hall=None) for _number in range(-(-count // 7))]
        promise = PromiseFactory(invited=self.bringing[0], concern=self.concern, together=count, **more)
        return [
            PlacementFactory(
                promise=promise,
                number=number + 1,
                space=spaces[number // 7],
                day=self.stage.first_day + dt.timedelta(days=number % 7),
                slot=self.slot,
            )
            for number in range(count)
        ]

    def published(self, count: int = 1, **more: Any) -> list[Placement]:
        """Sessions that everybody sees."""
        placed = self.placed(count, **more)
        self.stage.about = "هفت شب"
        self.turn(Stage.State.PLANNING)
        actions.publish(by=self.officer, stage=self.stage)
        self.stage.refresh_from_db()
        for row in placed:
            row.refresh_from_db()
        return placed
