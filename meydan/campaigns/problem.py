"""A stage as the planner's engine sees it, with the rows behind its ids.

- A declared promise that is no stall or piece is a service; its sessions together, for women and for men are wanted.
- An agency holds as many sessions at once as it names people who hold them; one, where it names nobody.
- Each time of an evening is reckoned at the host place: satellites lie a walk away, and the sun is the same there.
- Promised days that fall outside the week are passed over; if none is left, the agency can on no day, and that is said.
- Spaces for stalls hold no sessions, and what stalls and pieces borrow every evening is not there for sessions.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from meydan.campaigns import checklist
from meydan.campaigns.models import Audience, Concern, Invited, Place, Placement, Promise, Slot, Space, Stage, Supply
from meydan.campaigns.queries import planning as queries
from meydan.campaigns.queries import stages
from meydan.engines import planning
from meydan.places.models import Venue

DETOUR: Final = 1.3  # streets are longer than the straight line
PACE: Final = 75  # meters a minute: 4.5 km/h, with what is carried
EARTH: Final = 6_371_000  # meters

Key = tuple[int, str, int]  # a promise, whom the session is held for, and which of them


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a planner has on the table."""

    stage: Stage
    days: list[dt.date]
    slots: list[Slot]
    clocks: dict[tuple[dt.date, int], dt.datetime]
    places: list[Place]  # the host first
    spaces: dict[int, Space]  # for sessions
    services: dict[int, Promise]
    agencies: dict[int, Invited]
    leaders: dict[int, str]
    supplies: dict[int, Supply]
    concerns: dict[int, Concern]
    standing: list[Promise]  # stalls and pieces
    rows: dict[Key, Placement]  # where sessions stand
    lost: list[Placement]  # rows that stand nowhere any more: their day, time, space or promise is gone
    problem: planning.Problem

    @property
    def placements(self) -> tuple[planning.Placement, ...]:
        return tuple(sorted(engine_of(row) for row in self.rows.values()))

    def moments(self, day: dt.date) -> list[tuple[Slot, dt.datetime]]:
        """The times of an evening, as they follow one another that day."""
        found = [(slot, self.clocks[day, slot.pk]) for slot in self.slots if (day, slot.pk) in self.clocks]
        return sorted(found, key=lambda one: one[1])


def sheet(stage: Stage) -> Sheet:
    days, slots, places = stages.days_of(stage), stages.slots_of(stage), stages.places_of(stage)
    clocks = {
        (day, slot.pk): begins
        for slot, row in zip(slots, checklist.clocks(stage, days), strict=True)
        for day, begins in zip(days, row, strict=True)
        if begins is not None
    }
    spaces = {space.pk: space for place in places for space in place.spaces.all() if not space.stalls}
    for place in places:
        for space in place.spaces.all():
            space.place = place
    promises = list(queries.declared(stage))
    services = {row.pk: row for row in promises if row.kind not in Promise.STANDING}
    standing = [row for row in promises if row.kind in Promise.STANDING]
    supplies = {row.pk: row for row in stage.supplies.order_by("pk")}
    concerns = {row.pk: row for row in stage.concerns.order_by("-weight", "pk")}
    agencies = {row.invited_id: row.invited for row in services.values()}
    rows: dict[Key, Placement] = {}
    lost = []
    for row in queries.placements(stage):
        if row.promise_id in services and row.space_id in spaces and (row.day, row.slot_id) in clocks:
            row.promise, row.space = services[row.promise_id], spaces[row.space_id]
            rows[key_of(row)] = row
        else:
            lost.append(row)
    problem = planning.Problem(
        agencies=tuple(planning.Agency(pk, at_once(services.values(), pk)) for pk in sorted(agencies)),
        services=tuple(_service(row, set(days), set(supplies)) for row in services.values()),
        places=tuple(planning.Place(row.pk, row.is_host) for row in places),
        spaces=tuple(planning.Space(row.pk, row.place_id, row.sessions, row.capacity) for row in spaces.values()),
        times=tuple(
            _time(day, slot, clocks[day, slot.pk]) for day in days for slot in slots if (day, slot.pk) in clocks
        ),
        concerns=tuple(_concern(row) for row in concerns.values()),
        supplies=_left(supplies.values(), standing),
        walking=walks([(row.pk, row.venue) for row in places]),
        pins=tuple(sorted(engine_of(row) for row in rows.values() if row.is_pinned)),
    )
    leaders = {leader.pk: leader.name for row in services.values() for leader in row.leaders.all()}
    return Sheet(
        stage, days, slots, clocks, places, spaces, services, agencies, leaders, supplies, concerns, standing, rows,
        lost, problem,
    )  # fmt: skip


