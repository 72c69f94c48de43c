"""What the live channel reads from the database: plain SQL on one connection, in one thread beside the loop."""

import asyncio
import json
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from django.db import Error, connection

AT_ONCE = 500  # names in one statement


class Snapshot(NamedTuple):
    name: str
    version: int
    state: Mapping[str, Any]


class Source:
    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "source")

    async def snapshots(self, known: Mapping[str, int]) -> list[Snapshot]:
        """Of the topics in `known`, those whose version is another. Raises Error; the next call starts anew."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _snapshots, known)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)


def _snapshots(known: Mapping[str, int]) -> list[Snapshot]:
    try:
        versions = [row for some in _portions(list(known)) for row in _rows("name, version", some)]
        changed = [name for name, version in versions if version != known[name]]
        return [
            Snapshot(name, version, json.loads(state))
            for some in _portions(changed)
            for name, version, state in _rows("name, version, state", some)
        ]
    except Error:
        connection.close()
        raise


def _portions(names: list[str]) -> list[list[str]]:
    return [names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)]


def _rows(columns: str, names: Collection[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(names))
        cursor.execute(f"SELECT {columns} FROM live_topic WHERE name IN ({places})", list(names))  # noqa: S608
        return list(cursor.fetchall())
