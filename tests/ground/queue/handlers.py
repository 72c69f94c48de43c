"""Tasks for the tests: each leaves a row, so that running twice can be told from running once."""

import time
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from meydan.ground.models import Answered, Counter
from meydan.ground.queue import report_progress


class PlannedFault(Exception):
    pass


@task()
def effect(number: int, pause: float = 0.0) -> int:
    """Idempotent by a unique row; each try is counted apart."""
    Answered.objects.create(key=UUID(int=time.monotonic_ns() << 20 | number), door=f"try {number}", at=timezone.now())
    time.sleep(pause)
    Counter.objects.get_or_create(
        key=f"effect {number}", defaults={"count": 1, "ends_at": timezone.now() + timedelta(days=1)}
    )
    return number


@task()
def fault() -> None:
    raise PlannedFault("0912 000 0001 typed this")


@task(priority=50, queue_name="quick")
def urgent() -> None:
    pass


@task()
def long(steps: int) -> None:
    for step in range(steps):
        report_progress(step + 1, steps)


@task(takes_context=True)
def which_try(context) -> int:
    return context.attempt


@task()
def wordy() -> str:
    return "a sentence about somebody"
