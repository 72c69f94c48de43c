"""How sheets follow the ledger. Everything is read and counted outside any transaction, and kept only if nobody wrote
there meanwhile: whoever wrote left another mark. So writers never wait for a sheet, and a sheet is as old as its marks.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from meydan.engines.totals import Line
from meydan.journal.action import action, note
from meydan.participation import sheets
from meydan.participation.actions import marks
from meydan.participation.models import Part, Participation, Sheet, Touched
from meydan.participation.sheets import Days, Key
from meydan.people.models import Person
from meydan.places.models import Area

if TYPE_CHECKING:
    from meydan.engines.tallies import Tally

TABLE = Sheet._meta.db_table  # noqa: SLF001 - Django's public name for it
AT_ONCE = 100
Bytes = tuple[bytes, bytes]
Numbering = Callable[[set[Key]], dict[Key, int]]
NOTHING: Bytes = (b"", b"")
TRIES = 3


class Place(NamedTuple):
    """What is drawn up at once."""

    month: Days
    area_id: int


class Drawn(NamedTuple):
    """Sheets of a place as its rows were when these marks, and no others, stood there."""

    place: Place
    marks: list[int]
    days: "dict[dt.date, Tally]"
    month: "Tally"


class Untrue(NamedTuple):
    """A sheet without a mark that is not that of its rows."""

    span: Sheet.Span
    first: dt.date
    area_id: int

    @property
    def is_month(self) -> bool:
        return self.span == Sheet.Span.MONTH


def waiting() -> list[Place]:
    """Where marks stand, in one order."""
    touched = Touched.objects.order_by().values_list("day", "area_id").distinct()
    return sorted({Place(sheets.month_of(day), area_id) for day, area_id in touched})


def draw_up_all() -> int:
    """Draw up what waits, one place after another in short transactions; how many were kept."""
    return sum(draw_up(place) for place in waiting())


def draw_up(place: Place) -> bool:
    """Draw up the sheets of an area's month; False where somebody wrote there every time."""
    return any(keep_sheets(by=None, drawn=_drawn(place)) for _try in range(TRIES))


@action
def keep_sheets(*, by: Person | None, drawn: Drawn) -> bool:
    """Keep what was drawn up, unless somebody wrote there or drew it up since. Writes no line: it says nothing new."""
    _hold_others()
    (first, _last), area_id = drawn.place
    if list(_marks(drawn.place)) != drawn.marks:
        return False
    _put(area_id, Sheet.Span.DAY, drawn.days)
    _put(area_id, Sheet.Span.MONTH, {first: drawn.month})
    for start in range(0, len(drawn.marks), AT_ONCE):
        Touched.objects.filter(pk__in=drawn.marks[start : start + AT_ONCE]).delete()
    return True


@action
def number_parts(*, by: Person | None, keys: Sequence[Key]) -> None:
    """Give each of these its number; who comes second finds it there."""
    Part.objects.bulk_create([Part(**key._asdict()) for key in sorted(keys)], ignore_conflicts=True, batch_size=AT_ONCE)


@action
def distrust_sheets(*, by: Person | None, untrue: Sequence[Untrue]) -> None:
    """Put a mark on each, so that its rows are read until it is drawn up again. It would be a fault of the house."""
    marks.touch((one.first, one.area_id) for one in untrue)
    for area_id, sheets_ in sorted(Counter(one.area_id for one in untrue).items()):
        note("participation.rebuilt", on=Area(pk=area_id), area=area_id, sheets=sheets_)


def untrue_sheets(first: dt.date, last: dt.date) -> list[Untrue]:
    """Every sheet of the months these days lie in that has no mark and is not what its rows come to."""
    return [found for place in _places(first, last) for found in _untrue(place)]


def _untrue(place: Place) -> list[Untrue]:
    """Looked at without stopping anybody: if somebody wrote there or drew it up meanwhile, it is looked at again."""
    from meydan.engines import tallies

    (first, _last), area_id = place
    while True:
        before = _state(place)
        days = _days_anew(place, None, _known)
        if before == _state(place):
            break
    kept, month, marked = before
    found = [
        Untrue(Sheet.Span.DAY, day, area_id)
        for day in sorted({*days, *kept} - set(marked.values()))
        if tallies.to_bytes(days.get(day, tallies.EMPTY)) != kept.get(day, NOTHING)
    ]
    if not marked and tallies.to_bytes(_month(days.values())) != month.get(first, NOTHING):
        found.append(Untrue(Sheet.Span.MONTH, first, area_id))
    return found


