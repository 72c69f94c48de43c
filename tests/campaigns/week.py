"""A stage ready to be planned: a host and a satellite ten minutes apart, two times an evening, seven evenings."""

import datetime as dt

from meydan.campaigns.models import Placement, Promise, Slot, Space, Stage
from meydan.campaigns.moves import Spot
from meydan.campaigns.problem import Key, Sheet, sheet
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.campaigns import LeaderFactory, PlacementFactory, PromiseFactory, SlotFactory

FIRST = dt.date(2026, 12, 12)


class Week(Neighborhood):
    def __init__(self) -> None:
        super().__init__(Stage.State.PLANNING)
        venue = self.satellite.venue
        venue.latitude += 600 / 1.3 * 1.25 / 111_195  # ten minutes at 75 meters a minute, streets 1.3 times the line
        venue.save()
        self.late: Slot = SlotFactory(stage=self.stage)  # an hour after the first, which lasts 45 minutes
        self.hall, self.room = self.host.spaces.get(), self.satellite.spaces.get()
        self.part, self.speaker = self.agency()

    def promise(self, *leaders: str, together: int = 2, **said: object) -> Promise:
        said.setdefault("invited", self.part)
        made: Promise = PromiseFactory(together=together, **said)
        for name in leaders:
            found = made.invited.leaders.filter(name=name).first() or LeaderFactory(invited=made.invited, name=name)
            made.leaders.add(found)
        return made

    def spot(self, day: int = 0, *, late: bool = False, there: bool = False) -> Spot:
        """At the host, or there, at the satellite."""
        slot = self.late if late else self.slot
        return Spot(FIRST + dt.timedelta(days=day), slot.pk, (self.room if there else self.hall).pk)

    def stand(self, promise: Promise, number: int, spot: Spot, *, pinned: bool = False) -> Placement:
        slot, space = Slot.objects.get(pk=spot.slot), Space.objects.get(pk=spot.space)
        made: Placement = PlacementFactory(
            promise=promise, number=number, day=spot.day, slot=slot, space=space, is_pinned=pinned
        )
        return made

    @property
    def sheet(self) -> Sheet:
        self.stage.refresh_from_db()
        return sheet(self.stage)


def key(promise: Promise, number: int = 1, sessions: str = "together") -> Key:
    return promise.pk, sessions, number


def stands(stage: Stage) -> list[tuple[int, int, dt.date, int, int, bool]]:
    rows = Placement.objects.filter(promise__invited__stage=stage).order_by("promise", "sessions", "number")
    return list(rows.values_list("promise", "number", "day", "slot", "space", "is_pinned"))
