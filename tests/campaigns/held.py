"""A published stage of which some evenings were held, small enough to be counted by hand.

Two agencies. The first promises three sessions against addiction (two placed, one on each of two evenings at the host
place) and a stall; the second two sessions of another topic for women (both at the satellite on the first evening).
"""

import datetime as dt

from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.campaigns.models import Audience, Place, Placement, Promise, Sessions, Slot, Space
from meydan.campaigns.occasions import KIND
from meydan.participation.actions import record
from meydan.participation.models import Channel, Evidence, Participation
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.calendar import OccasionFactory
from tests.factories.campaigns import PlacementFactory, PromiseFactory, SlotFactory
from tests.factories.people import staff

FIRST, SECOND = dt.date(2026, 12, 12), dt.date(2026, 12, 13)


class HeldStage(Neighborhood):
    def __init__(self, state: str = "published") -> None:
        super().__init__("planning")
        self.turn(state)
        self.worker = staff(Role.CENTER_STAFF, self.stage.area)
        self.manager = staff(Role.MANAGER, self.city)
        self.one, self.speaker = self.agency()
        self.two, self.other_speaker = self.agency()
        known = {"concern": self.concern, "audience": Audience.YOUTH}
        self.talk = PromiseFactory(invited=self.one, title="مهارت نه گفتن", together=3, **known)
        self.stall = PromiseFactory(invited=self.one, title="غرفه", kind=Promise.Kind.STALL, together=0)
        self.circle = PromiseFactory(invited=self.two, title="حلقهٔ مادران", together=0, women=2)
        self.late = SlotFactory(stage=self.stage)
        self.placed = [
            self.place(self.talk, 1, self.host, FIRST, self.slot),
            self.place(self.talk, 2, self.host, SECOND, self.slot),
            self.place(self.circle, 1, self.satellite, FIRST, self.slot, sessions=Sessions.WOMEN),
            self.place(self.circle, 2, self.satellite, FIRST, self.late, sessions=Sessions.WOMEN),
        ]

    def place(
        self,
        promise: Promise,
        number: int,
        place: Place,
        day: dt.date,
        slot: Slot,
        *,
        sessions: str = Sessions.TOGETHER,
    ) -> Placement:
        space = Space.objects.get(place=place)
        venue = place.venue
        occasion = OccasionFactory(
            title=promise.title,
            kind=KIND,
            area=venue.area,
            venue=venue,
            day=day,
            clock=dt.time(17 + slot.order, 30),
            minutes=45,
            status=Occasion.Status.ANNOUNCED,
        )
        return PlacementFactory(
            promise=promise, number=number, sessions=sessions, space=space, day=day, slot=slot, occasion=occasion
        )

    def came(self, placement: Placement, count: int, women: int = 0, men: int = 0) -> Participation:
        occasion = placement.occasion
        assert occasion is not None
        return record(
            by=None,
            door="campaigns",
            kind=KIND,
            subject=placement,
            activity=placement.promise_id,
            day=placement.day,
            area=occasion.area,
            venue=occasion.venue,
            occasion=occasion,
            count=count,
            women=women,
            men=men,
            channel=Channel.IN_PERSON,
            evidence=Evidence.HEAD_COUNT,
        )
