"""Moves SQLite's log into the database. The worker is the only one to do it, in the turn to write (decision 0002)."""

from pathlib import Path
from typing import Any

from django.db import connection

OFTEN = 1 << 20  # bytes of log worth moving
LARGE = 64 << 20  # bytes of log worth emptying, though readers are waited for
PATIENCE_MS = 500


def checkpoint(*, at_least: int = OFTEN) -> str:
    """Move the log when it is worth it; says what was done: "", "PASSIVE" or "TRUNCATE"."""
    database: Any = connection
    if database.vendor != "sqlite" or database.is_in_memory_db():
        return ""
    log = Path(f"{database.settings_dict['NAME']}-wal")
    size = log.stat().st_size if log.exists() else 0
    if size < at_least:
        return ""
    kind = "TRUNCATE" if size >= LARGE else "PASSIVE"
    with database.cursor() as cursor, database.single_write():
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        try:
            cursor.execute(f"PRAGMA wal_checkpoint({kind})")
            cursor.fetchall()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={int(database.settings_dict['OPTIONS']['timeout'] * 1000)}")
    return kind
