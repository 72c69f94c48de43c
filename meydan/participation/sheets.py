"""The ledger as sheets of numbers: sums and different persons of any days, parts and areas, at any size.

A sheet holds one area's day, or its whole Jalali month, in columns (`engines.tallies`). Where rows were written since
it was drawn up stands a mark (`Touched`), put there in the writer's transaction; such a day is read from its rows. So
what is read is exact at every moment, and drawing sheets up (`actions.sheets`) only ever makes it quicker.

Marks are read before sheets: a sheet that had no mark then is as true as it was at that moment, or newer.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.db.models import Q

from meydan.engines import jalali
from meydan.engines.totals import Line, Totals
from meydan.participation.models import Part, Participation, Sheet, Touched
from meydan.places import queries as places
from meydan.places.models import Area

if TYPE_CHECKING:
    from meydan.engines.tallies import Buffer, Tally

DAY = dt.timedelta(days=1)
MOST_DAYS_NAMED = 60  # of days asked for one by one; more are read as a whole
MOST_PARTS_NAMED = 500

Group = TypeVar("Group", bound=Hashable)
Days = tuple[dt.date, dt.date]
Mark = tuple[dt.date, int]  # day and area


class Key(NamedTuple):
    """What a line of a sheet is parted by; `venue_key` is 0 where there is no venue."""

    area_id: int
    venue_key: int
    door: str
    activity: int
    kind: str
    channel: str
    evidence: str


@dataclass(frozen=True)
class Counted:
    """Some days of the ledger, one line a key, with each person once in it."""

    keys: Sequence[Key]
    tally: "Tally"

    @cached_property
    def whole(self) -> Totals:
        return self.of(lambda _key: True)

    def of(self, wanted: Callable[[Key], bool]) -> Totals:
        """Totals of the lines that are wanted; a person of several counts once."""
        return self.by(lambda key: [""] if wanted(key) else []).get("", Totals())

    def by(self, under: Callable[[Key], Iterable[Group]]) -> dict[Group, Totals]:
        """Totals by what each key counts under: one thing, none, or several (a program's aims)."""
        return self.by_several(lambda key: (("", group) for group in under(key))).get("", {})

    def by_several(self, under: Callable[[Key], Iterable[tuple[str, Group]]]) -> dict[str, dict[Group, Totals]]:
        """Several such tables by their names, with one look at each key: under which group of which table it counts."""
        from meydan.engines import tallies

        names: dict[str, dict[Group, int]] = defaultdict(dict)
        pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for line, key in enumerate(self.keys):
            for table, group in under(key):
                groups = names[table]
                pairs[table].append((line, groups.setdefault(group, len(groups))))
        return {
            table: dict(zip(groups, tallies.grouped(self.tally, pairs[table], len(groups)), strict=True))
            for table, groups in names.items()
        }


class Sums(NamedTuple):
    """Of one day; without persons, who are not counted by the day."""

    rows: int
    visits: int
    women: int
    men: int


def counted(*, areas: Iterable[Area], first: dt.date, last: dt.date) -> Counted:
    """What these areas and everything under them have in these days, both ends included."""
    from meydan.engines import tallies

    areas = list(areas)
    marks = _marks(areas, first, last)
    months = list(whole_months(first, last))
    marked = {(month, area) for month in months for day, area in marks if month[0] <= day <= month[1]}
    kept = [
        (sums, persons)
        for area, start, sums, persons in _sheets(
            areas, Sheet.Span.MONTH, Q(first__in=[start for start, _end in months])
        )
        if not any(area == other and start == month[0] for month, other in marked)
    ]
    if days := _days_to_read(first, last, months, marked):
        kept += [
            (sums, persons)
            for area, day, sums, persons in _sheets(areas, Sheet.Span.DAY, days)
            if (day, area) not in marks
        ]
    tally = tallies.from_bytes((sums for sums, _persons in kept), (persons for _sums, persons in kept))
    keys = _keys(tallies.parts(tally))
    if marks:
        lines = _Lines(keys)
        raw = tallies.of_lines(lines.line(key, *numbers) for _mark, key, *numbers in rows_of(marks))
        keys, tally = lines.keys, tallies.together([tally, raw])
    tally = tallies.merged(tally)
    return Counted([keys[part] for part in tally.sums[:, 0].tolist()], tally)


def by_day(
    *, areas: Iterable[Area], first: dt.date, last: dt.date, under: Callable[[Key], Iterable[Group]]
) -> dict[Group, dict[dt.date, Sums]]:
    """Sums of each day by what a key counts under. A day on which nobody counted anything is not there."""
    from meydan.engines import tallies

    areas = list(areas)
    marks = _marks(areas, first, last)
    kept = [
        (day, sums)
        for area, day, sums in _sums(areas, Q(first__gte=first, first__lte=last))
        if (day, area) not in marks
    ]
    tally = tallies.from_bytes(sums for _day, sums in kept)
    keys = _keys(tallies.parts(tally))
    days = sorted({day for day, _sums_ in kept})
    groups: dict[Group, int] = {}
    places_ = {part: [groups.setdefault(group, len(groups)) for group in under(key)] for part, key in keys.items()}
    at = {day: place for place, day in enumerate(days)}
    runs = [(len(sums) // tallies.LINE_BYTES, at[day]) for day, sums in kept]
    table = tallies.over_time(tally, runs, places_, (len(days), len(groups)))
    found: dict[Group, dict[dt.date, Sums]] = defaultdict(dict)
    for group, place in groups.items():
        found[group] = {day: Sums(*sums) for day, sums in zip(days, table[:, place].tolist(), strict=True) if sums[0]}
    for (day, _area), key, _person, *numbers in rows_of(marks) if marks else ():
        for group in under(key):
            so_far = found[group].get(day, Sums(0, 0, 0, 0))
            found[group][day] = Sums(*(old + new for old, new in zip(so_far, (1, *numbers), strict=True)))
    return {group: dict(sorted(of_days.items())) for group, of_days in found.items() if of_days}


def whole_months(first: dt.date, last: dt.date) -> Iterator[Days]:
    """The Jalali months that lie wholly in these days."""
    day = first
    while day <= last:
        start, end = month_of(day)
        if first <= start and end <= last:
            yield start, end
        day = end + DAY


def month_of(day: dt.date) -> Days:
    year, month, _day = jalali.to_jalali(day)
    return jalali.month_bounds(year, month)


def rows_of(marks: Collection[Mark]) -> Iterator[tuple[Mark, Key, int, int, int, int]]:
    """The rows of these days and areas: mark, key, person (0: no name), count, women, men."""
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    for day, area in marks:
        by_day[day].append(area)
    if len(by_day) > MOST_DAYS_NAMED:
        wanted, of = (
            set(marks),
            Q(day__gte=min(by_day), day__lte=max(by_day), area_id__in={area for _day, area in marks}),
        )
    else:
        wanted, of = None, reduce(or_, (Q(day=day, area_id__in=those) for day, those in by_day.items()))
    rows = Participation.objects.filter(of).order_by()
    columns = ("day", "area_id", "venue_id", *Key._fields[2:], "person_id", "count", "women", "men")
    for day, area, venue, door, activity, kind, channel, evidence, person, *numbers in rows.values_list(
        *columns
    ).iterator(chunk_size=5000):
        if wanted is None or (day, area) in wanted:
            key = Key(area, venue or 0, door, activity, kind, channel, evidence)
            yield ((day, area), key, person or 0, *numbers)


class _Lines:
    """Numbers for keys that no sheet has yet, below zero, beside those that have one."""

    def __init__(self, keys: dict[int, Key]) -> None:
        self.keys = keys
        self._parts = {key: part for part, key in keys.items()}

    def line(self, key: Key, person: int, *numbers: int) -> Line:
        part = self._parts.get(key)
        if part is None:
            part = -1 - len(self.keys)
            self.keys[part], self._parts[key] = key, part
        return Line(part, person, *numbers)


def _marks(areas: Sequence[Area], first: dt.date, last: dt.date) -> set[Mark]:
    touched = places.within(Touched.objects.filter(day__gte=first, day__lte=last), areas)
    return set(touched.values_list("day", "area_id").distinct())


def _days_to_read(first: dt.date, last: dt.date, months: Sequence[Days], marked: set[tuple[Days, int]]) -> Q | None:
    """Days outside whole months, and those of months that cannot be read as a whole."""
    by_month: dict[Days, list[int]] = defaultdict(list)
    for month, area in marked:
        by_month[month].append(area)
    ranges = [Q(first__gte=month[0], first__lte=month[1], area_id__in=those) for month, those in by_month.items()]
    edges = [(first, months[0][0] - DAY), (months[-1][1] + DAY, last)] if months else [(first, last)]
    ranges += [Q(first__gte=start, first__lte=end) for start, end in edges if start <= end]
    return reduce(or_, ranges) if ranges else None


def _sheets(areas: Sequence[Area], span: Sheet.Span, of: Q) -> Iterator[tuple[int, dt.date, "Buffer", "Buffer"]]:
    rows = places.within(Sheet.objects.filter(of, span=span), areas).order_by()
    yield from rows.values_list("area_id", "first", "sums", "persons").iterator()


def _sums(areas: Sequence[Area], of: Q) -> Iterator[tuple[int, dt.date, "Buffer"]]:
    rows = places.within(Sheet.objects.filter(of, span=Sheet.Span.DAY), areas).order_by()
    yield from rows.values_list("area_id", "first", "sums").iterator()


def _keys(parts: set[int]) -> dict[int, Key]:
    """By their numbers. Many are read as one range: what is counted at one time was numbered at about one time."""
    if not parts:
        return {}
    few = len(parts) <= MOST_PARTS_NAMED
    rows = Part.objects.filter(pk__in=parts) if few else Part.objects.filter(pk__gte=min(parts), pk__lte=max(parts))
    return {pk: Key(*values) for pk, *values in rows.values_list("pk", *Key._fields).iterator() if pk in parts}
