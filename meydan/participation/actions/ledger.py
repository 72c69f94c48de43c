"""The rows of the ledger as one writer holds them. Everybody takes them in one order, so nobody waits in a circle."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.functions import Collate
from django.utils import timezone

from meydan.participation.models import Participation

Key = tuple[str, str]  # door and subject
Any_ = TypeVar("Any_")

AT_ONCE = 50  # rows a statement: SQLite takes 999 parameters in Django's reckoning
KEYS_AT_ONCE = 900
TABLE = Participation._meta  # noqa: SLF001 - Django's public name for it
_FIELDS: list[models.Field[Any, Any]] = [field for field in TABLE.concrete_fields if not field.primary_key]
_NAMES = [field.attname for field in _FIELDS]
# What a correction can change.
SAID = [field.attname for field in _FIELDS if field.name not in {"door", "subject", "times_said", "created_at"}]


def key_of(row: Participation) -> Key:
    return row.door, row.subject


def heard(said: Sequence[Participation]) -> dict[Key, Participation]:
    """Put in what is new and take hold of what was there: by key, the row as it stands now.

    One statement does both, so that nobody can come between a look and a write. `times_said` tells which is which: a
    row put in just now was said once.
    """
    by_key = {key_of(row): row for row in said}
    now = timezone.now()
    before: dict[int, Key] = {}
    for some in batched(sorted(by_key), AT_ONCE):
        for pk, door, subject, times_said in _put([by_key[key] for key in some], now):
            row = by_key[door, subject]
            row.pk, row.created_at = pk, now
            if times_said > 1:
                before[pk] = door, subject
    for pks in batched(list(before), KEYS_AT_ONCE):
        by_key.update((before[pk], row) for pk, row in Participation.objects.in_bulk(pks).items())
    return by_key


def _put(rows: Sequence[Participation], now: dt.datetime) -> list[tuple[int, str, str, int]]:
    table = connection.ops.quote_name(TABLE.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in _FIELDS)
    one = f"({', '.join(['%s'] * len(_FIELDS))})"
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(rows))} "  # noqa: S608 - names are ours
            f"ON CONFLICT (door, subject) DO UPDATE SET times_said = {table}.times_said + 1 "
            f"RETURNING id, door, subject, times_said",
            [value for row in rows for value in _values(row, at)],
        )
        found: list[tuple[int, str, str, int]] = cursor.fetchall()
    return found


def _values(row: Participation, at: Any) -> Iterator[Any]:
    """As the database takes them; numbers and words need no translation."""
    for name in _NAMES:
        if name == "created_at":
            yield at
        else:
            yield connection.ops.adapt_datefield_value(row.day) if name == "day" else getattr(row, name)


def held(keys: Iterable[Key]) -> dict[Key, Participation]:
    """The rows there are for these keys, locked."""
    by_door: dict[str, list[str]] = defaultdict(list)
    for door, subject in sorted(keys):
        by_door[door].append(subject)
    in_order = Collate("subject", "C") if connection.vendor == "postgresql" else "subject"
    rows = Participation.objects.select_for_update(no_key=True).order_by(in_order)
    return {
        key_of(row): row
        for door, subjects in by_door.items()
        for some in batched(subjects, KEYS_AT_ONCE)
        for row in rows.filter(door=door, subject__in=some)
    }


def same(one: Participation, other: Participation) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


def batched(rows: Sequence[Any_], size: int) -> Iterator[Sequence[Any_]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