def key_of(row: Placement) -> Key:
    return row.promise_id, row.sessions, row.number


def engine_of(row: Placement) -> planning.Placement:
    return planning.Placement(*key_of(row), row.space_id, row.day, row.slot_id, row.is_pinned)


def at_once(promises: Iterable[Promise], invited: int) -> int:
    named = {leader.pk for row in promises if row.invited_id == invited for leader in row.leaders.all()}
    return max(1, len(named))


def walks(venues: Collection[tuple[int, Venue]]) -> dict[tuple[int, int], int]:
    """Minutes between each two; of a venue without coordinates nothing is known, and the page says so."""
    return {
        (one, other): math.ceil(_meters(here, there) * DETOUR / PACE)
        for one, here in venues
        for other, there in venues
        if one < other and None not in (here.latitude, here.longitude, there.latitude, there.longitude)
    }


def _meters(here: Venue, there: Venue) -> float:
    """Along the sphere (haversine)."""
    assert here.latitude is not None
    assert here.longitude is not None
    assert there.latitude is not None
    assert there.longitude is not None
    north, south = math.radians(here.latitude), math.radians(there.latitude)
    across = math.sin(math.radians(there.longitude - here.longitude) / 2) ** 2
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * across
    return 2 * EARTH * math.asin(math.sqrt(half))


def _service(row: Promise, days: set[dt.date], supplies: set[int]) -> planning.Service:
    places = frozenset(place.pk for place in row.places.all())
    slots = frozenset(slot.pk for slot in row.slots.all())
    evenings = frozenset(dt.date.fromisoformat(day) for day in row.days) & days
    offered = {"together": row.together, "women": row.women, "men": row.men}
    return planning.Service(
        id=row.pk,
        agency=row.invited_id,
        minutes=row.minutes,
        wanted={sessions: count for sessions, count in offered.items() if count},
        concern=row.concern_id,
        audiences=frozenset({row.audience} - {Audience.EVERYBODY}),
        leaders=frozenset(leader.pk for leader in row.leaders.all()),
        needs={int(pk): count for pk, count in row.needs.items() if int(pk) in supplies and count},
        seats=row.capacity or 0,
        evenings=evenings if row.days else None,
        slots=slots or None,
        places=places or None,
    )


def _concern(row: Concern) -> planning.Concern:
    audiences = frozenset() if Audience.EVERYBODY in row.audiences else frozenset(row.audiences)
    return planning.Concern(row.pk, row.weight, audiences, row.in_every_place)


def _time(day: dt.date, slot: Slot, begins: dt.datetime) -> planning.Time:
    local = timezone.localtime(begins)
    starts = (local.date() - day).days * 1440 + local.hour * 60 + local.minute
    return planning.Time(day, slot.pk, starts, slot.minutes)


def _left(supplies: Iterable[Supply], standing: Iterable[Promise]) -> dict[int, int]:
    """What is there for sessions while the stalls stand."""
    lent: Counter[int] = Counter()
    for promise in standing:
        lent.update({int(pk): count for pk, count in promise.needs.items()})
    return {row.pk: max(0, row.count - lent[row.pk]) for row in supplies}
