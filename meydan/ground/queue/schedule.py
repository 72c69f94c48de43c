"""What comes again by itself. Every worker looks at the clock; the database lets each time through once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_tasks.base import Task

from meydan.ground.queue.backend import enqueue_once

AnyTask = TypeVar("AnyTask", bound=Task[Any, Any])

IRAN = ZoneInfo("Asia/Tehran")


@dataclass(frozen=True)
class Timetable:
    task: Task[Any, Any]
    step: timedelta | None = None  # every so often
    hour: int = 0  # or daily at this time in Iran
    minute: int = 0

    def last_due(self, now: datetime) -> datetime:
        if self.step:
            return datetime.fromtimestamp(
                now.timestamp() // self.step.total_seconds() * self.step.total_seconds(), IRAN
            )
        today = now.astimezone(IRAN).replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return today if today <= now else today - timedelta(days=1)


timetables: dict[str, Timetable] = {}


def every(*, hours: int = 0, minutes: int = 0, seconds: int = 0) -> Callable[[AnyTask], AnyTask]:
    """`@every(minutes=5)` above `@task()`, without arguments. What was missed while no worker ran is made up once."""
    step = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if step < timedelta(seconds=1):
        raise ValueError("A task comes again every second at most.")

    def plan(task: AnyTask) -> AnyTask:
        timetables[task.module_path] = Timetable(task, step=step)
        return task

    return plan


def daily(hour: int, minute: int = 0) -> Callable[[AnyTask], AnyTask]:
    """`@daily(3, 30)` above `@task()`: at 03:30 in Iran."""

    def plan(task: AnyTask) -> AnyTask:
        timetables[task.module_path] = Timetable(task, hour=hour, minute=minute)
        return task

    return plan


class Clock:
    """One worker's look at the timetables; remembers what it asked for already, so that it asks once a time."""

    def __init__(self) -> None:
        self._asked: dict[str, datetime] = {}

    def tick(self, now: datetime | None = None) -> int:
        now = now or timezone.now()
        new = 0
        for name, timetable in list(timetables.items()):
            due = timetable.last_due(now)
            if self._asked.get(name) != due:
                new += enqueue_once(timetable.task, f"{name}@{due:%Y-%m-%dT%H:%M:%S%z}")
                self._asked[name] = due
        return new
