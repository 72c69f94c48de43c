"""What was chosen and is carried out: money, progress, pictures, delays. The order itself is an assignment."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.assignments.models import Assignment
from meydan.budgets.models.idea import Idea
from meydan.budgets.models.round import Round
from meydan.people.models import Organization, Person
from meydan.places.models import Area


class Project(models.Model):
    """A chosen idea with its money. Percent and sums are those of its newest report."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("project", "Not begun")
        UNDER_WAY = "under_way", pgettext_lazy("project", "Under way")
        DELAYED = "delayed", pgettext_lazy("project", "Delayed")
        DONE = "done", pgettext_lazy("project", "Done, says the unit")
        CONFIRMED = "confirmed", pgettext_lazy("project", "Done, says its author")
        SILENT = "silent", pgettext_lazy("project", "Done; its author did not answer")
        STOPPED = "stopped", pgettext_lazy("project", "Stopped")

    idea = models.OneToOneField(Idea, models.PROTECT, related_name="project")
    round = models.ForeignKey(Round, models.PROTECT, related_name="projects")
    area = models.ForeignKey(Area, models.PROTECT, related_name="projects")
    unit = models.ForeignKey(Organization, models.PROTECT, related_name="projects")
    assignment = models.OneToOneField(Assignment, models.PROTECT, null=True, related_name="project")
    credit = models.PositiveBigIntegerField()  # Rial, as it was voted on
    committed = models.PositiveBigIntegerField(default=0)  # Rial, by contract
    paid = models.PositiveBigIntegerField(default=0)  # Rial
    percent = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    ask_on = models.DateField(null=True)  # four weeks after it was done, its author is asked
    asked_at = models.DateTimeField(null=True)
    is_fixed = models.BooleanField(null=True)  # what the author said
    answered_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="a_project_is_at_most_whole"),
            models.CheckConstraint(condition=Q(paid__lte=F("committed")), name="no_more_is_paid_than_committed"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["round", "state"], name="projects_of_a_round"),
            models.Index(fields=["ask_on"], condition=Q(asked_at__isnull=True), name="projects_to_ask_about"),
        ]

    def __str__(self) -> str:
        return str(self.idea)


class Report(models.Model):
    """What a unit says of a project at a time. Rows are only added; each is told to those concerned."""

    class Kind(models.TextChoices):
        BEGUN = "begun", pgettext_lazy("project report", "Begun")
        PROGRESS = "progress", pgettext_lazy("project report", "Progress")
        DELAY = "delay", pgettext_lazy("project report", "Delay")
        DONE = "done", pgettext_lazy("project report", "Done")
        REOPENED = "reopened", pgettext_lazy("project report", "Opened again")
        STOPPED = "stopped", pgettext_lazy("project report", "Stopped")

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=500, blank=True)
    percent = models.PositiveSmallIntegerField()
    committed = models.PositiveBigIntegerField()
    paid = models.PositiveBigIntegerField()
    due_on = models.DateField(null=True)  # the new day, of a delay
    before = models.ImageField(upload_to="budgets/", blank=True)
    after = models.ImageField(upload_to="budgets/", blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    told_up_to = models.PositiveBigIntegerField(default=0)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kind__in=["delay", "stopped"]) | ~Q(text=""), name="a_delay_says_why")
        ]
        indexes: ClassVar = [models.Index(fields=["project", "at"], name="project_reports_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.percent}"


class Hearer(models.Model):
    """Somebody told of a project's hops: its author, supporters, followers, voters of its neighborhood."""

    class Why(models.TextChoices):
        AUTHOR = "author", _("Author")
        SUPPORTER = "supporter", _("Supporter")
        VOTER = "voter", _("Voter of the neighborhood")

    project = models.ForeignKey(Project, models.CASCADE, related_name="hearers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="hears_of")
    why = models.CharField(max_length=10, choices=Why)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "person"], name="hears_of_a_project_once")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.why}"
