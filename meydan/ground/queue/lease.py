"""What happens to a task's row between two workers. Each function is one short transaction.

A worker that dies keeps its leases until they end, seconds later; then the task waits again. A worker that comes back
late has lost its lease: what it then says about the task is ignored, because the attempt's number has moved on.
"""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from meydan.ground.models import Status, Task

LEASE = timedelta(seconds=10)
BEAT = timedelta(seconds=3)
LONGEST = timedelta(hours=1)  # a task that runs longer is taken for stuck: its lease is not renewed
TRIES = 5
BACKOFF = (5, 25, 125, 625)  # seconds after the first, second … failure


def waiting(now: datetime, queues: tuple[str, ...] = ()) -> QuerySet[Task]:
    due = Task.objects.filter(status=Status.WAITING, run_after__lte=now)
    return due.filter(queue__in=queues) if queues else due


def lease(worker: str, *, count: int, queues: tuple[str, ...] = ()) -> list[Task]:
    """Take up to `count` due tasks. On SQLite the transaction is the only writer; PostgreSQL skips rows being taken."""
    now = timezone.now()
    if not waiting(now, queues).exists():  # looking needs no turn to write
        return []
    with transaction.atomic():
        due = waiting(now, queues).order_by("-priority", "run_after", "enqueued_at")
        tasks = list(due.select_for_update(skip_locked=True)[:count])
        Task.objects.filter(pk__in=[task.pk for task in tasks]).update(
            status=Status.RUNNING,
            leased_by=worker,
            lease_ends=now + LEASE,
            attempts=F("attempts") + 1,
            attempted_at=now,
            started_at=Coalesce("started_at", now),
        )
    for task in tasks:
        task.status, task.leased_by, task.attempts, task.attempted_at = Status.RUNNING, worker, task.attempts + 1, now
        task.started_at = task.started_at or now
    return tasks


def _mine(task: Task) -> QuerySet[Task]:
    """The row, while this attempt still holds it."""
    return Task.objects.filter(pk=task.pk, status=Status.RUNNING, leased_by=task.leased_by, attempts=task.attempts)


def finish(task: Task, result: Any) -> bool:
    return bool(_mine(task).update(status=Status.DONE, finished_at=timezone.now(), lease_ends=None, result=result))


def fail(task: Task, kind: str, place: str) -> bool:
    """Try again later, or give the task up after its last try. Of the error only its type and place are kept."""
    now = timezone.now()
    errors = [*task.errors, {"type": kind, "place": place, "at": now.isoformat(timespec="seconds")}][-TRIES:]
    if task.attempts >= TRIES:
        return bool(_mine(task).update(status=Status.DEAD, finished_at=now, lease_ends=None, errors=errors))
    pause = BACKOFF[task.attempts - 1] * random.uniform(0.8, 1.2)  # noqa: S311 - so that failures spread
    after = now + timedelta(seconds=pause)
    return bool(_mine(task).update(status=Status.WAITING, run_after=after, lease_ends=None, errors=errors))


def renew(worker: str) -> int:
    now = timezone.now()
    held = Task.objects.filter(status=Status.RUNNING, leased_by=worker, attempted_at__gt=now - LONGEST)
    return held.update(lease_ends=now + LEASE)


def give_back(worker: str) -> int:
    """A worker that stops in good order leaves what it could not finish to the next one; that was no try."""
    held = Task.objects.filter(status=Status.RUNNING, leased_by=worker)
    return held.update(status=Status.WAITING, lease_ends=None, attempts=F("attempts") - 1)


def recover() -> int:
    """Leases that ended without a word: their worker is gone."""
    now = timezone.now()
    lapsed = Task.objects.filter(status=Status.RUNNING, lease_ends__lte=now)
    if not lapsed.exists():
        return 0
    with transaction.atomic():
        dead = lapsed.filter(attempts__gte=TRIES).update(
            status=Status.DEAD, finished_at=now, lease_ends=None, errors=[_LOST]
        )
        return dead + lapsed.update(status=Status.WAITING, lease_ends=None)


_LOST = {"type": "meydan.ground.queue.lease.WorkerLost", "place": ""}
