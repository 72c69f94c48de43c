"""Ambassadors: people of the local networks who spread the word, bring what others say, and help them take part."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.engines import codes
from meydan.people.models import Person
from meydan.places.models import Area, Venue


def new_code() -> str:
    return codes.new(6)


class Call(models.Model):
    """What ambassadors are sought for: a door says so by its name and its own number, as in the ledger."""

    door = models.CharField(max_length=20)
    activity = models.PositiveBigIntegerField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="ambassador_calls")
    title = models.CharField(max_length=160)
    url = models.CharField(max_length=200)  # the page an ambassador's link leads to
    opened_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)  # whether somebody may still apply
    ends_on = models.DateField(null=True)  # after it nothing is logged and no link counts
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["door", "activity"], name="one_call_an_activity")]
        indexes: ClassVar = [models.Index(fields=["area"], name="calls_of_an_area")]

    def __str__(self) -> str:
        return self.title


class Ambassador(models.Model):
    """Somebody who filled the form; an ambassador once accepted."""

    class State(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("ambassador", "Applied")
        ACCEPTED = "accepted", pgettext_lazy("ambassador", "Ambassador")
        DECLINED = "declined", pgettext_lazy("ambassador", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("ambassador", "Stepped back")  # by themselves
        ENDED = "ended", pgettext_lazy("ambassador", "Ended")  # by the officer, with a reason

    class Network(models.TextChoices):
        CHANNEL = "channel", _("Channel or group in a messenger")
        MOSQUE = "mosque", _("People of a mosque")
        SCHOOL = "school", _("School and parents")
        ASSOCIATION = "association", _("Association or charity")
        BUILDING = "building", _("Residents of a block or complex")
        SPORTS = "sports", _("Sports group")
        OTHER = "other", pgettext_lazy("network", "Another")

    call = models.ForeignKey(Call, models.PROTECT, related_name="ambassadors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="ambassadorships")
    network = models.CharField(max_length=20, choices=Network)
    network_name = models.CharField(max_length=120)
    reach = models.PositiveIntegerField()  # how many people the network has, as they say
    about = models.TextField(blank=True)  # what they want to do, in their own words
    neighborhoods = models.ManyToManyField(Area, related_name="ambassadors")
    consented_at = models.DateTimeField()  # when they said whether their name stands on the call's page
    shows_name = models.BooleanField(default=False)
    code = models.CharField(max_length=12, unique=True, default=new_code)  # of the personal link
    state = models.CharField(max_length=10, choices=State, default=State.APPLIED)
    reason = models.CharField(max_length=300, blank=True)  # why declined or ended; they read it
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_times = models.PositiveSmallIntegerField(default=0)  # who is turned down may apply again, so many times
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "person"], name="applies_once_a_call"),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "ended"]) | ~Q(reason=""), name="an_ambassador_refused_reads_why"
            ),
            models.CheckConstraint(
                condition=Q(state="applied", decided_at__isnull=True)
                | ~Q(state="applied") & Q(decided_at__isnull=False),
                name="a_decision_on_an_ambassador_says_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["call", "state"], name="ambassadors_of_a_call")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_accepted(self) -> bool:
        return self.state == self.State.ACCEPTED


class Activity(models.Model):
    """Something an ambassador did: where, when, how many people were reached."""

    class Kind(models.TextChoices):
        MOSQUE = "mosque", _("In a mosque")
        SCHOOL = "school", _("In a school")
        PUBLIC = "public", _("In a public program")
        ONLINE = "online", _("In a group or channel")
        TRIBUNE = "tribune", _("At a local tribune")
        HELPING = "helping", _("Helping people take part")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ambassador = models.ForeignKey(Ambassador, models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=160, blank=True)
    people = models.PositiveIntegerField()
    about = models.CharField(max_length=300, blank=True)
    photo = models.ImageField(upload_to="ambassadors/", blank=True)
    logged_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(people__gte=1), name="an_activity_reached_somebody")
        ]
        indexes: ClassVar = [models.Index(fields=["ambassador", "-day"], name="activities_of_an_ambassador")]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class Arrival(models.Model):
    """How many times the link was followed on a day. Who followed it is not kept."""

    ambassador = models.ForeignKey(Ambassador, models.CASCADE, related_name="arrivals")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ambassador", "day"], name="arrivals_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.count}"
