"""What a timetable is worth: which concern is met where and for whom, how even evenings are, how people wait."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from meydan.engines.planning.problem import Concern, Placement, Problem, Service


@dataclass(frozen=True, slots=True)
class Cell:
    """One hole that a session may fill: a concern, at a satellite (None: anywhere), for an audience (None: anybody)."""

    concern: int
    place: int | None
    audience: str | None
    weight: int


def cells(problem: Problem) -> list[Cell]:
    """All holes of a stage, in the order of its concerns and places. Without satellites the host counts as one."""
    satellites = [each.id for each in problem.places if not each.is_host] or [each.id for each in problem.places]
    return [
        Cell(concern.id, place, audience, concern.weight)
        for concern in problem.concerns
        for place in (satellites if concern.in_every_place else [None])
        for audience in _audiences(concern)
    ]


def fills(cell: Cell, service: Service, place: int) -> bool:
    """Whether a session of this service in this place fills the hole."""
    return (
        service.concern == cell.concern
        and cell.place in (None, place)
        and (cell.audience is None or not service.audiences or cell.audience in service.audiences)
    )


def coverage(problem: Problem, placements: Iterable[Placement]) -> dict[Cell, int]:
    """The coverage table: of each hole, how many sessions fill it. Nought is a hole."""
    services = {each.id: each for each in problem.services}
    places = {each.id: each.place for each in problem.spaces}
    held = Counter((each.service, places[each.space]) for each in placements)
    return {
        cell: sum(count for (service, place), count in held.items() if fills(cell, services[service], place))
        for cell in cells(problem)
    }


def weight(table: Mapping[Cell, int]) -> int:
    """The weights of the holes that are filled."""
    return sum(cell.weight for cell, count in table.items() if count)


def unevenness(problem: Problem, placements: Iterable[Placement]) -> int:
    """Over all places: sessions of its fullest evening less those of its emptiest."""
    places = {each.id: each.place for each in problem.spaces}
    evenings = {each.evening for each in problem.times}
    held = Counter((places[each.space], each.evening) for each in placements)
    return sum(
        max(loads) - min(loads)
        for place in problem.places
        if (loads := [held[place.id, evening] for evening in evenings])
    )


def idle(problem: Problem, placements: Sequence[Placement]) -> int:
    """Slots in which an agency waits: between its first and last of an evening, holding nothing."""
    agencies = {each.id: each.agency for each in problem.services}
    held: dict[tuple[int, date], set[int]] = defaultdict(set)
    ranks = rank(problem)
    for each in placements:
        held[agencies[each.service], each.evening].add(ranks[each.evening, each.slot])
    return sum(max(slots) - min(slots) + 1 - len(slots) for slots in held.values())


def rank(problem: Problem) -> dict[tuple[date, int], int]:
    """Which slot of its evening, by when it starts, from nought."""
    by_evening: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for time in problem.times:
        by_evening[time.evening].append((time.starts, time.slot))
    return {
        (evening, slot): at
        for evening, starts in by_evening.items()
        for at, (_starts, slot) in enumerate(sorted(starts))
    }


def _audiences(concern: Concern) -> list[str | None]:
    return [*sorted(concern.audiences)] or [None]
