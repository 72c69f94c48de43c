"""What counseling comes to (fact T4): referrals, sessions and no-shows by topic, mode, place and age, never a person.

Unit: rows (files opened, sessions held, sessions missed) in months, quarters and years of the Jalali calendar that are
written down (`freezing.py`, decision 0020). Months sum to quarters and quarters to the year, lines to their table's
whole: what is small is hidden over all of that (`engines.disclosure`), so that no two pages together give away what one
of them hides. There are no other periods: two that overlap by a day would be subtracted from each other, and so would a
year so far and the same a month later. For the same reason a number once shown stays: what a new period would give away
is hidden in the new period.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Final, Literal, NamedTuple

from django.db.models import Count, Max

from meydan.counseling.freezing import TABLES, UNKNOWN, WAITING, WHOLE, of_day
from meydan.counseling.models import Appointment, FrozenCell, FrozenMonth
from meydan.engines import disclosure
from meydan.engines.disclosure import AT_LEAST, Sum
from meydan.places.models import Area

__all__ = ["MEASURES", "TABLES", "UNKNOWN", "WHOLE"]
Measure = Literal["referrals", "sessions", "missed"]
MEASURES: Final[tuple[Measure, ...]] = ("referrals", "sessions", "missed")
State = Appointment.State


class Cell(NamedTuple):
    """One number. `period`: "y", "q1" … "q4", "m01" … "m12"; `table` and `line` both WHOLE: of all."""

    period: str
    table: str
    line: str


class Year(NamedTuple):
    values: dict[Cell, int]
    hidden: set[Cell]
    months: int  # that are over

    def shown(self, cell: Cell) -> int | None:
        """None where it is hidden; a zero is about nobody."""
        return None if cell in self.hidden else self.values.get(cell, 0)

    def lines(self, table: str, period: str) -> list[str]:
        """Of the year, the most frequent of the period first; those that are hidden last."""
        found = {cell.line for cell in self.values if cell.table == table}
        return sorted(found, key=lambda line: (-(self.shown(Cell(period, table, line)) or 0), line))


class Month(NamedTuple):
    year: int
    month: int
    is_after: bool
    value: int | None
    is_begun: bool = True  # the city counseled by then


def written(area: Area) -> dict[int, int]:
    """By year, the newest first, of those with something in them: how many of its months are written."""
    rows = FrozenMonth.objects.filter(area=area).values_list("year").annotate(last=Max("month"), told=Count("cells"))
    return {number: last for number, last, told in rows.order_by("-year") if told}


def year(area: Area, number: int, measure: Measure) -> Year:
    """All tables of one Jalali year of a city."""
    months = FrozenMonth.objects.filter(area=area, year=number).aggregate(last=Max("month"))["last"] or 0
    cells = FrozenCell.objects.filter(month__area=area, month__year=number, measure=measure)
    values: Counter[Cell] = Counter()
    for month, table, line, value in cells.values_list("month__month", "table", "line", "value"):
        for period in periods_of(month, months):
            values[Cell(period, table, line)] += value
    return Year(dict(values), _hidden(values), months)


def periods(months: int) -> list[str]:
    """That are over, in the order in which they were."""
    found = []
    for month in range(1, months + 1):
        found.append(f"m{month:02}")
        if month % 3 == 0:
            found.append(f"q{month // 3}")
    return [*found, "y"] if months == 12 else found


def periods_of(month: int, months: int) -> list[str]:
    """A month and what it is a part of, of all that is over."""
    known = periods(months)
    return [one for one in (f"m{month:02}", f"q{(month - 1) // 3 + 1}", "y") if one in known]


def around(area: Area, measure: Measure, since: dt.date, of: tuple[str, str]) -> list[Month]:
    """Twelve months before a day's month and twelve from it on, as they stand in their years, of a line of a table;
    those that are not written yet are left out, and those before the city began have no number.
    """
    year_number, month = of_day(since)
    months = FrozenMonth.objects.filter(area=area)
    last = months.order_by("-year", "-month").values_list("year", "month").first()
    begun = months.exclude(cells=None).order_by("year", "month").values_list("year", "month").first()
    known: dict[int, Year] = {}
    found = []
    for step in range(-12, 12):
        number, rest = divmod(year_number * 12 + month - 1 + step, 12)
        if last is None or (number, rest + 1) > last:
            break
        if begun is None or (number, rest + 1) < begun:
            found.append(Month(number, rest + 1, step >= 0, None, is_begun=False))
            continue
        if number not in known:
            known[number] = year(area, number, measure)
        found.append(Month(number, rest + 1, step >= 0, known[number].shown(Cell(f"m{rest + 1:02}", *of))))
    return found


def waiting_days(area: Area, number: int, period: str) -> dict[int, tuple[float, int]]:
    """By topic: the median of days from booking to the first session, and of how many; topics with few left out."""
    cells = FrozenCell.objects.filter(month__area=area, month__year=number, measure=WAITING)
    found: dict[int, list[float]] = {}
    for month, topic, days, value in cells.values_list("month__month", "table", "line", "value"):
        if period in periods_of(month, 12):
            found.setdefault(int(topic), []).extend([float(days)] * value)
    return {topic: (median(days), len(days)) for topic, days in found.items() if len(days) >= AT_LEAST}


def open_load(area: Area, now: dt.datetime) -> dict[int, int]:
    """By counselor: appointments ahead. About staff, and not about any day, so nothing in it is hidden."""
    rows = Appointment.objects.filter(case__area=area, state__in=(State.BOOKED, State.ARRIVED), starts_at__gte=now)
    return dict(Counter(rows.values_list("counselor", flat=True)))


def _hidden(values: Mapping[Cell, int]) -> set[Cell]:
    """Period after period as they end; nothing that an earlier one has shown is hidden by a later one."""
    found: set[Cell] = set()
    for period in periods(12):
        new = {cell for cell in values if cell.period == period}
        part = {cell: values[cell] for cell in values if cell in new or _is_inside(cell.period, period)}
        earlier = part.keys() - new - found
        known = list(sums(part))
        told = {one.whole for one in known if 0 < sum(values[cell] for cell in one.parts if cell in found) < AT_LEAST}
        more = disclosure.hidden(part, known, first=(found & part.keys()) | (told & new), last=earlier)
        found |= new if more & earlier else more
    return found


def _is_inside(month: str, period: str) -> bool:
    """Whether a month or a quarter is a part of a quarter or of the year."""
    if period == "y":
        return month != "y"
    return period[0] == "q" and month[0] == "m" and (int(month[1:]) - 1) // 3 + 1 == int(period[1:])


def sums(values: Iterable[Cell]) -> Iterator[Sum[Cell]]:
    """What is the sum of what, over all pages: lines of a table, months of a quarter, quarters of a year."""
    cells = set(values)
    tables: dict[tuple[str, str], list[Cell]] = {}
    for cell in sorted(cells):
        if cell.table != WHOLE:
            tables.setdefault((cell.period, cell.table), []).append(cell)
    for (period, _table), parts in tables.items():
        yield Sum(Cell(period, WHOLE, WHOLE), tuple(parts))
    for cell in sorted(cells):
        if cell.period == "y":
            quarters = [Cell(f"q{quarter}", cell.table, cell.line) for quarter in range(1, 5)]
            yield Sum(cell, tuple(one for one in quarters if one in cells))
        elif cell.period.startswith("q"):
            start = (int(cell.period[1:]) - 1) * 3
            months = [Cell(f"m{start + month:02}", cell.table, cell.line) for month in (1, 2, 3)]
            yield Sum(cell, tuple(one for one in months if one in cells))
