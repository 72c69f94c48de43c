"""Things that happen at the same time: threads with connections of their own, and whole processes."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from django.conf import settings
from django.db import connection, connections

REPOSITORY = Path(__file__).resolve().parents[1]


def at_once(count: int, doing: Callable[[int], Any], *, threads: int = 16) -> list[Any]:
    """Call `doing(0) … doing(count - 1)` from threads that start together; an exception is a result as well."""
    start = Barrier(min(threads, count))

    def call(number: int) -> Any:
        if number < start.parties:
            start.wait(60)
        try:
            return doing(number)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(start.parties) as pool:
        return list(pool.map(call, range(count)))


def database_url() -> str:
    """The test's own database, for a process beside it."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def process(arguments: Sequence[str], **environment: str) -> subprocess.Popen[str]:
    """Start `python …` over the test's database."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    ours = {
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(settings.DATA_DIR),
        "SECRET_KEY": settings.SECRET_KEY,
        "IDENTITY_KEY": settings.IDENTITY_KEY,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "meydan.settings"),
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env=known | ours | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
