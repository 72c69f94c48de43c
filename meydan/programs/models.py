"""Programs: what an officer plans, a citizen registers for, and staff call the roll of."""

import datetime as dt
import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.calendar.models import Occasion
from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue

TICKET_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another


def ticket_code() -> str:
    return "".join(secrets.choice(TICKET_LETTERS) for _place in range(8))


class Program(models.Model):
    """Something offered to citizens: one session, or several under one registration."""

    class Kind(models.TextChoices):
        CULTURAL = "cultural", _("Cultural")
        SOCIAL = "social", _("Social")
        EDUCATIONAL = "educational", _("Educational")
        SPORTS = "sports", _("Sports")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        WOMEN = "women", _("Women")
        MEN = "men", _("Men")
        FAMILIES = "families", _("Families")
        CHILDREN = "children", _("Children and teenagers")
        OLDER = "older", _("Older people")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", pgettext_lazy("mode", "Online")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")

    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    details = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.EVERYONE)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.IN_PERSON)
    area = models.ForeignKey(Area, models.PROTECT, related_name="programs")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="programs")
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, related_name="programs")
    leader = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="programs_led")
    online_link = models.URLField(blank=True)  # shown to registered people only
    price = models.PositiveBigIntegerField(default=0)  # Rial, paid at the place
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    registration_closes_at = models.DateTimeField(null=True)  # None: open until the last session starts
    photo = models.ImageField(upload_to="programs/", blank=True)
    words = models.TextField(
        blank=True, editable=False
    )  # title and summary as a search key: `engines.persian.search_key`
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    status_reason = models.CharField(max_length=200, blank=True)
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="programs_planned")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="program_is_never_overfull"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="program_has_a_place"),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True) | ~Q(status="draft"),
                name="a_draft_was_never_published",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "area"], name="program_by_area")]

    def __str__(self) -> str:
        return self.title

    @property
    def places_left(self) -> int:
        return max(self.capacity - self.taken, 0)


class Session(models.Model):
    """One meeting of a program: an occasion, with what its staff counted."""

    ROLL_STAYS_OPEN = dt.timedelta(days=3)  # for those who were there; an officer may correct it later still

    program = models.ForeignKey(Program, models.PROTECT, related_name="sessions")
    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="session")
    counted = models.PositiveIntegerField(null=True)  # the plain head count, where names were not taken
    counted_women = models.PositiveIntegerField(default=0)
    counted_men = models.PositiveIntegerField(default=0)
    roll_closed_at = models.DateTimeField(null=True)
    roll_closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="rolls_closed")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(counted__isnull=True, counted_women=0, counted_men=0)
                | Q(counted_women__lte=F("counted") - F("counted_men")),
                name="women_and_men_counted_are_within_the_head_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} · {self.occasion.day}"


class Registration(models.Model):
    """A person's place in a program. `code` is on the ticket and its QR."""

    class Status(models.TextChoices):
        HELD = "held", _("Registered")
        CANCELLED = "cancelled", _("Cancelled")

    program = models.ForeignKey(Program, models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    registered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="registrations_made")
    code = models.CharField(max_length=8, unique=True, default=ticket_code)
    status = models.CharField(max_length=20, choices=Status, default=Status.HELD)
    registered_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "person"], condition=Q(status="held"), name="one_place_a_person_in_a_program"
            ),
            models.CheckConstraint(
                condition=Q(status="held", cancelled_at__isnull=True)
                | Q(status="cancelled", cancelled_at__isnull=False),
                name="a_cancelled_registration_says_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-registered_at"], name="registrations_of_a_person")]

    def __str__(self) -> str:
        return self.code


class Mark(models.Model):
    """One person's mark in the roll of one session."""

    class State(models.TextChoices):
        PRESENT = "present", _("Present")
        LATE = "late", _("Late")
        ABSENT = "absent", _("Absent")

    session = models.ForeignKey(Session, models.PROTECT, related_name="marks")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="marks")
    state = models.CharField(max_length=10, choices=State)
    marked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="marks_made")
    marked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "registration"], name="one_mark_a_person_in_a_session"),
        ]

    def __str__(self) -> str:
        return self.state
