"""Triggers that guard tables from being changed, taken down for a moment: by the flush between tests, and by tests that
play the forger. Nothing in `meydan` can do this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.management.commands import flush
from django.db import connection, transaction

from meydan.engines.chain import GENESIS


class Guards(NamedTuple):
    down: list[str]
    up: list[str]


def guards() -> Guards:
    """The statements that take this database's triggers down, and those that put them up again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = cursor.fetchall()
            return Guards([f'DROP TRIGGER "{name}"' for name, _sql in found], [sql for _name, sql in found])
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
        tables = [table for (table,) in cursor.fetchall()]
    return Guards(
        [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables],
        [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables],
    )


@contextmanager
def guards_down() -> Iterator[None]:
    found = guards()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in found.down:
            cursor.execute(statement)
        yield
        for statement in found.up:
            cursor.execute(statement)


def flush_under_guards() -> None:
    """Let Django's flush, which ends each transactional test, pass the guards and leave the journal its head."""
    delete_everything = flush.sql_flush

    def with_guards_down(*args: Any, **kwargs: Any) -> list[str]:
        found = guards()
        genesis = f"X'{GENESIS.hex()}'" if connection.vendor == "sqlite" else f"'\\x{GENESIS.hex()}'::bytea"
        head = f"INSERT INTO journal_head (id, number, hash) VALUES (1, 0, {genesis})"
        return [*found.down, *delete_everything(*args, **kwargs), head, *found.up]

    flush.sql_flush = with_guards_down
