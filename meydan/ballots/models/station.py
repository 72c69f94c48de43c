"""Where people vote in person: a station in a neighborhood house, its kiosk, and batches of paper."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.ballots.models.poll import Poll, Pot
from meydan.engines import codes
from meydan.people.models import Person
from meydan.places.models import Venue


def new_batch_code() -> str:
    return codes.new(5)


class Station(models.Model):
    """A place that votes are taken at. A device becomes its kiosk by a link that staff open on it."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="stations")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="stations")
    name = models.CharField(max_length=80, blank=True)
    kiosk_key = models.CharField(max_length=64, blank=True)  # hash of what the device holds; empty: no kiosk now
    is_open = models.BooleanField(default=True)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "venue", "name"], name="station_once_in_its_venue")
        ]

    def __str__(self) -> str:
        return self.name or str(self.venue)


class Pass(models.Model):
    """Somebody whom staff know by their card may enter the kiosk once, by six digits, within some minutes."""

    MINUTES = 15

    station = models.ForeignKey(Station, models.CASCADE, related_name="passes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    code_mac = models.BinaryField(max_length=32)  # of the station and the code
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["station", "code_mac"], condition=Q(used_at__isnull=True), name="a_pass_opens_for_one_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id}"


class Batch(models.Model):
    """So many sheets of paper of one pot, printed together. What is handed out, typed and spoiled is held to add up."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="batches")
    pot = models.ForeignKey(Pot, models.PROTECT, related_name="batches")
    station = models.ForeignKey(Station, models.PROTECT, related_name="batches")
    code = models.CharField(max_length=8, unique=True, default=new_batch_code)
    size = models.PositiveIntegerField()
    handed = models.PositiveIntegerField(default=0)  # to voters; each made an entitlement
    spoiled = models.PositiveIntegerField(default=0)  # given back and exchanged: no ballot comes of them
    accepted = models.PositiveIntegerField(default=0)  # typed alike twice, or resolved: ballots in the register
    printed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    printed_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(handed__lte=F("size") - F("spoiled")), name="no_more_paper_is_handed_out_than_printed"
            ),
            models.CheckConstraint(condition=Q(accepted__lte=F("handed")), name="no_more_paper_is_counted_than_handed"),
        ]

    def __str__(self) -> str:
        return self.code


class Sheet(models.Model):
    """One sheet out of the box, by its printed number. Two people type it; where they differ, a third looks."""

    class State(models.TextChoices):
        TYPED_ONCE = "typed_once", _("Typed once")
        DIFFERENT = "different", _("Typed differently")
        ACCEPTED = "accepted", pgettext_lazy("sheet", "Accepted")
        INVALID = "invalid", pgettext_lazy("sheet", "Not valid")  # counted as a voter, for no option; says why

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State)
    first_marks = models.JSONField()
    first_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second_marks = models.JSONField(null=True)
    second_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="a_sheet_comes_back_once"),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(first_by=F("second_by")), name="two_people_type_a_sheet"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"
