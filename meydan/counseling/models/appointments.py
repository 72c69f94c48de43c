"""Appointments, places on the list for an earlier time, and calls asked for."""

import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meydan.counseling.models.cases import Case
from meydan.counseling.models.team import Counselor, Mode, Room, Topic
from meydan.places.models import Area, Venue

# Held by an exclusion constraint on PostgreSQL, by triggers on SQLite: migrations/0001_initial.py
COUNSELOR_RULE: Final = "counselor_meets_one_client_at_a_time"
ROOM_RULE: Final = "counseling_room_holds_one_session_at_a_time"
CLIENT_RULE: Final = "client_is_in_one_session_at_a_time"


class Appointment(models.Model):
    """One time of one counselor for one client. `HELD`: an earlier time kept for whom it was offered to."""

    class State(models.TextChoices):
        HELD = "held", _("Kept for an offer")
        BOOKED = "booked", _("Booked")
        ARRIVED = "arrived", _("Arrived")
        ATTENDED = "attended", _("Held")
        MISSED = "missed", _("Did not come")
        CANCELED = "canceled", _("Canceled")

    class Outcome(models.TextChoices):
        """What the counselor closes an attended session with."""

        CONTINUES = "continues", _("To be continued")
        FINISHED = "finished", _("Finished")
        REFERRED = "referred", _("Referred")

    class ReferredTo(models.TextChoices):
        COLLEAGUE = "colleague", _("Another counselor of the city")
        PSYCHIATRIST = "psychiatrist", _("A psychiatrist")
        DOCTOR = "doctor", _("A doctor")
        WELFARE = "welfare", _("The Welfare Organization")
        JUDICIARY = "judiciary", _("Family court counseling")
        EMERGENCY = "emergency", _("Emergency services")

    class Why(models.TextChoices):
        """Why it was canceled."""

        CLIENT = "client", _("By the client")
        COUNSELOR = "counselor", _("The counselor is away")
        CLOSURE = "closure", _("The house is closed")
        ERASED = "erased", _("The client asked for erasure")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # bound into what is sealed
    code = models.CharField(max_length=12, unique=True)  # shown at the house's door
    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    counselor = models.ForeignKey(Counselor, models.PROTECT, related_name="appointments")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="appointments")
    mode = models.CharField(max_length=10, choices=Mode)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="counseling_appointments")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy_until = models.DateTimeField()  # with the buffer: the counselor and the room are taken so long
    client_mac = models.BinaryField(max_length=32, null=True)  # the file's own; None: erased
    state = models.CharField(max_length=10, choices=State, default=State.BOOKED)
    is_first = models.BooleanField()  # of its file
    is_urgent = models.BooleanField(default=False)  # its intake spoke of danger
    sealed_intake = models.BinaryField(null=True)  # JSON, under the file's key
    fee = models.PositiveBigIntegerField(default=0)  # Rials, as it was booked
    held_until = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)  # how often it was moved or converted
    was_in_person = models.BooleanField(default=False)  # until a closure made it a call or online
    booked_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    referred_to = models.CharField(max_length=15, choices=ReferredTo, blank=True)
    canceled_at = models.DateTimeField(null=True)
    canceled_why = models.CharField(max_length=10, choices=Why, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at"), ends_at__lte=F("busy_until")),
                name="an_appointment_lasts_a_while",
            ),
            models.CheckConstraint(
                condition=Q(mode="in_person", venue__isnull=False, room__isnull=False)
                | ~Q(mode="in_person") & Q(venue__isnull=True, room__isnull=True),
                name="only_in_person_has_a_room",
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False) | ~Q(state="held") & Q(held_until__isnull=True),
                name="only_an_offer_is_held",
            ),
            models.CheckConstraint(
                condition=Q(state="canceled", canceled_at__isnull=False) & ~Q(canceled_why="")
                | ~Q(state="canceled") & Q(canceled_at__isnull=True, canceled_why=""),
                name="a_canceled_appointment_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="attended") & ~Q(outcome="") | ~Q(state="attended") & Q(outcome=""),
                name="an_attended_session_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="referred") & ~Q(referred_to="") | ~Q(outcome="referred") & Q(referred_to=""),
                name="who_is_referred_is_referred_somewhere",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["counselor", "starts_at"], name="appointments_of_a_counselor"),
            models.Index(fields=["room", "starts_at"], name="appointments_of_a_room"),
            models.Index(fields=["client_mac", "starts_at"], name="appointments_of_a_client"),
            models.Index(fields=["venue", "starts_at"], name="appointments_of_a_venue"),
            models.Index(fields=["starts_at", "state"], name="appointments_by_time"),
            models.Index(fields=["held_until"], condition=Q(state="held"), name="appointments_held"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shown_code(self) -> str:
        return f"{self.code[:4]}-{self.code[4:]}"


class Earlier(models.Model):
    """A client who has an appointment would take an earlier one. One time is offered to one of them at a time."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        OFFERED = "offered", _("An earlier time is offered")
        TAKEN = "taken", _("Took it")
        LEFT = "left", _("Left the list")

    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="earlier")
    any_counselor = models.BooleanField(default=False)  # or only the one they have
    from_hour = models.PositiveSmallIntegerField(default=0)  # of the day they can
    until_hour = models.PositiveSmallIntegerField(default=24)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    offer = models.OneToOneField(Appointment, models.SET_NULL, null=True, related_name="offered_to")  # HELD
    offers = models.PositiveSmallIntegerField(default=0)  # made so far
    lapsed_at = models.DateTimeField(null=True)  # the last offer that passed unanswered, or was declined

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("until_hour"), until_hour__lte=24), name="an_earlier_time_is_within_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "asked_at"], name="earlier_times_in_order")]

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.state}"


class Call(models.Model):
    """Somebody asked to be called. Urgent ones first, then by how long they have waited."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("A counselor calls")
        REACHED = "reached", _("Spoken to")
        UNREACHED = "unreached", _("Not reached")
        CANCELED = "canceled", _("Canceled")

    case = models.ForeignKey(Case, models.PROTECT, related_name="calls")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="calls")
    area = models.ForeignKey(Area, models.PROTECT, related_name="counseling_calls")  # the city
    is_urgent = models.BooleanField(default=False)
    from_hour = models.PositiveSmallIntegerField(default=0)  # when they can be called
    until_hour = models.PositiveSmallIntegerField(default=24)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()  # put off after a try that reached nobody
    counselor = models.ForeignKey(Counselor, models.PROTECT, null=True, related_name="calls")
    taken_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)  # when the number was shown, once
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    appointment = models.OneToOneField(Appointment, models.SET_NULL, null=True, related_name="call")  # made of it
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["waiting", "taken"]), name="a_client_waits_for_one_call"
            ),
            models.UniqueConstraint(
                fields=["counselor"], condition=Q(state="taken"), name="a_counselor_makes_one_call_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("until_hour"), until_hour__lte=24), name="a_call_is_within_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "state", "asked_at"], name="calls_in_order")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
