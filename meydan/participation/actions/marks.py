"""How sheets learn that the ledger changed: a mark a day and area, put in by the writer's own transaction."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from meydan.participation.models import Participation, Touched

TABLE = Touched._meta.db_table  # noqa: SLF001 - Django's public name for it
AT_ONCE = 400
Mark = tuple[dt.date, int]  # day and area


def of(rows: Iterable[Participation]) -> set[Mark]:
    return {(row.day, row.area_id) for row in rows}


def touch(places: Iterable[Mark]) -> None:
    """The sheets of these days and areas are no longer those of the rows."""
    marks = [(connection.ops.adapt_datefield_value(day), area_id) for day, area_id in sorted(set(places))]
    with connection.cursor() as cursor:  # by hand: a mark is put in by every write there is
        for start in range(0, len(marks), AT_ONCE):
            some = marks[start : start + AT_ONCE]
            cursor.execute(
                f'INSERT INTO "{TABLE}" ("day", "area_id") VALUES {", ".join(["(%s, %s)"] * len(some))}',  # noqa: S608
                [value for mark in some for value in mark],
            )
