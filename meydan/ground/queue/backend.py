"""The backend behind `django_tasks`: `enqueue` writes a row, so it commits or vanishes with its cause."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from meydan.ground import models

_ID = re.compile(r"[A-Za-z0-9_.:/@+=-]{0,200}")
_NUMBER_OF_A_PERSON = re.compile(r"(\+98|0098|0)?9[0-9]{9}|[0-9]{10}")

_STATUS = {
    models.Status.WAITING: TaskResultStatus.READY,
    models.Status.RUNNING: TaskResultStatus.RUNNING,
    models.Status.DONE: TaskResultStatus.SUCCESSFUL,
    models.Status.DEAD: TaskResultStatus.FAILED,
}


def impersonal(value: Any) -> bool:
    """Ids, numbers, dates and choice values: what may stand in a task's row. Words and phone numbers may not."""
    match value:
        case str():
            return bool(_ID.fullmatch(value)) and not _NUMBER_OF_A_PERSON.fullmatch(value)
        case Mapping():
            return all(impersonal(key) and impersonal(item) for key, item in value.items())
        case Sequence():
            return all(impersonal(item) for item in value)
        case _:
            return value is None or isinstance(value, bool | int | float)


class LeaseBackend(BaseTaskBackend):
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self.queues = set(params.get("QUEUES", []))  # none named: any name will do

    def enqueue(self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> TaskResult[Any]:
        row = self.row(task, args, kwargs)
        row.save(force_insert=True)
        return self.result(row, task)

    def row(
        self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any], key: str | None = None
    ) -> models.Task:
        self.validate_task(task)
        given = normalize_json([list(args), dict(kwargs)])
        if not impersonal(given) or not impersonal(key):
            raise TypeError(f"{task.module_path} takes ids, numbers, dates and choice values, never words or phones.")
        now = timezone.now()
        return models.Task(
            path=task.module_path,
            args=given[0],
            kwargs=given[1],
            key=key,
            queue=task.queue_name,
            priority=task.priority,
            run_after=task.run_after or now,
            enqueued_at=now,
        )

    def get_result(self, result_id: str) -> TaskResult[Any]:
        try:
            row = models.Task.objects.get(pk=result_id)
        except (models.Task.DoesNotExist, ValidationError):
            raise TaskResultDoesNotExist(result_id) from None
        return self.result(row, task_at(row.path))

    def result(self, row: models.Task, task: Task[Any, Any]) -> TaskResult[Any]:
        found: TaskResult[Any] = TaskResult(
            task=task,
            id=str(row.pk),
            status=_STATUS[models.Status(row.status)],
            enqueued_at=row.enqueued_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
            last_attempted_at=row.attempted_at,
            args=row.args,
            kwargs=row.kwargs,
            backend=self.alias,
            errors=[TaskError(exception_class_path=error["type"], traceback=error["place"]) for error in row.errors],
            worker_ids=[row.leased_by] * row.attempts,
        )
        object.__setattr__(found, "_return_value", row.result)
        return found


def task_at(path: str) -> Task[Any, Any]:
    """The task a row names. A row that names something else is not run."""
    found = import_string(path)
    if not isinstance(found, Task):
        raise TypeError(f"{path} is not a task.")
    return found


def enqueue_once(task: Task[Any, Any], key: str, *args: Any, **kwargs: Any) -> bool:
    """Enqueue unless a task with this key stands already, waiting, running or over; says whether it was new.

    Rows are kept for two weeks after their end, so a key that should come again carries its day or its version.
    """
    backend = task.get_backend()
    if not isinstance(backend, LeaseBackend):
        raise TypeError(f"{task.module_path} does not run in the lease queue.")
    row = backend.row(task, args, kwargs, key)
    models.Task.objects.bulk_create([row], ignore_conflicts=True)  # by the database, so two at once are one
    return models.Task.objects.filter(pk=row.pk).exists()


def enqueue_many(calls: Iterable[tuple[Task[Any, Any], Sequence[Any]]]) -> int:
    """Enqueue each task with its arguments, in one statement: `[(deliver.using(run_after=…), [message.pk]), …]`."""
    rows = []
    for task, args in calls:
        backend = task.get_backend()
        if not isinstance(backend, LeaseBackend):
            raise TypeError(f"{task.module_path} does not run in the lease queue.")
        rows.append(backend.row(task, args, {}))
    models.Task.objects.bulk_create(rows, batch_size=500)
    return len(rows)
