"""Draws: who has a ticket, what is drawn for, who watches, and what came out. Anybody can compute it again."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion
from meydan.people.models import Person
from meydan.places.models import Area


class Draw(models.Model):
    """One draw for prizes. It takes its tickets from the ledger of participation and knows no door."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Being prepared")  # prizes, rule, overseers; who would be in is only counted
        COMMITTING = "committing", _("Overseers commit their secrets")
        FREEZING = "freezing", _("Tickets are being handed out")  # a task, with progress
        FROZEN = "frozen", _("The list is published")
        REVEALING = "revealing", _("Overseers reveal; dice are rolled")
        DRAWN = "drawn", _("Drawn")
        CLOSED = "closed", _("Prizes handed over")
        VOID = "void", _("Void")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the draw's name in its transcript
    title = models.CharField(max_length=160)
    area = models.ForeignKey(Area, models.PROTECT, related_name="draws")
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, related_name="draws"
    )  # of the evening it is part of
    held_at = models.DateTimeField(null=True)  # when it is drawn live, as announced
    place = models.CharField(max_length=160, blank=True)  # where, in words
    door = models.CharField(max_length=20)  # of the ledger: whose participants have tickets
    activity = models.PositiveBigIntegerField(default=0)  # the door's own number, 0: all of it in the days below
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    kinds = models.JSONField(default=list)  # kinds of participation that count; none: every kind
    most_tickets = models.PositiveSmallIntegerField(default=1)  # 1: one a person; more: one a row of theirs, up to this
    excludes_staff = models.BooleanField(default=True)
    excludes_earlier_winners_days = models.PositiveSmallIntegerField(default=0)  # 0: earlier winners take part too
    reserves = models.PositiveSmallIntegerField(default=10)
    hand_over_days = models.PositiveSmallIntegerField(default=14)  # unreachable for so long: the next reserve
    state = models.CharField(max_length=12, choices=State, default=State.PREPARING)
    void_reason = models.CharField(max_length=300, blank=True)
    reveal_minutes = models.PositiveSmallIntegerField(default=30)  # how long overseers have, once revealing begins
    reveal_by = models.DateTimeField(null=True)  # later or missing reveals void the draw, in public
    entrants = models.PositiveIntegerField(default=0)  # how many are to get a ticket, counted as freezing begins
    last_person = models.PositiveBigIntegerField(default=0)  # how far handing out has come, in the order of ids
    told_person = models.PositiveBigIntegerField(default=0)  # and telling them their codes
    told_at = models.DateTimeField(null=True)  # everybody was told
    tickets_count = models.PositiveIntegerField(default=0)
    tickets_lines = models.PositiveIntegerField(default=0)  # with weights: a code of weight 3 stands on three lines
    tickets_sha256 = models.CharField(max_length=64, blank=True)
    tickets_file = models.FileField(upload_to="draws/", blank=True)
    dice = models.CharField(max_length=30, blank=True)  # what two people typed alike
    rolled_at = models.DateTimeField(null=True)
    seed = models.CharField(max_length=64, blank=True)
    transcript = models.TextField(blank=True)  # canonical bytes as text, once drawn
    shown = models.PositiveIntegerField(default=0)  # places whose winners the hall has seen
    shown_at = models.DateTimeField(null=True)  # all of them
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="draws_created")
    created_at = models.DateTimeField(auto_now_add=True)
    committing_at = models.DateTimeField(null=True)
    freezing_at = models.DateTimeField(null=True)  # what the ledger held by then counts
    frozen_at = models.DateTimeField(null=True)
    revealing_at = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(most_tickets__gte=1), name="whoever_is_in_has_a_ticket"),
            models.CheckConstraint(
                condition=~Q(state__in=["frozen", "revealing", "drawn", "closed"])
                | Q(frozen_at__isnull=False) & ~Q(tickets_sha256=""),
                name="a_frozen_list_has_its_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["drawn", "closed"]) | Q(drawn_at__isnull=False) & ~Q(seed=""),
                name="what_is_drawn_has_its_seed",
            ),
            models.CheckConstraint(
                condition=Q(state="void", voided_at__isnull=False) & ~Q(void_reason="")
                | ~Q(state="void") & Q(voided_at__isnull=True, void_reason=""),
                name="a_void_draw_says_why",
            ),
            models.CheckConstraint(
                condition=Q(dice="", rolled_at__isnull=True) | ~Q(dice="") & Q(rolled_at__isnull=False),
                name="dice_say_when_they_lay",
            ),
            models.CheckConstraint(
                condition=~Q(state="revealing") | Q(reveal_by__isnull=False), name="whoever_reveals_knows_by_when"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "-created_at"], name="draws_of_an_area")]

    def __str__(self) -> str:
        return self.title

    @property
    def engine_id(self) -> str:
        """What the transcript and the commitments call it."""
        return str(self.key)