def _state(place: Place) -> tuple[dict[dt.date, Bytes], dict[dt.date, Bytes], dict[int, dt.date]]:
    """Its sheets of days, that of the month, and its marks."""
    (first, last), area_id = place
    marks = _marks(place)
    days, month = ((Sheet.Span.DAY, (first, last)), (Sheet.Span.MONTH, (first, first)))
    return _kept(area_id, *days), _kept(area_id, *month), marks


def _marks(place: Place) -> dict[int, dt.date]:
    (first, last), area_id = place
    marks = Touched.objects.filter(day__gte=first, day__lte=last, area_id=area_id).order_by("pk")
    return dict(marks.values_list("pk", "day"))


def _places(first: dt.date, last: dt.date) -> list[Place]:
    of_rows = Participation.objects.filter(day__gte=first, day__lte=last).order_by()
    of_sheets = Sheet.objects.filter(span=Sheet.Span.DAY, first__gte=first, first__lte=last).order_by()
    both = of_rows.values_list("day", "area_id").union(of_sheets.values_list("first", "area_id"))
    return sorted({Place(sheets.month_of(day), area_id) for day, area_id in both})


def _drawn(place: Place) -> Drawn:
    from meydan.engines import tallies

    days, area_id = place
    marks = _marks(place)
    anew = _days_anew(place, set(marks.values()), _numbered)
    kept = {day: tallies.from_bytes([sums], [ids]) for day, (sums, ids) in _kept(area_id, Sheet.Span.DAY, days).items()}
    return Drawn(place, list(marks), anew, _month((kept | anew).values()))


def _days_anew(place: Place, touched: set[dt.date] | None, numbered: Numbering) -> "dict[dt.date, Tally]":
    """Days of this place counted from their rows: those touched, or all."""
    from meydan.engines import tallies

    (first, last), area_id = place
    days = (
        touched if touched is not None else {first + number * sheets.DAY for number in range((last - first).days + 1)}
    )
    rows = list(sheets.rows_of([(day, area_id) for day in sorted(days)]) if days else ())
    parts = numbered({key for _mark, key, *_numbers in rows})
    lines: dict[dt.date, list[Line]] = {day: [] for day in touched or ()}
    for (day, _area), key, person, *numbers in rows:
        lines.setdefault(day, []).append(Line(parts[key], person, *numbers))
    return {day: tallies.of_lines(those) for day, those in lines.items()}


def _numbered(keys: set[Key]) -> dict[Key, int]:
    found = _parts(keys)
    if missing := keys - found.keys():
        number_parts(by=None, keys=list(missing))
        found |= _parts(missing)
    return found


def _known(keys: set[Key]) -> dict[Key, int]:
    """Without writing: keys that have no number yet stand in no sheet."""
    return {key: -1 - place for place, key in enumerate(sorted(keys))} | _parts(keys)


def _parts(keys: set[Key]) -> dict[Key, int]:
    rows = Part.objects.filter(
        area_id__in={key.area_id for key in keys}, activity__in={key.activity for key in keys}
    ).values_list("pk", *Key._fields)
    return {key: pk for pk, *values in rows for key in [Key(*values)] if key in keys}


def _kept(area_id: int, span: Sheet.Span, days: Days) -> dict[dt.date, Bytes]:
    rows = Sheet.objects.filter(span=span, area_id=area_id, first__gte=days[0], first__lte=days[1])
    return {first: (bytes(sums), bytes(ids)) for first, sums, ids in rows.values_list("first", "sums", "persons")}


def _month(days: "Iterable[Tally]") -> "Tally":
    from meydan.engines import tallies

    return tallies.merged(tallies.together([tallies.EMPTY, *days]))


def _put(area_id: int, span: Sheet.Span, drawn: "dict[dt.date, Tally]") -> None:
    """An area without rows on a day needs no sheet."""
    from meydan.engines import tallies

    rows, empty = [], []
    for first, tally in sorted(drawn.items()):
        if not len(tally.sums):
            empty.append(first)
            continue
        sums, persons = tallies.to_bytes(tally)
        rows.append(Sheet(span=span, first=first, area_id=area_id, sums=sums, persons=persons))
    Sheet.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["span", "first", "area"],
        update_fields=["sums", "persons"],
        batch_size=AT_ONCE,
    )
    Sheet.objects.filter(span=span, area_id=area_id, first__in=empty).delete()


def _hold_others() -> None:
    """Nobody else keeps sheets until this transaction ends; readers and the ledger's writers go on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{TABLE}" IN SHARE ROW EXCLUSIVE MODE')
