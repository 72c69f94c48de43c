"""Who may vote, what was cast, and the log that shows that nothing was taken out of it or put into it later."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.ballots.models.poll import Poll, Pot
from meydan.ballots.models.station import Batch, Station
from meydan.engines import codes
from meydan.people.models import Person


def new_serial() -> str:
    """Known to its voter only; 60 bits, so that nobody finds another's."""
    return codes.new(12)


def no_order() -> int:
    """An id that says nothing of when its row came in: along ids that count, a ballot would lead to its voter."""
    return secrets.randbits(62)


class Channel(models.TextChoices):
    WEB = "web", _("This site")
    KIOSK = "kiosk", _("Kiosk")
    ASSISTED = "assisted", _("With somebody's help")
    PAPER = "paper", _("On paper")


class Entitlement(models.Model):
    """That a person has one ballot of a pot. Making the row is what holds "one person, one ballot": it is unique.

    `slot` holds how many neighborhoods' ballots somebody has: 0 their own, 1 the one they chose, 2 the whole area's;
    where all neighborhoods are open, 10 and the pot's order. A paper ballot leaves nothing here but that it was handed
    out, and in which batch: what stands on it leads to nobody.
    """

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="entitlements")
    pot = models.ForeignKey(Pot, models.PROTECT, related_name="entitlements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="entitlements")
    slot = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=Channel)  # by which it was first used
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="entitlements")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="entitlements")  # of the paper handed out
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "person", "pot"], name="one_person_one_ballot_a_pot"),
            models.UniqueConstraint(fields=["poll", "person", "slot"], name="one_person_one_ballot_a_slot"),
            models.CheckConstraint(
                condition=Q(channel="paper", batch__isnull=False) | ~Q(channel="paper") & Q(batch__isnull=True),
                name="paper_handed_out_says_of_which_batch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} {self.slot}"


class Ballot(models.Model):
    """What counts: the newest of what one voter cast, or what one sheet of paper says.

    `marks` is {"options": [numbers, in the voter's order], "points": [beside them, where there are points]}; an empty
    list is a blank ballot, which counts as a voter. `commitment` is SHA-256 of salt and the canonical written ballot.
    When the poll closes, `entitlement` is emptied: from then on nothing leads from a ballot to its voter. So it is when
    one is withdrawn, whose entitlement is gone.
    """

    id = models.BigIntegerField(primary_key=True, default=no_order, editable=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="ballots")
    pot = models.ForeignKey(Pot, models.PROTECT, related_name="ballots")
    entitlement = models.OneToOneField(Entitlement, models.PROTECT, null=True, related_name="ballot")
    serial = models.CharField(max_length=16, unique=True, default=new_serial)
    channel = models.CharField(max_length=10, choices=Channel)
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="ballots")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="ballots")
    marks = models.JSONField()
    salt = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField(default=1)  # one more each time it is changed
    cast_at = models.DateTimeField(null=True)  # emptied to the day as the poll closes
    withdrawn = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel="paper", entitlement__isnull=True, batch__isnull=False)
                | ~Q(channel="paper") & Q(batch__isnull=True),
                name="a_paper_ballot_leads_to_a_batch_and_nobody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["poll", "pot", "withdrawn"], name="ballots_of_a_pot")]

    def __str__(self) -> str:
        return f"{self.poll_id} {self.version}"


class Entry(models.Model):
    """A line of the log: a ballot cast, changed or withdrawn. Rows are only added; `index` is given once, in portions.

    The leaf of the Merkle tree is `leaf`: canonical JSON of what was done, serial's hash and commitment, and no more.
    Within a portion lines stand by the hash of their leaf, which is as good as shuffled.
    """

    class Act(models.TextChoices):
        CAST = "cast", pgettext_lazy("ballot", "Cast")
        CHANGED = "changed", pgettext_lazy("ballot", "Changed")
        WITHDRAWN = "withdrawn", pgettext_lazy("ballot", "Withdrawn")

    id = models.BigIntegerField(primary_key=True, default=no_order, editable=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="log")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="entries")
    act = models.CharField(max_length=10, choices=Act)
    version = models.PositiveSmallIntegerField()
    leaf = models.CharField(max_length=400)
    index = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "index"], name="a_place_in_the_log_is_given_once"),
            models.UniqueConstraint(fields=["ballot", "version"], name="a_version_is_logged_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["poll", "id"], condition=Q(index__isnull=True), name="log_lines_without_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.index}"


class Bough(models.Model):
    """The root of 1,024 lines of the log, so that none of them has to be read for it again."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="boughs")
    number = models.PositiveIntegerField()
    root = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["poll", "number"], name="a_bough_grows_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.root[:8]}"


class Root(models.Model):
    """The log's root at a size: shown each day, and at the close."""

    class Occasion(models.TextChoices):
        DAILY = "daily", pgettext_lazy("root", "Of the day")
        CLOSE = "close", pgettext_lazy("root", "At the close")

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="roots")
    occasion = models.CharField(max_length=10, choices=Occasion)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll"], condition=Q(occasion="close"), name="one_root_at_the_close")
        ]
        indexes: ClassVar = [models.Index(fields=["poll", "at"], name="roots_of_a_poll")]

    def __str__(self) -> str:
        return f"{self.size} {self.root[:8]}"
