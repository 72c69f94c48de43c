"""The timetable of a stage: what a run of the planner found, where each session stands, and what found no place."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion
from meydan.campaigns.models.audience import Sessions
from meydan.campaigns.models.promises import Promise
from meydan.campaigns.models.stages import Slot, Space, Stage
from meydan.people.models import Person


class Run(models.Model):
    """One run of the planner, as a task with progress; stopped by hand it keeps the best so far."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped by hand")
        FAILED = "failed", _("Failed")

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    seconds = models.PositiveSmallIntegerField(default=30)  # at most
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    stepped_at = models.DateTimeField(null=True)  # when its task last said something
    placed = models.PositiveIntegerField(default=0)  # sessions, so far
    wanted = models.PositiveIntegerField(default=0)
    coverage = models.PositiveIntegerField(default=0)  # weighted, so far
    bound = models.PositiveIntegerField(null=True)  # proven: no timetable covers more
    is_optimal = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(state__in=["waiting", "running"]),
                name="a_stage_is_planned_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(placed__lte=F("wanted")), name="no_more_is_placed_than_is_wanted"),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "-asked_at"], name="planning_runs_newest_first")]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.state}"


class Placement(models.Model):
    """Where and when one session of a promise stands. Pinned, the planner leaves it where it is."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="placements")
    number = models.PositiveSmallIntegerField()  # which of its sessions, from 1
    sessions = models.CharField(max_length=10, choices=Sessions)
    space = models.ForeignKey(Space, models.PROTECT, related_name="placements")
    day = models.DateField()
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="placements")
    is_pinned = models.BooleanField(default=False)
    moved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # None: by the planner
    occasion = models.OneToOneField(Occasion, models.SET_NULL, null=True, related_name="placement")  # once published
    printed_at = models.DateTimeField(null=True)  # the moment it starts at on what was printed; None: not as it stands
    was_space = models.ForeignKey(Space, models.SET_NULL, null=True, related_name="+")  # before a move citizens saw
    is_off = models.BooleanField(default=False)  # cancelled after it was published: its space is free again
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise", "sessions", "number"], name="a_session_stands_once"),
            models.UniqueConstraint(
                fields=["space", "day", "slot"], condition=Q(is_off=False), name="a_space_holds_one_session_a_slot"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["day", "slot"], name="placements_by_evening")]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.number}"


class Unplaced(models.Model):
    """A session of a run that found no place, and what blocks it, as the engine named it (`engines.planning`)."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="unplaced")
    promise = models.ForeignKey(Promise, models.CASCADE, related_name="unplaced")
    sessions = models.CharField(max_length=10, choices=Sessions)
    count = models.PositiveSmallIntegerField()
    reason = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "promise", "sessions"], name="what_found_no_place_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.count}"
