"""Runs leased tasks in the thread that calls."""

import logging
import time
import traceback
from contextvars import ContextVar
from pathlib import Path

from django_tasks.base import TaskContext

from meydan.ground.models import Task
from meydan.ground.queue import lease
from meydan.ground.queue.backend import LeaseBackend, impersonal, task_at

log = logging.getLogger("meydan.tasks")

_current: ContextVar[Task | None] = ContextVar("current_task", default=None)
_HOUSE = Path(__file__).resolve().parents[2]


def run(row: Task) -> bool:
    """Run one leased task and write down how it ended."""
    mark = _current.set(row)
    began = time.monotonic()
    try:
        task = task_at(row.path)
        backend = task.get_backend()
        if task.takes_context and isinstance(backend, LeaseBackend):
            result = task.call(TaskContext(task_result=backend.result(row, task)), *row.args, **row.kwargs)
        else:
            result = task.call(*row.args, **row.kwargs)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is a failed try
        kind, place = _kind(error), _place(error)
        # No traceback and no message: both can carry what a person typed.
        log.warning("task %s failed, try %d: %s at %s", row.path, row.attempts, kind, place)
        lease.fail(row, kind, place)
        return False
    else:
        took = time.monotonic() - began
        if not lease.finish(row, result if impersonal(result) else None):
            log.warning("task %s finished after its lease had ended (%.1f s)", row.path, took)
        log.info("task %s done in %.3f s", row.path, took)
        return True
    finally:
        _current.reset(mark)


def report_progress(done: int, total: int) -> None:
    """How far the running task is, for whoever waits for it. Outside a task it says nothing to anybody."""
    row = _current.get()
    if row is not None:
        Task.objects.filter(pk=row.pk, attempts=row.attempts).update(done=done, total=total)


def current_task_id() -> str:
    """The id of the task that runs in this thread; empty outside tasks."""
    row = _current.get()
    return str(row.pk) if row is not None else ""


def drain(limit: int = 1000) -> int:
    """Run what is due, here and now: for tests, and for commands that want to see the effects."""
    ran = 0
    while ran < limit and (rows := lease.lease("drain", count=1)):
        run(rows[0])
        ran += 1
    return ran


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _place(error: BaseException) -> str:
    """The last line of ours that the error passed: `meydan/messaging/tasks.py:42 in send`."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_HOUSE / "meydan")] or list(frames)
    if not ours:
        return ""
    file = Path(ours[-1].filename)
    shown = file.relative_to(_HOUSE) if file.is_relative_to(_HOUSE) else file.name
    return f"{shown}:{ours[-1].lineno} in {ours[-1].name}"
