"""A move by hand: what it breaks, covers and uncovers, said before it is made; and where a session could stand."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Final

from meydan.campaigns.problem import Key, Sheet
from meydan.engines import planning
from meydan.engines.planning import Effects, Placement, Rule, Violation
from meydan.engines.planning.options import Board, options

HARD: Final = frozenset({Rule.SPACE, Rule.WANTED})  # never, whatever a planner knows: two in one space, one not offered


@dataclass(frozen=True, slots=True)
class Spot:
    day: dt.date
    slot: int
    space: int


Changes = dict[Key, Placement | None]  # where sessions go; None: out of the timetable


def exists(sheet: Sheet, key: Key, spot: Spot) -> bool:
    """Whether the session and the spot are part of the stage."""
    return key[0] in sheet.services and spot.space in sheet.spaces and (spot.day, spot.slot) in sheet.clocks


def occupant(sheet: Sheet, key: Key, spot: Spot) -> Key | None:
    """Whichever other session stands there."""
    there = (spot.space, spot.day, spot.slot)
    rows = ((other, row) for other, row in sheet.rows.items() if other != key)
    return next((other for other, row in rows if (row.space_id, row.day, row.slot_id) == there), None)


def changes(sheet: Sheet, key: Key, spot: Spot) -> Changes:
    """A session goes there; whatever stood there takes its place, or waits if it had none."""
    found: Changes = {key: Placement(*key, spot.space, spot.day, spot.slot, is_pinned=True)}
    other, row = occupant(sheet, key, spot), sheet.rows.get(key)
    if other is not None:
        was = sheet.rows[other]
        found[other] = Placement(*other, row.space_id, row.day, row.slot_id, was.is_pinned) if row else None
    return found


def after(sheet: Sheet, wanted: Changes) -> tuple[Placement, ...]:
    rest = [each for each in sheet.placements if each.key not in wanted]
    return tuple(sorted([*rest, *(each for each in wanted.values() if each)]))


def effects(sheet: Sheet, wanted: Changes) -> Effects:
    """As `engines.planning.effects`, of one session or of two that change places."""
    before, then, problem = sheet.placements, after(sheet, wanted), sheet.problem
    was, is_now = planning.check(problem, before), planning.check(problem, then)
    covered, covers = planning.coverage(problem, before), planning.coverage(problem, then)
    return Effects(
        broken=tuple(each for each in is_now if each not in was),
        mended=tuple(each for each in was if each not in is_now),
        opened=tuple(cell for cell, count in covered.items() if count and not covers[cell]),
        filled=tuple(cell for cell, count in covers.items() if count and not covered[cell]),
        unevenness=planning.unevenness(problem, then) - planning.unevenness(problem, before),
        idle=planning.idle(problem, then) - planning.idle(problem, before),
    )


def broken(sheet: Sheet, wanted: Changes) -> list[Violation]:
    """What breaks newly; only the evenings concerned are looked at, since rules hold within an evening."""
    then = after(sheet, wanted)
    evenings = {each.evening for each in (*sheet.placements, *then) if each.key in wanted}
    was = planning.check(sheet.problem, [each for each in sheet.placements if each.evening in evenings])
    now = planning.check(sheet.problem, [each for each in then if each.evening in evenings])
    return [one for one in now if one not in was]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where one more session of a wish could stand: what is free, and what stands against the rest."""

    free: list[Spot]
    count: int  # of all that would do in an empty week
    blocks: list[tuple[Rule, int | None, int]]  # rule, its leader, agency, supply or space, and for how many ways
    impossible: tuple[Rule, ...]  # if none would do


def ways(sheet: Sheet, key: Key) -> Ways:
    row = sheet.rows.get(key)
    stands = Spot(row.day, row.slot_id, row.space_id) if row else None
    board = Board(sheet.problem)
    for each in sheet.placements:
        if each.key != key:
            board.put(board.option(each))
    free, blocks = [], Counter[tuple[Rule, int | None]]()
    found = options(sheet.problem, (key[0], key[1]))
    for way in found:
        against = board.against(way)
        blocks.update(against)
        spot = Spot(way.time.evening, way.time.slot, way.space.id)
        if not against and spot != stands:
            free.append(spot)
    most = sorted(blocks.items(), key=lambda one: (-one[1], one[0][0], one[0][1] or 0))
    return Ways(
        free, len(found), [(*one, count) for one, count in most], planning.impossible(sheet.problem, (key[0], key[1]))
    )
