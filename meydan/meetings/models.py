"""Meetings: who was called to talk about what, who came, what was said, and what was decided to be done."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.assignments.models import Assignment
from meydan.base import wording
from meydan.calendar.models import Occasion
from meydan.people.models import Organization, Person
from meydan.places.models import Area


class Meeting(models.Model):
    """It knows no door: `door` and `subject` say what it is about ("campaigns", a stage's id), see `abouts`."""

    class Kind(models.TextChoices):
        EXPERT = "expert", _("Expert meeting")
        COORDINATION = "coordination", _("Coordination council")
        OTHER = "other", pgettext_lazy("meeting", "Meeting")

    class State(models.TextChoices):
        CALLED = "called", pgettext_lazy("meeting", "Called")
        RUNNING = "running", pgettext_lazy("meeting", "Running")
        HELD = "held", pgettext_lazy("meeting", "Held, minutes not approved yet")
        APPROVED = "approved", pgettext_lazy("meeting", "Minutes approved")
        CANCELED = "canceled", pgettext_lazy("meeting", "Canceled")

    area = models.ForeignKey(Area, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    door = models.CharField(max_length=20, blank=True)
    subject = models.PositiveBigIntegerField(default=0)
    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="meeting")  # when, and at which venue
    place = models.CharField(max_length=160, blank=True)  # the room, or an address that is no venue
    state = models.CharField(max_length=10, choices=State, default=State.CALLED)
    follows = models.OneToOneField("self", models.SET_NULL, null=True, related_name="followed_by")
    called_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="meetings_called")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was canceled
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["held", "approved"]) | Q(opened_at__isnull=False, closed_at__isnull=False),
                name="a_meeting_held_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | ~Q(state="approved") & Q(approved_at__isnull=True),
                name="minutes_approved_say_when",
            ),
            models.CheckConstraint(condition=~Q(state="canceled") | ~Q(reason=""), name="a_meeting_canceled_says_why"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area", "state"], name="meetings_of_an_area"),
            models.Index(fields=["door", "subject"], name="meetings_about_a_subject"),
        ]

    def __str__(self) -> str:
        return self.title


class Invited(models.Model):
    """A person, or an organization, which is told through whoever speaks for it and says who comes."""

    class Answer(models.TextChoices):
        COMES = "comes", pgettext_lazy("meeting", "Comes")
        DECLINES = "declines", pgettext_lazy("meeting", "Does not come")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invited")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="invited_to")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="invited_to")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    who = models.CharField(max_length=120, blank=True)  # comes for the organization
    answered_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)  # nobody said yet

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
                name="invited_is_a_person_or_an_organization",
            ),
            models.UniqueConstraint(fields=["meeting", "person"], name="a_person_is_invited_once"),
            models.UniqueConstraint(fields=["meeting", "organization"], name="an_organization_is_invited_once"),
        ]

    def __str__(self) -> str:
        """A number tells no name: whoever was invited by theirs is known by it until they answer, or come."""
        if self.person and self.person.phone and not (self.answer or self.came):
            return wording.phone(self.person.phone)
        return str(self.organization or self.person)


class Item(models.Model):
    """What stands on the agenda. Two who write down what was said never write over each other: `version`."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField(default=10)
    presenter = models.ForeignKey(Invited, models.SET_NULL, null=True, related_name="items")
    about = models.ForeignKey(Assignment, models.SET_NULL, null=True, related_name="agenda_items")  # still open
    begun_at = models.DateTimeField(null=True)
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_item_at_each_position"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="an_item_takes_time"),
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What was decided; with `order` where a unit is to do it by a day. Rows are only added."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="decisions")
    text = models.CharField(max_length=300)
    order = models.OneToOneField(Assignment, models.PROTECT, null=True, related_name="decision")
    unit = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")  # as decided; orders pass on
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="decisions_written")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["meeting", "at"], name="decisions_in_order")]

    def __str__(self) -> str:
        return self.text


OVER: Final = (Meeting.State.HELD, Meeting.State.APPROVED)
