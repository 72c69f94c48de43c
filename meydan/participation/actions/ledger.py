"""The rows of the ledger as one writer holds them. Everybody takes them in one order, so nobody waits in a circle."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.functions import Collate

from meydan.participation.models import Participation

Key = tuple[str, str]  # door and subject
Any_ = TypeVar("Any_")

AT_ONCE = 50  # rows a statement: SQLite takes 999 parameters in Django's reckoning
KEYS_AT_ONCE = 900
TABLE = Participation._meta  # noqa: SLF001 - Django's public name for it
_FIELDS: list[models.Field[Any, Any]] = [field for field in TABLE.concrete_fields if not field.primary_key]
# What a correction can change.
SAID = [field.attname for field in _FIELDS if field.name not in {"door", "subject", "times_said", "created_at"}]


def key_of(row: Participation) -> Key:
    return row.door, row.subject


def heard(said: Sequence[Participation]) -> dict[Key, Participation]:
    """Put in what is new and take hold of what was there: by key, the row as it stands now.

    One statement does both, so that nobody can come between a look and a write. `times_said` tells which is which: a
    row put in just now was said once.
    """
    table = connection.ops.quote_name(TABLE.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in _FIELDS)
    one = f"({', '.join(['%s'] * len(_FIELDS))})"
    rows: dict[Key, Participation] = {}
    for some in batched(sorted(said, key=key_of), AT_ONCE):
        query = (
            f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(some))} "  # noqa: S608 - names are ours
            f"ON CONFLICT (door, subject) DO UPDATE SET times_said = {table}.times_said + 1 RETURNING *"
        )
        values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in some for field in _FIELDS]
        rows.update((key_of(row), row) for row in Participation.objects.raw(query, values))
    return rows


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
