"""How the daily sums follow the ledger: by differences, in the ledger's own transaction, so that they never drift.

A cell is what a sum is kept by. Cells are changed in one order by everybody, so two writers never wait for each other
in a circle; what is added is an upsert, what is taken away an update of a row that must be there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce

from meydan.participation.models import Daily, Participation, Touched

TABLE = Daily._meta.db_table  # noqa: SLF001 - Django's public name for it
MARKS = Touched._meta.db_table  # noqa: SLF001 - as above
MARKS_AT_ONCE = 400
UPSERTS_AT_ONCE = 80  # SQLite takes 999 parameters a statement in Django's reckoning


class Cell(NamedTuple):
    day: dt.date
    area_id: int
    venue_key: int  # 0: no venue
    door: str
    activity: int
    kind: str
    channel: str
    evidence: str


class Sums(NamedTuple):
    rows: int = 0
    count: int = 0  # type: ignore[assignment]  # named as the column is; nobody counts in a tuple of four
    women: int = 0
    men: int = 0

    def plus(self, other: "Sums", sign: int = 1) -> "Sums":
        return Sums(*(mine + sign * its for mine, its in zip(self, other, strict=True)))


NOTHING = Sums()


class Difference(NamedTuple):
    """A cell whose sum was not that of its rows."""

    cell: Cell
    kept: Sums
    counted: Sums


def cell_of(row: Participation) -> Cell:
    return Cell(row.day, row.area_id, row.venue_id or 0, row.door, row.activity, row.kind, row.channel, row.evidence)


def sums_of(row: Participation) -> Sums:
    return Sums(1, row.count, row.women, row.men)


class Changes:
    """What one write does to the sums, cell by cell, and which sheets it makes untrue."""

    def __init__(self) -> None:
        self._by_cell: dict[Cell, Sums] = defaultdict(Sums)

    def add(self, row: Participation) -> None:
        self._by_cell[cell_of(row)] = self._by_cell[cell_of(row)].plus(sums_of(row))

    def take(self, row: Participation) -> None:
        self._by_cell[cell_of(row)] = self._by_cell[cell_of(row)].plus(sums_of(row), -1)

    def apply(self) -> None:
        """A sum that shrinks somewhere had a row before, so its cell is there to be updated."""
        waiting: list[tuple[Cell, Sums]] = []
        for cell, sums in sorted(self._by_cell.items()):
            if min(sums) < 0:
                _upsert(waiting)
                waiting = []
                _update(cell, sums)
            elif any(sums):
                waiting.append((cell, sums))
        _upsert(waiting)
        self.touch((cell.day, cell.area_id) for cell in self._by_cell)

    @staticmethod
    def touch(places: Iterable[tuple[dt.date, int]]) -> None:
        """The sheets of these days and areas are no longer those of the rows."""
        marks = [(connection.ops.adapt_datefield_value(day), area_id) for day, area_id in sorted(set(places))]
        with connection.cursor() as cursor:  # by hand: a mark is put in by every write there is
            for start in range(0, len(marks), MARKS_AT_ONCE):
                some = marks[start : start + MARKS_AT_ONCE]
                cursor.execute(
                    f'INSERT INTO "{MARKS}" ("day", "area_id") VALUES {", ".join(["(%s, %s)"] * len(some))}',  # noqa: S608
                    [value for mark in some for value in mark],
                )


def _update(cell: Cell, change: Sums) -> None:
    changed = Daily.objects.filter(**cell._asdict()).update(
        **{name: F(name) + by for name, by in change._asdict().items()}
    )
    if changed != 1:
        raise RuntimeError(f"The rollup has no row for {cell}: run `meydan participation rebuild`.")


def _upsert(changes: list[tuple[Cell, Sums]]) -> None:
    table = connection.ops.quote_name(TABLE)
    names = [*Cell._fields, *Sums._fields]
    columns = ", ".join(map(connection.ops.quote_name, names))
    added = ", ".join(f'"{name}" = {table}."{name}" + excluded."{name}"' for name in Sums._fields)
    where = ", ".join(f'"{name}"' for name in Cell._fields)
    for start in range(0, len(changes), UPSERTS_AT_ONCE):
        some = changes[start : start + UPSERTS_AT_ONCE]
        values = ", ".join([f"({', '.join(['%s'] * len(names))})"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({columns}) VALUES {values} "  # noqa: S608 - names are ours, values are parameters
                f"ON CONFLICT ({where}) DO UPDATE SET {added}",
                [
                    connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value
                    for cell, sums in some
                    for value in (*cell, *sums)
                ],
            )


def hold_writers() -> None:
    """Until this transaction ends, nobody else changes a sum. On SQLite the transaction itself does that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{TABLE}" IN SHARE ROW EXCLUSIVE MODE')


def differences(first: dt.date, last: dt.date) -> list[Difference]:
    """Every cell of these days whose kept sum differs from its rows counted anew."""
    kept = _kept(first, last)
    counted = _counted(first, last)
    return [
        Difference(cell, kept.get(cell, NOTHING), counted.get(cell, NOTHING))
        for cell in sorted({*kept, *counted})
        if kept.get(cell, NOTHING) != counted.get(cell, NOTHING)
    ]


def _kept(first: dt.date, last: dt.date) -> dict[Cell, Sums]:
    rows = Daily.objects.filter(day__gte=first, day__lte=last).values_list(*Cell._fields, *Sums._fields)
    return _by_cell(rows.iterator())


def _counted(first: dt.date, last: dt.date) -> dict[Cell, Sums]:
    rows = (
        Participation.objects.filter(day__gte=first, day__lte=last)
        .annotate(venue_key=Coalesce(F("venue_id"), 0))
        .values_list(*Cell._fields)
        .annotate(Count("pk"), Sum("count"), Sum("women"), Sum("men"))
        .order_by()
    )
    return _by_cell(rows.iterator())


def _by_cell(rows: Iterable[tuple]) -> dict[Cell, Sums]:
    width = len(Cell._fields)
    return {Cell(*row[:width]): Sums(*row[width:]) for row in rows}
