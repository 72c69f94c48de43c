"""The whole week of a timetable at a glance: spaces down, evenings across, sessions in the color of their concern."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from meydan.campaigns import planner_words as words
from meydan.campaigns.models import Concern, Invited, Place, Slot, Space
from meydan.campaigns.moves import Spot
from meydan.campaigns.planner_board import Standing, standing
from meydan.campaigns.problem import Sheet
from meydan.engines import planning
from meydan.engines.planning import Cell, Violation

TONES: Final = 12  # colors of concerns; a thirteenth begins again, and its name stands beside it all the same
ROOMY: Final = 45  # times and spaces of an evening up to which titles are shown unasked


@dataclass(frozen=True, slots=True)
class Tile:
    """A time of a space that evening, and what stands there."""

    spot: Spot
    clock: dt.datetime | None  # None: it cannot be reckoned that day
    here: Standing | None
    tone: int  # of its concern; 0: another topic
    mark: int  # of its agency
    is_asked: bool  # of the agency or concern somebody looks for, or nobody looks for one


@dataclass(frozen=True, slots=True)
class Line:
    """A space through the week."""

    space: Space
    evenings: list[tuple[str, list[Tile]]]  # with the name of the day, for a phone


@dataclass(frozen=True, slots=True)
class Block:
    place: Place
    lines: list[Line]
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    day: dt.date
    name: str
    count: int
    clocks: list[dt.datetime | None]


@dataclass(frozen=True, slots=True)
class Topic:
    """A concern in the legend; none: other topics."""

    tone: int
    concern: Concern | None
    count: int

    @property
    def key(self) -> str:
        return f"concern-{self.concern.pk if self.concern else 0}"


@dataclass(frozen=True, slots=True)
class Bringer:
    """An agency in the legend, by its number in the table."""

    mark: int
    invited: Invited
    count: int
    wanted: int

    @property
    def key(self) -> str:
        return f"agency-{self.invited.pk}"


def slots(sheet: Sheet) -> list[Slot]:
    """In the order of the first evening on which all of them are known; lines of all evenings follow it."""
    day = next((one for one in sheet.days if len(sheet.moments(one)) == len(sheet.slots)), None)
    return [slot for slot, _clock in sheet.moments(day)] if day else sheet.slots


def blocks(sheet: Sheet, broken: Iterable[Violation], asked: str) -> list[Block]:
    marked = {key for one in broken for key in one.by}
    there = {(row.space_id, row.day, row.slot_id): row for row in sheet.rows.values()}
    tones, marks, order = _tones(sheet), _marks(sheet), slots(sheet)

    def tile(space: Space, day: dt.date, slot: Slot) -> Tile:
        row = there.get((space.pk, day, slot.pk))
        clock = sheet.clocks.get((day, slot.pk))
        spot = Spot(day, slot.pk, space.pk)
        if row is None:
            return Tile(spot, clock, None, 0, 0, not asked)
        promise = row.promise
        keys = ("", f"concern-{promise.concern_id or 0}", f"agency-{promise.invited_id}")
        tone = tones.get(promise.concern_id, 0)
        return Tile(spot, clock, standing(row, marked), tone, marks[promise.invited_id], asked in keys)

    found = []
    for place in sheet.places:
        lines = [
            Line(space, [(words.short_day(day), [tile(space, day, slot) for slot in order]) for day in sheet.days])
            for space in sheet.spaces.values()
            if space.place_id == place.pk
        ]
        count = sum(1 for row in sheet.rows.values() if row.space.place_id == place.pk)
        if lines:
            found.append(Block(place, lines, count))
    return found


def days(sheet: Sheet) -> list[Day]:
    load = Counter(row.day for row in sheet.rows.values())
    order = slots(sheet)
    return [
        Day(day, words.short_day(day), load[day], [sheet.clocks.get((day, slot.pk)) for slot in order])
        for day in sheet.days
    ]


def topics(sheet: Sheet) -> list[Topic]:
    load = Counter(row.promise.concern_id for row in sheet.rows.values())
    tones = _tones(sheet)
    found = [Topic(tones[pk], one, load[pk]) for pk, one in sheet.concerns.items()]
    return [*found, Topic(0, None, load[None])] if load[None] else found


def bringers(sheet: Sheet) -> list[Bringer]:
    load = Counter(row.promise.invited_id for row in sheet.rows.values())
    wanted: Counter[int] = Counter()
    for service in sheet.problem.services:
        wanted[service.agency] += sum(service.wanted.values())
    return [Bringer(mark, sheet.agencies[pk], load[pk], wanted[pk]) for pk, mark in _marks(sheet).items()]


def holes(sheet: Sheet) -> list[tuple[Cell, str]]:
    """What nothing covers, the heaviest first."""
    table = planning.coverage(sheet.problem, sheet.placements)
    found = sorted((cell for cell, count in table.items() if not count), key=lambda cell: -cell.weight)
    return [(cell, words.hole(sheet, cell)) for cell in found]


def tone_of(sheet: Sheet, concern: int | None) -> int:
    return _tones(sheet).get(concern, 0)


def is_roomy(sheet: Sheet) -> bool:
    return len(sheet.spaces) * len(sheet.slots) <= ROOMY


def _tones(sheet: Sheet) -> Mapping[int | None, int]:
    return {pk: number % TONES + 1 for number, pk in enumerate(sheet.concerns)}


def _marks(sheet: Sheet) -> Mapping[int, int]:
    named = sorted(sheet.agencies.values(), key=lambda one: (str(one.organization), one.pk))
    return {one.pk: number for number, one in enumerate(named, start=1)}
