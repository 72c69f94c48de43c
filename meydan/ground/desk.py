"""What the worker does, waits for and has given up, for whoever runs the house."""

import logging
import uuid

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.ground.models import Status, Task
from meydan.ground.once import once

log = logging.getLogger("meydan.tasks")


@doors.role(Role.ADMINISTRATOR)
def tasks(request: HttpRequest) -> HttpResponse:
    """Dead ones first: they wait for somebody."""
    counts = dict(Task.objects.order_by().values_list("status").annotate(Count("pk")))
    dead = paged(request, Task.objects.filter(status=Status.DEAD).order_by("-finished_at"))
    context = {
        "counts": [(status.label, counts.get(status.value, 0)) for status in Status],
        "dead": dead,
        "dead_rows": [
            {"task": task, "fault": (task.errors or [{}])[-1], "retry": Form(), "discard": Form()} for task in dead
        ],
        "running": Task.objects.filter(status=Status.RUNNING).order_by("started_at")[:25],
        "waiting": Task.objects.filter(status=Status.WAITING).order_by("run_after")[:25],
    }
    return page(request, "ground/tasks.html", context)


@doors.role(Role.ADMINISTRATOR)
@require_POST
@once
def retry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    task = get_object_or_404(Task, pk=pk, status=Status.DEAD)
    Task.objects.filter(pk=task.pk, status=Status.DEAD).update(
        status=Status.WAITING, attempts=0, run_after=timezone.now(), finished_at=None
    )
    log.warning("task %s %s was started again by hand", task.path, task.pk)
    toast(request, _("The task will run again in a moment."))
    return redirect("ground:tasks")


@doors.role(Role.ADMINISTRATOR)
@require_POST
@once
def discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    task = get_object_or_404(Task, pk=pk, status=Status.DEAD)
    Task.objects.filter(pk=task.pk, status=Status.DEAD).delete()
    log.warning("task %s %s was discarded by hand", task.path, task.pk)
    toast(request, _("The task was discarded."))
    return redirect("ground:tasks")