class Prize(models.Model):
    """So many of one thing. Prizes are drawn in their order."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="prizes")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    count = models.PositiveSmallIntegerField(default=1)
    value = models.PositiveBigIntegerField(default=0)  # Rial, 0: not said

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "order"], name="one_prize_at_a_place"),
            models.CheckConstraint(condition=Q(count__gte=1), name="a_prize_is_there"),
        ]

    def __str__(self) -> str:
        return self.title


class Excluded(models.Model):
    """Somebody who declared, or was found, to have no part in a draw: a relative of whoever runs it, say."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="excluded")
    person = models.ForeignKey(Person, models.CASCADE, related_name="excluded_from")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["draw", "person"], name="excluded_once")]

    def __str__(self) -> str:
        return self.reason


class Ticket(models.Model):
    """A random code known to its holder; the list of codes is published, the persons are not."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="tickets")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="draw_tickets")
    code = models.CharField(max_length=20)
    weight = models.PositiveSmallIntegerField(default=1)  # how often the code stands in the list

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "code"], name="one_code_a_draw"),
            models.UniqueConstraint(
                fields=["draw", "person"], condition=Q(person__isnull=False), name="one_ticket_a_person_and_draw"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Overseer(models.Model):
    """A representative of an oversight body: commits a secret before the list is frozen, reveals it live."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="overseers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="oversees")
    number = models.PositiveSmallIntegerField()  # in the draw: what the transcript knows them by
    name = models.CharField(max_length=120)  # as the minutes name them, whatever they are called later
    body = models.CharField(max_length=120)  # whom they represent, as the minutes name it
    commitment = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField(null=True)
    reveal = models.CharField(max_length=64, blank=True)  # the secret, public from then on
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "person"], name="oversees_once"),
            models.UniqueConstraint(fields=["draw", "number"], name="one_overseer_a_number"),
            models.CheckConstraint(
                condition=Q(commitment="", committed_at__isnull=True)
                | ~Q(commitment="") & Q(committed_at__isnull=False),
                name="a_commitment_says_when",
            ),
            models.CheckConstraint(
                condition=Q(reveal="", revealed_at__isnull=True) | ~Q(commitment="") & Q(revealed_at__isnull=False),
                name="only_what_was_committed_is_revealed",
            ),
        ]

    def __str__(self) -> str:
        return self.body


class DiceReading(models.Model):
    """What one person read off the dice on the table; two different people must read the same."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="dice_readings")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    values = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["draw", "by"], name="one_reading_a_person")]

    def __str__(self) -> str:
        return self.values


class Place(models.Model):
    """A place in the order that came out: a prize, or a reserve's number, and what became of it."""

    class State(models.TextChoices):
        DRAWN = "drawn", _("Won")
        HANDED_OVER = "handed_over", _("Handed over")
        UNREACHABLE = "unreachable", _("Could not be reached")
        DECLINED = "declined", _("Declined")
        RESERVE = "reserve", _("Reserve")

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="places")
    order = models.PositiveIntegerField()  # 1 is drawn first
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="places")
    prize = models.ForeignKey(Prize, models.PROTECT, null=True, related_name="places")  # None: a reserve who waits
    # Of a reserve who moved up: whose prize it was.
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField(max_length=12, choices=State)
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    evidence = models.ImageField(upload_to="draws/", blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "order"], name="one_ticket_at_a_place"),
            models.UniqueConstraint(fields=["draw", "ticket"], name="a_ticket_comes_out_once"),
            models.CheckConstraint(
                condition=Q(state="reserve", prize__isnull=True) | ~Q(state="reserve") & Q(prize__isnull=False),
                name="whoever_is_no_reserve_has_a_prize",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drawn", "reserve"], settled_at__isnull=True)
                | Q(state__in=["handed_over", "unreachable", "declined"], settled_at__isnull=False),
                name="what_is_settled_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_over") | ~Q(evidence=""), name="handing_over_has_its_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.state}"

    @property
    def area_id(self) -> int:
        """Whose staff see what its winner is told."""
        return self.draw.area_id
