"""The timetable laid out for its pages: an evening's table, what found no place, the coverage table."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from meydan.base import wording
from meydan.campaigns import planner_words as words
from meydan.campaigns.actions.planning import seen_as
from meydan.campaigns.models import Audience, Concern, Place, Placement, Promise, Run, Slot, Space
from meydan.campaigns.moves import Spot, Ways, ways
from meydan.campaigns.problem import Key, Sheet, key_of
from meydan.engines import planning
from meydan.engines.planning import Cell, Violation
from meydan.engines.planning.coverage import cells, fills
from meydan.engines.planning.greedy import unplaced

MOST_REASONS: Final = 30  # wishes whose reason is reckoned for the list; each takes some milliseconds


@dataclass(frozen=True, slots=True)
class Standing:
    """A session where it stands."""

    row: Placement
    promise: Promise
    leaders: list[str]
    is_broken: bool

    @property
    def seen(self) -> str:
        return seen_as(self.row)


@dataclass(frozen=True, slots=True)
class Line:
    """A space of a place through an evening."""

    place: Place
    space: Space
    spots: list[tuple[Spot, Slot, dt.datetime, Standing | None]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Sessions of a wish that stand nowhere."""

    promise: Promise
    sessions: str
    count: int
    number: int  # of the first of them
    name: str
    reason: str = ""
    conflict: str = ""


@dataclass(slots=True)
class CoverageLine:
    """A concern and an audience; `cells` with how many sessions fill each; one cell alone: anywhere."""

    concern: Concern
    audience: str
    is_anywhere: bool
    cells: list[tuple[Cell, int, str]] = field(default_factory=list)  # with the name of its place


def evening(sheet: Sheet, day: dt.date, broken: Iterable[Violation]) -> list[Line]:
    marked = {key for one in broken for key in one.by}
    there = {(row.space_id, row.slot_id): row for row in sheet.rows.values() if row.day == day}
    moments = sheet.moments(day)
    return [
        Line(
            space.place,
            space,
            [
                (Spot(day, slot.pk, space.pk), slot, clock, standing(there.get((space.pk, slot.pk)), marked))
                for slot, clock in moments
            ],
        )
        for space in sheet.spaces.values()
    ]


def standing(row: Placement | None, marked: set[Key]) -> Standing | None:
    if row is None:
        return None
    leaders = [leader.name for leader in row.promise.leaders.all()]
    return Standing(row, row.promise, leaders, key_of(row) in marked)


def free_number(sheet: Sheet, promise: int, sessions: str) -> int:
    return next(n for n in range(1, 1000) if (promise, sessions, n) not in sheet.rows)


def waiting(sheet: Sheet, run: Run | None, *, tells: bool = True) -> list[Waiting]:
    """By agency; why (`tells`), once something stands: before that there is nothing in the way."""
    left = unplaced(sheet.problem, sheet.placements)
    tells = tells and bool(sheet.rows) and len(left) <= MOST_REASONS
    said = {(one.promise_id, one.sessions): one.reason for one in run.unplaced.all()} if run and tells else {}
    found = []
    for (pk, sessions), count in left.items():
        promise, number = sheet.services[pk], free_number(sheet, pk, sessions)
        there = ways(sheet, (pk, sessions, number)) if tells else None
        clash = said.get((pk, sessions), {}).get("conflict") if there and not there.free else None
        found.append(
            Waiting(
                promise,
                sessions,
                count,
                number,
                words.wish(sheet, pk, sessions),
                words.shortest(sheet, promise, sessions, there) if there else "",
                words.conflict(sheet, clash) if clash else "",
            )
        )
    return sorted(found, key=lambda one: (str(one.promise.invited.organization), one.name))


def coverage(sheet: Sheet) -> tuple[list[Place], list[CoverageLine]]:
    """Columns and rows of the coverage table."""
    table = planning.coverage(sheet.problem, sheet.placements)
    places = [one for one in sheet.places if not one.is_host] or sheet.places
    names: dict[int | None, str] = {place.pk: str(place) for place in places}
    lines: dict[tuple[int, str | None], CoverageLine] = {}
    for cell, count in table.items():
        concern = sheet.concerns[cell.concern]
        audience = str(Audience(cell.audience or Audience.EVERYBODY).label)
        line = lines.setdefault(
            (cell.concern, cell.audience), CoverageLine(concern, audience, is_anywhere=cell.place is None)
        )
        line.cells.append((cell, count, names.get(cell.place, "")))
    return places, list(lines.values())


