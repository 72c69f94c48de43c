"""A poll: pots of money, the options that ask for it, and how ballots speak of them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.people.models import Person
from meydan.places.models import Area


class Poll(models.Model):
    """One ballot of an area. The door that opened it is known by name and by its own number, as in the ledger.

    While it is prepared everything can change; once open, only its closing can be put off. Rulebook and list of options
    are written down as it opens, and their hashes are what everybody is told.
    """

    class Speech(models.TextChoices):
        """How a ballot speaks."""

        APPROVAL = "approval", _("So many projects at most")
        KNAPSACK = "knapsack", _("Projects within the budget")
        RANKED = "ranked", _("Projects in an order")
        POINTS = "points", _("Points shared out")

    class Reach(models.TextChoices):
        """Which neighborhoods' ballots somebody may fill in."""

        OWN = "own", _("One's own neighborhood")
        OWN_AND_ONE = "own_and_one", _("One's own and one chosen")
        ALL = "all", _("All neighborhoods")

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("poll", "In preparation")
        OPEN = "open", pgettext_lazy("poll", "Open")
        CLOSED = "closed", pgettext_lazy("poll", "Closed")  # nothing is cast; paper may still be typed in
        COUNTED = "counted", pgettext_lazy("poll", "Counted")
        VOID = "void", pgettext_lazy("poll", "Void")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # its name in receipts and published files
    door = models.CharField(max_length=20)
    activity = models.PositiveBigIntegerField()
    url = models.CharField(max_length=200, blank=True)  # the door's page of it
    area = models.ForeignKey(Area, models.PROTECT, related_name="polls")
    title = models.CharField(max_length=160)
    speech = models.CharField(max_length=10, choices=Speech, default=Speech.APPROVAL)
    most = models.PositiveSmallIntegerField(default=5)  # options on one ballot; 0: no limit but the budget's (knapsack)
    points = models.PositiveSmallIntegerField(default=10)  # to share out, where ballots speak in points
    reach = models.CharField(max_length=12, choices=Reach, default=Reach.OWN)
    min_age = models.PositiveSmallIntegerField(default=14)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    rulebook = models.TextField(blank=True)  # canonical JSON (engines.counting.Rulebook), written as the poll opens
    rulebook_sha256 = models.CharField(max_length=64, blank=True)
    options_list = models.TextField(blank=True)  # canonical JSON of pots and options, likewise
    options_sha256 = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    put_off_reason = models.CharField(max_length=300, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["door", "activity"], name="one_poll_an_activity"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_poll_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "void"])
                | ~Q(rulebook_sha256="") & ~Q(options_sha256="") & Q(opened_at__isnull=False),
                name="an_open_poll_has_its_rules_written",
            ),
            models.CheckConstraint(condition=~Q(state="void") | ~Q(void_reason=""), name="a_void_poll_says_why"),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "state"], name="polls_of_an_area")]

    def __str__(self) -> str:
        return self.title


class Pot(models.Model):
    """Money for one neighborhood's projects, or for the whole area's (`is_wide`). Each is an election of its own."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="pots")
    area = models.ForeignKey(Area, models.PROTECT, related_name="pots")
    is_wide = models.BooleanField(default=False)
    budget = models.PositiveBigIntegerField()  # Rial
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "area"], name="one_pot_an_area"),
            models.UniqueConstraint(fields=["poll"], condition=Q(is_wide=True), name="one_wide_pot_a_poll"),
            models.CheckConstraint(condition=Q(budget__gte=1), name="a_pot_holds_something"),
        ]

    def __str__(self) -> str:
        return str(self.area)


class Option(models.Model):
    """A project on the ballot, as it stood when the list was written. `subject` is the door's own number of it."""

    pot = models.ForeignKey(Pot, models.CASCADE, related_name="options")
    number = models.PositiveIntegerField()  # its id in the published files; counts from 1 in the poll
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    subject = models.PositiveBigIntegerField()
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    category = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=160, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    cost = models.PositiveBigIntegerField()  # Rial
    url = models.CharField(max_length=200, blank=True)
    photo_url = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "number"], name="an_option_number_once_in_its_poll"),
            models.UniqueConstraint(fields=["poll", "subject"], name="an_option_stands_once_on_a_ballot"),
            models.CheckConstraint(condition=Q(cost__gte=1), name="an_option_costs_something"),
        ]

    def __str__(self) -> str:
        return self.title
