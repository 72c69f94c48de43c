"""What `meydan check` looks at beside Django's own checks."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core import checks

FIXED = (3, 51, 3)


@checks.register(checks.Tags.compatibility)
def sqlite_is_fixed(**_given: Any) -> list[checks.CheckMessage]:
    return old_sqlite(settings.DATABASES["default"]["ENGINE"], sqlite3.sqlite_version_info)


def old_sqlite(engine: str, version: tuple[int, ...]) -> list[checks.CheckMessage]:
    if engine != "meydan.ground.sqlite" or version >= FIXED:
        return []
    return [
        checks.Warning(
            f"SQLite {'.'.join(map(str, version))} can corrupt a database while its log starts again.",
            hint="Install the wheel of pysqlite3 (requirements/run.txt), or set DATABASE_URL to PostgreSQL.",
            id="ground.W001",
        )
    ]
