"""The house's own tables: tasks to do, attempts counted, forms answered. None of them names a person."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    DEAD = "dead", _("Failed for good")


class Task(models.Model):
    """One task, written in the transaction of its cause and leased by a worker for some seconds at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, unique=True)
    queue = models.CharField(max_length=50, default="default")
    priority = models.SmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_by = models.CharField(max_length=100, blank=True, default="")
    lease_ends = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(null=True)
    total = models.PositiveIntegerField(null=True)
    result = models.JSONField(null=True)
    errors = models.JSONField(default=list)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["queue", "-priority", "run_after"], name="task_next", condition=Q(status="waiting")),
            models.Index(fields=["lease_ends"], name="task_leased", condition=Q(status="running")),
            models.Index(fields=["finished_at"], name="task_finished", condition=Q(status__in=("done", "dead"))),
        )
        constraints = (
            models.CheckConstraint(
                name="a running task is leased until some time",
                condition=Q(status="running", lease_ends__isnull=False) | ~Q(status="running"),
            ),
            models.CheckConstraint(
                name="a task has a finishing time exactly when it is over",
                condition=Q(status__in=("done", "dead"), finished_at__isnull=False)
                | Q(status__in=("waiting", "running"), finished_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.path} {self.id}"


class Counter(models.Model):
    """Attempts in one window. The key is a MAC, so that no phone number or address can be read from it."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.count}"


class Answered(models.Model):
    """A form that was sent and answered: a resend gets the same answer and changes nothing."""

    key = models.UUIDField(primary_key=True)
    person_key = models.UUIDField(null=True)
    door = models.CharField(max_length=200)
    location = models.TextField(blank=True, default="")
    status = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.door} {self.key}"
