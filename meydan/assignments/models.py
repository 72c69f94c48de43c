"""Assignments: what was ordered, of which unit, until when, and whether those concerned say that it is so."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.people.models import Organization, Person
from meydan.places.models import Area, Venue


class Assignment(models.Model):
    """One thing a unit is to do by a day. It knows no door: whoever needs it holds a foreign key to it.

    `origin` says in words where it comes from ("Citizen and Mayor, 2 Tir 1400"), `url` where that is shown.
    """

    class State(models.TextChoices):
        GIVEN = "given", pgettext_lazy("order", "Given")  # the unit has not answered yet
        ACCEPTED = "accepted", pgettext_lazy("order", "Accepted")  # the unit is at it
        RETURNED = "returned", pgettext_lazy("order", "Returned")  # with a reason, to whoever gave it
        DONE = "done", pgettext_lazy("order", "Done")  # says the unit; those concerned are asked
        CONFIRMED = "confirmed", pgettext_lazy("order", "Confirmed")  # say those concerned, or nobody said no in time
        WITHDRAWN = "withdrawn", pgettext_lazy("order", "Withdrawn")  # by whoever gave it, with a reason

    class Confirmed(models.TextChoices):
        """How it came to be taken for done. Silence is told apart: it is not a yes."""

        SAID = "said", _("All those concerned said yes")
        SILENCE = "silence", _("Nobody objected in time")

    what = models.CharField(max_length=300)
    details = models.TextField(blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="assignments")  # where it is to be done
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="assignments")
    unit = models.ForeignKey(Organization, models.PROTECT, related_name="assignments")
    ordered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="assignments_ordered")
    ordered_as = models.CharField(max_length=120, blank=True)  # "Mayor of Qom": what stands on public pages
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="assignments_given")
    door = models.CharField(max_length=20, blank=True)  # the room it comes from: "questions"
    activity = models.PositiveBigIntegerField(default=0)  # the door's own number: an edition's id
    origin = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=200, blank=True)
    working_days = models.PositiveSmallIntegerField()  # the term as it was ordered
    given_at = models.DateTimeField()
    promised_on = models.DateField()  # the last day as it was ordered; whether a term was kept is measured by it
    due_on = models.DateField()  # the last day now
    state = models.CharField(max_length=10, choices=State, default=State.GIVEN)
    reason = models.CharField(max_length=300, blank=True)  # why it was returned or withdrawn
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=10, choices=Confirmed, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)  # how often those concerned said no
    escalated = models.PositiveSmallIntegerField(default=0)  # how often its lateness was told further up
    is_public = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "confirmed"], done_at__isnull=False)
                | ~Q(state__in=["done", "confirmed"]) & Q(done_at__isnull=True),
                name="an_assignment_done_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False) & ~Q(confirmed_by="")
                | ~Q(state="confirmed") & Q(confirmed_at__isnull=True, confirmed_by=""),
                name="an_assignment_confirmed_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "withdrawn"]) | ~Q(reason=""),
                name="an_assignment_given_back_says_why",
            ),
            models.CheckConstraint(condition=Q(working_days__gte=1), name="an_assignment_has_a_term"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "due_on"], name="assignments_of_a_unit"),
            models.Index(fields=["area", "given_at"], name="assignments_of_an_area"),
            models.Index(fields=["door", "activity"], name="assignments_of_an_activity"),
            models.Index(
                fields=["due_on"], condition=Q(state__in=["given", "accepted", "returned"]), name="assignments_due"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        """Neither done nor withdrawn, and its last day is over; sending it back does not stop the clock."""
        return self.state in UNDONE and timezone.localdate() > self.due_on

    @property
    def was_late(self) -> bool:
        """Done, and after what was promised: a longer term given later does not mend it."""
        return self.done_at is not None and timezone.localdate(self.done_at) > self.promised_on


class Step(models.Model):
    """Something that happened to an assignment. Rows are only added."""

    class Kind(models.TextChoices):
        GIVEN = "given", pgettext_lazy("order", "Given")
        ACCEPTED = "accepted", pgettext_lazy("order", "Accepted")
        RETURNED = "returned", pgettext_lazy("order", "Returned")
        PASSED_ON = "passed_on", _("Passed on to another unit")
        PROGRESS = "progress", pgettext_lazy("order", "Reported")
        TERM = "term", _("Given another day")
        DONE = "done", pgettext_lazy("order", "Done")
        REOPENED = "reopened", _("Opened again")
        CONFIRMED = "confirmed", pgettext_lazy("order", "Confirmed")
        WITHDRAWN = "withdrawn", pgettext_lazy("order", "Withdrawn")
        ESCALATED = "escalated", _("Its lateness was told further up")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="assignment_steps"
    )  # no page for all names them
    text = models.CharField(max_length=500, blank=True)
    photo = models.ImageField(upload_to="assignments/", blank=True)  # evidence
    letter = models.CharField(max_length=60, blank=True)  # the number of a letter
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # so many meters, lamps, Rial …
    amount_of = models.CharField(max_length=60, blank=True)  # what is counted
    told_up_to = models.PositiveBigIntegerField(
        default=0
    )  # the last of those concerned who was told: telling goes on there
    told_at = models.DateTimeField(null=True)  # when all concerned had been told
    is_public = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, amount_of="") | Q(amount__isnull=False) & ~Q(amount_of=""),
                name="an_amount_says_of_what",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["assignment", "at"], name="steps_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"


class Concerned(models.Model):
    """Somebody who is told of each step, and asked at the end whether it is so."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, it is done")
        NO = "no", _("No, not yet")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="concerned")
    person = models.ForeignKey(Person, models.CASCADE, related_name="concerned_by")
    first = models.BooleanField(default=False)  # it was their word; others joined it
    answer = models.CharField(max_length=5, choices=Answer, blank=True)  # to the newest "done"
    comment = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "person"], name="concerned_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="an_answer_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.answer}"


OPEN: Final = (Assignment.State.GIVEN, Assignment.State.ACCEPTED)  # the unit has something to do
UNDONE: Final = (*OPEN, Assignment.State.RETURNED)
KEPT_IN_TIME: Final = Q(done_at__isnull=False) & Q(done_at__date__lte=F("promised_on"))
