"""Triggers that guard tables from being changed, taken down for a moment: by the flush between tests, and by tests that
play the forger. Nothing in `meydan` can do this.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.management.commands import flush
from django.db import connection, transaction

from meydan.engines.chain import GENESIS

MADE_BY_MODELS = {"django_content_type", "auth_permission"}


class Guards(NamedTuple):
    down: list[str]
    up: list[str]


def guards(tables: Collection[str] | None = None) -> Guards:
    """The statements that take this database's triggers down, or these tables' only, and those that put them up again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            found = [(name, sql) for name, sql, table in cursor.fetchall() if tables is None or table in tables]
            return Guards([f'DROP TRIGGER "{name}"' for name, _sql in found], [sql for _name, sql in found])
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
        guarded = [table for (table,) in cursor.fetchall() if tables is None or table in tables]
    return Guards(
        [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded],
        [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded],
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
    """Let Django's flush, which ends each transactional test, pass the guards and leave the journal its head.

    Only what a test filled is emptied: truncating a hundred empty tables takes PostgreSQL a second, and a hundred tests
    end so. Content types and permissions are what the models make them, and stay.
    """

    def with_guards_down(*_args: Any, **_kwargs: Any) -> list[str]:
        quoted = connection.ops.quote_name
        tables = set(connection.introspection.django_table_names(only_existing=True)) - MADE_BY_MODELS
        asked = " UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {quoted(one)})" for one in tables)
        with connection.cursor() as cursor:
            cursor.execute(asked)
            filled = {table for (table,) in cursor.fetchall()}
        found = guards(filled)
        genesis = f"X'{GENESIS.hex()}'" if connection.vendor == "sqlite" else f"'\\x{GENESIS.hex()}'::bytea"
        head = f"INSERT INTO journal_head (id, number, hash) VALUES (1, 0, {genesis})"
        settled = [] if connection.vendor == "sqlite" else ["SET CONSTRAINTS ALL IMMEDIATE"]
        return [*found.down, *(f"DELETE FROM {quoted(table)}" for table in filled), head, *settled, *found.up]

    flush.sql_flush = with_guards_down
