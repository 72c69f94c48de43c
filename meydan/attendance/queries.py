"""Reads that have a name."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.attendance import codes, rosters
from meydan.attendance.models import AGE_BANDS, STANDING, Entry, HeadCount, Mark, Roll
from meydan.calendar import guests
from meydan.calendar.models import Occasion
from meydan.engines import persian
from meydan.participation.bands import band_name
from meydan.people.models import Person
from meydan.places import queries as places

HEAVY = tuple(f"{area}__{column}" for area in ("area", "venue__area") for column in places.HEAVY)


class Line(NamedTuple):
    """One person of a roll, as it stands."""

    target: str
    name: str
    state: str = ""
    evidence: str = ""
    entry: uuid.UUID | None = None
    code: str = ""
    is_walk_in: bool = False


def in_reach(person: Person) -> QuerySet[Occasion]:
    """The occasions whose roll this person may call or correct, whenever they are."""
    ways = [places.within(roster.occasions(), person.areas_for(*roster.callers)) for roster in rosters.every()]
    if len(ways) == 1:
        found = ways[0]
    else:
        found = Occasion.objects.filter(
            reduce(or_, (Q(pk__in=way.order_by().values("pk")) for way in ways), Q(pk__in=[]))
        )
    return (
        found.filter(status__in=[*STANDING, Occasion.Status.CANCELLED])
        .select_related("area", "venue__area", "hall", "roll")
        .defer(*HEAVY)
    )


def on_days(person: Person, first: dt.date, last: dt.date) -> QuerySet[Occasion]:
    """What staff have before them: announced or held."""
    occasions = in_reach(person).filter(day__gte=first, day__lte=last, status__in=STANDING)
    return occasions.order_by("starts_at", "pk")


def waiting(person: Person, today: dt.date) -> QuerySet[Occasion]:
    """Of the days before: those whose roll is still open and was never called."""
    occasions = in_reach(person).filter(
        status=Occasion.Status.ANNOUNCED, day__lt=today, day__gte=today - Roll.STAYS_OPEN, roll__closed_at__isnull=True
    )
    return occasions.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "pk")


def unsettled(occasions: Collection[Occasion]) -> QuerySet[Entry]:
    """What was said against what stands, or was refused, and nobody has looked at yet."""
    return Entry.objects.filter(
        occasion__in=occasions,
        outcome__in=[Entry.Outcome.CONFLICT, Entry.Outcome.REFUSED],
        settled_at__isnull=True,
    )


def expected(occasions: Collection[Occasion]) -> dict[int, list[int]]:
    return guests.of(occasions)


def rolls(occasions: Collection[Occasion]) -> dict[int, list[Line]]:
    """The lines of each roll by name in Persian order: who is expected, who is marked, who walked in."""
    known = expected(occasions)
    marks: dict[int, list[Mark]] = {occasion.pk: [] for occasion in occasions}
    for mark in Mark.objects.filter(occasion__in=list(marks)).order_by("pk"):
        marks[mark.occasion_id].append(mark)
    ids = {pk for some in known.values() for pk in some}
    ids |= {mark.person_id for some in marks.values() for mark in some if mark.person_id}
    names = {person.pk: str(person) for person in Person.objects.filter(pk__in=ids).only("name")} if ids else {}
    tickets = _tickets(occasions)
    return {
        occasion.pk: _lines(occasion.pk, known[occasion.pk], marks[occasion.pk], names, tickets[occasion.pk])
        for occasion in occasions
    }


def roll_of(occasion: Occasion) -> list[Line]:
    return rolls([occasion])[occasion.pk]


def _tickets(occasions: Collection[Occasion]) -> dict[int, dict[int, str]]:
    """What the tickets of each occasion show, by person."""
    found: dict[int, dict[int, str]] = {occasion.pk: {} for occasion in occasions}
    asked = Occasion.objects.filter(pk__in=list(found))
    for roster in rosters.every():
        for occasion, code, person in roster.codes(asked):
            found[occasion][person] = code
    return found


def _lines(
    occasion_id: int, people: Iterable[int], marks: Collection[Mark], names: dict[int, str], tickets: dict[int, str]
) -> list[Line]:
    by_person = {mark.person_id: mark for mark in marks if mark.person_id}
    lines = []
    for pk in dict.fromkeys([*people, *by_person]):
        mark = by_person.get(pk)
        name = mark.name if mark and mark.name else names.get(pk, "")
        lines.append(_line(codes.target_of(occasion_id, pk), name, mark, tickets.get(pk, "")))
    lines += [
        _line(f"w{mark.walk_in}", mark.name or _("A walk-in"), mark)
        for mark in marks
        if mark.person_id is None and mark.walk_in
    ]
    return sorted(lines, key=lambda line: (persian.sort_key(line.name), line.target))


def _line(target: str, name: str, mark: Mark | None, code: str = "") -> Line:
    if mark is None:
        return Line(target, name, code=code)
    return Line(target, name, mark.state, mark.evidence, mark.entry_id, code, is_walk_in=mark.walk_in is not None)


def head_counts(occasions: Collection[Occasion]) -> dict[int, list[HeadCount]]:
    """Of each occasion: of any age first, then the youngest."""
    order = {band: place for place, band in enumerate(("", *AGE_BANDS))}
    found: dict[int, list[HeadCount]] = {occasion.pk: [] for occasion in occasions}
    rows = HeadCount.objects.filter(occasion__in=list(found))
    for count in sorted(rows, key=lambda count: order.get(count.age_band, 99)):
        found[count.occasion_id].append(count)
    return found


class Matter(NamedTuple):
    """Something to settle: the person or count it is about, and each different thing that was said, the last first."""

    title: str
    entries: list[Entry]
    refused: bool


def matters(occasion: Occasion) -> list[Matter]:
    """One for each person, walk-in or count of which different things were said, or something came too late."""
    found = unsettled([occasion]).select_related("person", "by", "against__person", "against__by")
    about: dict[tuple[object, ...], list[Entry]] = {}
    for entry in found.order_by("-said_at", "pk"):
        said = about.setdefault(_about(entry), [])
        for one in (entry, entry.against):
            if one is not None and all(one.says != other.says for other in said):
                said.append(one)
    standing = _standing(occasion) if about else set()
    for entries in about.values():
        for entry in entries:
            entry.stands = entry.pk in standing  # type: ignore[attr-defined]
    return [
        Matter(_title(entries[0]), entries, all(one.outcome == Entry.Outcome.REFUSED for one in entries))
        for entries in about.values()
    ]


def _standing(occasion: Occasion) -> set[uuid.UUID | None]:
    """The entries that marks and head counts follow now."""
    marks = Mark.objects.filter(occasion=occasion).values_list("entry", flat=True)
    counts = HeadCount.objects.filter(occasion=occasion).values_list("entry", flat=True)
    return {*marks, *counts}


def _about(entry: Entry) -> tuple[object, ...]:
    if entry.kind == Entry.Kind.COUNT:
        return "count", entry.age_band
    return ("person", entry.person_id) if entry.person_id else ("walk-in", entry.walk_in)


def _title(entry: Entry) -> str:
    if entry.kind == Entry.Kind.COUNT:
        band = band_name(entry.age_band)
        return f"{entry.get_kind_display()} · {band}" if band else str(entry.get_kind_display())
    return entry.name or str(entry.person or _("A walk-in"))


def expected_of_family(occasion: Occasion, person: Person) -> list[Person]:
    """Oneself and one's family, as far as they have a place there."""
    there = guests.persons(Occasion.objects.filter(pk=occasion.pk)).filter(Q(pk=person.pk) | Q(guardian=person))
    return list(there.filter(erased_at__isnull=True).order_by("pk"))
