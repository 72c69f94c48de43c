"""A client's file. What it says is sealed (`sealed_…`, see `vault.py`); who it is about stands nowhere in the clear."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meydan.counseling.models.team import BookedFor, Counselor, Topic
from meydan.people.models import Person
from meydan.places.models import Area


class Case(models.Model):
    """One client's file (پرونده). No foreign key leads to a person: MACs find it, by a key outside the database.

    `owner_mac` is of the account that opened it (`vault.of_person`), `client_mac` of the phone that is called
    (`vault.of_phone`): no two appointments of one phone overlap, whether they have a name or not.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # bound into what is sealed
    code = models.CharField(max_length=12, unique=True)  # what client and staff call it by (`engines.codes`)
    area = models.ForeignKey(Area, models.PROTECT, related_name="counseling_cases")  # the city
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="cases")  # as it was opened
    booked_for = models.CharField(max_length=10, choices=BookedFor)
    owner_mac = models.BinaryField(max_length=32, null=True)  # None: without a name, or erased
    client_mac = models.BinaryField(max_length=32, null=True)  # None: erased
    sealed_who = models.BinaryField(null=True)  # JSON: name, phone, person's key, names of child or partner
    home = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")  # neighborhood, for figures
    age_band = models.CharField(max_length=10, blank=True)  # of `participation.bands`, for figures
    counselor = models.ForeignKey(Counselor, models.PROTECT, null=True, related_name="cases")  # whose client it is now
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True)  # the last attended session: what keeping is reckoned from
    keep_until = models.DateField(null=True)  # written by the retention task, shown to the client
    held_at = models.DateTimeField(null=True)  # a court or the law wants it kept: nothing erases it
    held_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    sealed_hold = models.BinaryField(null=True)  # why
    erasure_asked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # its key is destroyed; what is left says nothing of anybody
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(owner_mac__isnull=True, client_mac__isnull=True, sealed_who__isnull=True, held_at__isnull=True),
                name="an_erased_file_leads_to_nobody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner_mac"], name="cases_of_an_account"),
            models.Index(fields=["client_mac"], name="cases_of_a_phone"),
            models.Index(fields=["counselor", "-opened_at"], name="cases_of_a_counselor"),
            models.Index(fields=["area", "opened_at"], name="cases_of_a_city"),
            models.Index(fields=["keep_until"], condition=Q(erased_at__isnull=True), name="cases_to_be_erased"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shown_code(self) -> str:
        return f"{self.code[:4]}-{self.code[4:]}"

    @property
    def is_anonymous(self) -> bool:
        return self.owner_mac is None


class CaseKey(models.Model):
    """The data key of a file, wrapped by a master key outside the database. Destroyed with the row."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="data_key")
    wrapped = models.BinaryField()
    master = models.CharField(max_length=20)  # the id of the master key that wraps it
    wrapped_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["master"], name="case_keys_by_master")]

    def __str__(self) -> str:
        return self.master


class PhoneCheck(models.Model):
    """Somebody without a name shows that a phone is theirs: to book, or to come back to their file. Gone in an hour."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed_phone = models.BinaryField()  # under the master key: no file exists yet
    master = models.CharField(max_length=20)
    client_mac = models.BinaryField(max_length=32)
    code_mac = models.BinaryField(max_length=32)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")  # None: to book
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["client_mac", "asked_at"], name="phone_checks_of_a_phone")]

    def __str__(self) -> str:
        return str(self.key)


class Grant(models.Model):
    """A counselor shows a colleague or supervisor a file: what, why, from when to when."""

    class What(models.TextChoices):
        SUMMARY = "summary", _("The summary I write")
        INTAKE = "intake", _("What the client answered when booking")
        NOTES = "notes", _("Notes of sessions")
        HOMEWORK = "homework", _("Tasks for the family")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="grants")
    given_by = models.ForeignKey(Counselor, models.PROTECT, related_name="grants_given")
    to = models.ForeignKey(Counselor, models.PROTECT, related_name="grants_held")
    what = models.JSONField()  # of `What`, one at least
    takes_over = models.BooleanField(default=False)  # the client becomes theirs, with all of it
    sealed_reason = models.BinaryField(null=True)
    sealed_summary = models.BinaryField(null=True)
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # by hand, before its time

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(given_by=F("to")), name="nobody_grants_themselves"),
            models.CheckConstraint(condition=Q(given_at__lt=F("ends_at")), name="a_grant_lasts_a_while"),
        ]
        indexes: ClassVar = [models.Index(fields=["to", "ends_at"], name="grants_held_by_a_counselor")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.to_id}"

    @property
    def last_day(self) -> dt.date:
        """Until whose end it lasts; `ends_at` is the midnight after it."""
        return timezone.localdate(self.ended_at or self.ends_at - dt.timedelta(seconds=1))


class Glass(models.Model):
    """Break the glass: two people open a file that is not theirs, for a reason, for a while; its counselor is told."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="glasses")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sealed_reason = models.BinaryField(null=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="two_people_break_the_glass"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, open_until__isnull=True, agreed_by__isnull=True)
                | Q(
                    agreed_at__isnull=False, open_until__isnull=False, agreed_by__isnull=False, refused_at__isnull=True
                ),
                name="only_an_agreed_glass_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"


class Opened(models.Model):
    """One opening of a file: who, as what, which part, when. Written by `files.py`, before anything is read."""

    class Capacity(models.TextChoices):
        COUNSELOR = "counselor", _("Its counselor")
        GRANT = "grant", _("A colleague it was shown to")
        GLASS = "glass", _("By two people, for a stated reason")
        CLIENT = "client", _("The client")
        MESSENGER = "messenger", _("The messenger, to reach the client")

    class Part(models.TextChoices):
        WHO = "who", _("Name and number")
        PHONE = "phone", _("The number, for a call")
        INTAKE = "intake", _("Answers given when booking")
        NOTES = "notes", _("Notes of sessions")
        HOMEWORK = "homework", _("Tasks for the family")
        SUMMARY = "summary", _("A summary for a colleague")
        ALL = "all", _("Everything, to be handed to the client")

    case = models.ForeignKey(Case, models.CASCADE, related_name="openings")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # of staff alone: never the client
    capacity = models.CharField(max_length=10, choices=Capacity)
    part = models.CharField(max_length=10, choices=Part)
    grant = models.ForeignKey(Grant, models.CASCADE, null=True, related_name="openings")
    glass = models.ForeignKey(Glass, models.CASCADE, null=True, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(capacity="grant", grant__isnull=False) | ~Q(capacity="grant") & Q(grant__isnull=True),
                name="an_opening_by_grant_names_it",
            ),
            models.CheckConstraint(
                condition=Q(capacity="glass", glass__isnull=False) | ~Q(capacity="glass") & Q(glass__isnull=True),
                name="an_opening_by_two_names_them",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-at"], name="openings_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.capacity} {self.part}"