def cell_of(sheet: Sheet, said: Mapping[str, Any]) -> Cell | None:
    """A hole named in an address: `concern`, `place`, `audience`."""
    asked = (str(said.get("concern", "")), str(said.get("place", "")), str(said.get("audience", "")))
    return next(
        (
            cell
            for cell in cells(sheet.problem)
            if (str(cell.concern), str(cell.place or ""), cell.audience or "") == asked
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Filling:
    """A promise that could fill a hole: with a session that stands nowhere, or one that stands elsewhere."""

    promise: Promise
    sessions: str
    number: int
    name: str
    stands: str  # where it stands now; "": nowhere
    spot: Spot | None  # the first that is free for it there
    reason: str = ""  # why none is


def filling(sheet: Sheet, cell: Cell) -> list[Filling]:
    """What could fill a hole: what stands nowhere first, then what stands where it is not the only one."""
    services = [each for each in sheet.problem.services if _suits(cell, each)]
    found = []
    left = unplaced(sheet.problem, sheet.placements)
    table = planning.coverage(sheet.problem, sheet.placements)
    for service in services:
        for sessions in service.wanted:
            if (service.id, sessions) in left:
                number = free_number(sheet, service.id, sessions)
                found.append(_filling(sheet, cell, (service.id, sessions, number), ""))
    elsewhere = []
    for key, row in sorted(sheet.rows.items()):
        if any(each.id == key[0] for each in services) and not row.is_pinned:
            stands = f"{words.when(sheet, row.day, row.slot_id)} · {words.where(sheet, row.space_id)}"
            alone = any(
                count == 1 and fills(other, next(each for each in services if each.id == key[0]), row.space.place_id)
                for other, count in table.items()
            )
            elsewhere.append((alone, key, stands))
    elsewhere.sort(key=lambda one: one[0])
    once: Counter[tuple[int, str]] = Counter()
    for _alone, key, stands in elsewhere:
        if not once[key[0], key[1]]:
            found.append(_filling(sheet, cell, key, stands))
        once[key[0], key[1]] += 1
    return sorted(found, key=lambda one: (one.spot is None, bool(one.stands)))


def _suits(cell: Cell, service: planning.Service) -> bool:
    return service.concern == cell.concern and (
        cell.audience is None or not service.audiences or cell.audience in service.audiences
    )


def _filling(sheet: Sheet, cell: Cell, key: Key, stands: str) -> Filling:
    there = ways(sheet, key)
    spaces = {space.pk for space in sheet.spaces.values() if cell.place in (None, space.place_id)}
    spot = next((one for one in there.free if one.space in spaces), None)
    promise = sheet.services[key[0]]
    reason = "" if spot else _why_not(sheet, cell, promise, key, there)
    return Filling(promise, key[1], key[2], words.wish(sheet, key[0], key[1]), stands, spot, reason)


def _why_not(sheet: Sheet, cell: Cell, promise: Promise, key: Key, there: Ways) -> str:
    asked = {place.pk for place in promise.places.all()}
    if cell.place is not None and asked and cell.place not in asked:
        return words.only_at(promise)
    if there.free:
        return words.not_there()
    return words.shortest(sheet, promise, key[1], there)


def suggested(sheet: Sheet, key: Key, there: Ways, most: int = 8) -> list[tuple[Spot, str, list[str]]]:
    """Free spots, those that fill most first: when and where, and the holes filled."""
    table = planning.coverage(sheet.problem, [each for each in sheet.placements if each.key != key])
    service = next(each for each in sheet.problem.services if each.id == key[0])
    gains = {
        place.pk: [cell for cell, count in table.items() if not count and fills(cell, service, place.pk)]
        for place in sheet.places
    }
    load = Counter((row.space.place_id, row.day) for row in sheet.rows.values())
    place = {space.pk: space.place_id for space in sheet.spaces.values()}

    def worth(spot: Spot) -> tuple[int, int, dt.date, dt.datetime, int]:
        gain = sum(cell.weight for cell in gains[place[spot.space]])
        return -gain, load[place[spot.space], spot.day], spot.day, sheet.clocks[spot.day, spot.slot], spot.space

    return [
        (
            spot,
            f"{words.when(sheet, spot.day, spot.slot)} · {words.where(sheet, spot.space)}",
            [words.hole(sheet, cell) for cell in gains[place[spot.space]]],
        )
        for spot in sorted(there.free, key=worth)[:most]
    ]


def figures(sheet: Sheet, broken: Iterable[Violation]) -> dict[str, Any]:
    table = planning.coverage(sheet.problem, sheet.placements)
    return {
        "placed": len(sheet.rows),
        "wanted": sheet.problem.wanted,
        "filled": sum(1 for count in table.values() if count),
        "holes": len(table),
        "open_holes": sum(1 for count in table.values() if not count),
        "broken": len(list(broken)),
        "pinned": sum(1 for row in sheet.rows.values() if row.is_pinned),
        "weight": wording.percent(planning.weight(table) / max(1, sum(cell.weight for cell in table))),
    }
