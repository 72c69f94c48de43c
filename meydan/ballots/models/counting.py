"""The count: once, by the written rulebook, before oversight; what came out; a random opening of the log."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.ballots.models.poll import Poll, Pot
from meydan.people.models import Person


class Ceremony(models.Model):
    """Chance made in public after the close: the secrets of overseers, committed to before it, and dice rolled then.

    Of its seed come the lot order that breaks ties and the lines of the log that oversight opens (`engines.drawing`).
    Where a secret is not revealed, everything is made anew as the next attempt; those before stay told.
    """

    poll = models.OneToOneField(Poll, models.PROTECT, related_name="ceremony")
    attempt = models.PositiveSmallIntegerField(default=1)
    earlier = models.JSONField(default=list)  # attempts that came to nothing, with what was committed and shown
    officer_dice = models.CharField(max_length=30, blank=True)  # as an officer read them
    officer_dice_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    dice = models.CharField(max_length=30, blank=True)  # as two people typed them alike
    rolled_at = models.DateTimeField(null=True)
    seed = models.CharField(max_length=64, blank=True)
    lots = models.JSONField(default=list)  # numbers of all options, in the order drawn
    transcript = models.TextField(blank=True)  # canonical bytes as text
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dice="", rolled_at__isnull=True) | ~Q(dice="") & Q(rolled_at__isnull=False),
                name="dice_of_a_count_say_when_they_lay",
            ),
            models.CheckConstraint(
                condition=Q(seed="", transcript="") | ~Q(seed="") & ~Q(transcript="") & ~Q(dice=""),
                name="a_seed_has_its_transcript",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}"

    @property
    def engine_id(self) -> str:
        """What commitments and the seed call it: one made for an earlier attempt cannot be opened in a later one."""
        return f"{self.poll.key}-{self.attempt}"


class Overseer(models.Model):
    """An oversight representative at the ceremony; the secret is made on their own phone."""

    ceremony = models.ForeignKey(Ceremony, models.PROTECT, related_name="overseers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # in the ceremony: what the transcript knows them by
    name = models.CharField(max_length=120)  # as the minutes name them, whatever they are called later
    body = models.CharField(max_length=120)  # whom they represent
    commitment = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField(null=True)
    dice = models.CharField(max_length=30, blank=True)  # as they read them
    secret = models.CharField(max_length=64, blank=True)  # once revealed
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ceremony", "person"], name="an_overseer_stands_once_at_a_ceremony"),
            models.UniqueConstraint(fields=["ceremony", "number"], name="one_number_an_overseer_of_a_ceremony"),
            models.CheckConstraint(
                condition=Q(secret="", revealed_at__isnull=True) | ~Q(commitment="") & Q(revealed_at__isnull=False),
                name="only_a_committed_secret_is_revealed",
            ),
        ]

    def __str__(self) -> str:
        return self.body


class Count(models.Model):
    """One run of the count, as a task with progress."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("count", "Waiting")
        RUNNING = "running", pgettext_lazy("count", "Running")
        DONE = "done", pgettext_lazy("count", "Done")
        FAILED = "failed", pgettext_lazy("count", "Failed")

    poll = models.OneToOneField(Poll, models.PROTECT, related_name="count")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)  # pots counted
    total = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    unique_share = models.FloatField(null=True)  # of ballots that nobody else cast alike; above 0.25 none is published
    bundle = models.FileField(upload_to="ballots/", blank=True)  # the whole round, zipped

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="a_failed_count_says_why")
        ]

    def __str__(self) -> str:
        return self.state


class Result(models.Model):
    """What came out of a pot by one rule: the written one, and others beside it for comparison."""

    class Kind(models.TextChoices):
        WRITTEN = "written", _("By the rulebook")
        GREEDY = "greedy", _("Most votes first")
        EQUAL_SHARES = "equal_shares", _("Equal shares")

    count = models.ForeignKey(Count, models.CASCADE, related_name="results")
    pot = models.ForeignKey(Pot, models.PROTECT, related_name="results")
    kind = models.CharField(max_length=15, choices=Kind)
    ballots = models.PositiveIntegerField()
    blank = models.PositiveIntegerField(default=0)  # of these, naming nothing
    budget = models.PositiveBigIntegerField(default=0)  # Rial, with what flowed in from other pots
    cost = models.PositiveBigIntegerField()
    winners = models.JSONField()  # numbers of options in the order of their choosing
    explained = models.JSONField(default=dict)  # by number: votes, points, why, who paid in effect, what more would do
    file = models.FileField(upload_to="ballots/", blank=True)  # what was counted, as .pb: of the written rule only
    file_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["count", "pot", "kind"], name="one_result_a_pot_and_rule")
        ]

    def __str__(self) -> str:
        return f"{self.pot_id} {self.kind}"


class Opening(models.Model):
    """A line of the log that chance chose for oversight to open and hold against its ballot."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="openings")
    index = models.PositiveBigIntegerField()
    order = models.PositiveSmallIntegerField()
    is_right = models.BooleanField(null=True)  # None: nobody has looked yet
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "index"], name="a_line_is_opened_once"),
            models.UniqueConstraint(fields=["poll", "order"], name="openings_have_an_order"),
        ]

    def __str__(self) -> str:
        return f"{self.index}"


class Recount(models.Model):
    """A file that somebody brought to be counted again. It is nobody's: whoever has its address sees the outcome."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to="recounts/", blank=True)  # deleted when it is counted
    rulebook = models.TextField()
    lots = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=Count.State, default=Count.State.WAITING)
    failure = models.CharField(max_length=500, blank=True)
    outcome = models.JSONField(default=dict)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}"
