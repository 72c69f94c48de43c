"""Whether this house is fit to serve: what /readyz answers. It tells no secret and no person."""

import shutil
import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from meydan.ground.models import Counter, Task
from meydan.ground.queue.lease import waiting

OLDEST_TASK = 600  # seconds a due task may have waited
LEAST_DISK = 200 << 20  # bytes
KEPT = 1.0  # seconds an answer is kept, so that asking often costs no writes

_migrated = False
_last: tuple[float, dict[str, Any]] = (0.0, {})


def readiness() -> dict[str, Any]:
    """Each look with its answer; "ready" is whether all are well."""
    global _last  # noqa: PLW0603 - the kept answer
    if time.monotonic() - _last[0] > KEPT or not _last[1]:
        _last = (time.monotonic(), _look())
    return _last[1]


def _look() -> dict[str, Any]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    found: dict[str, Any] = {"disk_free_mb": free >> 20, "disk": free > LEAST_DISK}
    try:
        age = _queue_age()
        found |= {"write": _writes(), "migrations": not migrations_missing(), "queue_age_s": age}
        found["queue"] = age < OLDEST_TASK
    except DatabaseError:
        found |= {"write": False}
    found["ready"] = all(value for value in found.values() if isinstance(value, bool))
    return found


def _writes() -> bool:
    """A row is written and taken back, so that asking leaves nothing behind."""
    with transaction.atomic():
        Counter.objects.create(key=f"readyz {time.monotonic_ns()}", count=0, ends_at=timezone.now())
        transaction.set_rollback(True)
    return True


def _queue_age() -> int:
    now = timezone.now()
    oldest: Task | None = waiting(now).order_by("run_after").first()
    return int((now - oldest.run_after).total_seconds()) if oldest else 0


def migrations_missing() -> bool:
    global _migrated  # noqa: PLW0603 - once all are there, they stay
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not _migrated
