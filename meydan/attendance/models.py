"""Who came to an occasion: what each phone said, what stands of it, and the plain counts.

An `Entry` is one thing somebody said and never changes; a `Mark` and a `HeadCount` are what stands now.
"""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion
from meydan.participation.bands import BANDS, band_name
from meydan.participation.models import Evidence
from meydan.people.models import Person


class State(models.TextChoices):
    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    ABSENT = "absent", _("Absent")


STANDING = frozenset({Occasion.Status.ANNOUNCED, Occasion.Status.HELD})  # occasions whose roll can be called
CAME = (State.PRESENT, State.LATE)
AGE_BANDS = tuple(name for _first, name in reversed(BANDS))  # the youngest first


class Roll(models.Model):
    """The roll of one occasion. Whoever writes in it takes hold of this row first, so that two phones come in turn."""

    OPENS_BEFORE = dt.timedelta(hours=1)
    STAYS_OPEN = dt.timedelta(days=3)  # for those who were there; an officer may correct it later still

    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="roll")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="closed_rolls")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False), name="who_closed_a_roll_did_it_then"
            ),
        ]

    def __str__(self) -> str:
        return f"roll {self.occasion_id}"


class Entry(models.Model):
    """One thing that was said, by a phone or at a desk. Its id is made where it is said, so that it counts once.

    `seen` is the entry that the phone knew last of the same target. Where something else had been said meanwhile, and
    by another phone, the two stand against each other until somebody settles it.
    """

    class Kind(models.TextChoices):
        MARK = "mark", _("Mark")
        WALK_IN = "walk_in", _("Walk-in")
        COUNT = "count", _("Head count")

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("Taken over")
        CONFLICT = "conflict", _("Said differently by two")
        REFUSED = "refused", _("Refused")

    class Reason(models.TextChoices):
        """Why an entry was refused, though it is kept."""

        CLOSED = "closed", _("The roll was closed before this arrived.")
        TOO_EARLY = "too_early", _("It was said before the roll opened.")
        TOO_LATE = "too_late", _("It was said more than three days after the session.")
        CANCELLED = "cancelled", _("The session is cancelled.")
        NOT_EXPECTED = "not_expected", _("This person has no place in this session.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MARK)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="entries")
    walk_in = models.UUIDField(null=True)  # how the phone that added a walk-in calls them
    name = models.CharField(max_length=120, blank=True)  # of a walk-in
    sex = models.CharField(max_length=10, choices=Person.Sex, blank=True)  # of a walk-in
    age_band = models.CharField(max_length=10, blank=True)  # of a walk-in, or of those counted
    state = models.CharField(max_length=10, choices=State, blank=True)
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    evidence = models.CharField(max_length=15, choices=Evidence, default=Evidence.ROLL_CALL)
    device = models.UUIDField(null=True)  # a random key of the phone; None: said at a desk
    seen = models.UUIDField(null=True)
    said_at = models.DateTimeField()  # by the phone's clock, set right by ours
    received_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="entries_said")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.TAKEN)
    reason = models.CharField(max_length=15, choices=Reason, blank=True)
    against = models.ForeignKey("self", models.PROTECT, null=True, related_name="contradicted_by")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="entries_settled")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="refused") & ~Q(reason="") | ~Q(outcome="refused") & Q(reason=""),
                name="a_refused_entry_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome="conflict") | Q(against__isnull=True), name="only_a_conflict_is_against_an_entry"
            ),
            models.CheckConstraint(condition=Q(women__lte=F("total") - F("men")), name="entry_counts_within_the_total"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["occasion", "received_at"], name="entries_of_an_occasion"),
            models.Index(
                fields=["occasion"],
                condition=Q(outcome__in=["conflict", "refused"], settled_at__isnull=True),
                name="entries_to_settle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def says(self) -> tuple[str | int, ...]:
        """What two entries of one target agree or differ in."""
        return (self.women, self.men, self.total) if self.kind == self.Kind.COUNT else (self.state,)


class Mark(models.Model):
    """What stands of one person at one occasion. Without `person` it is a walk-in, whom the roll knows by name only."""

    State = State

    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="marks")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="marks")
    walk_in = models.UUIDField(null=True)  # the same as in their entries
    name = models.CharField(max_length=120, blank=True)  # of a walk-in, as staff wrote it
    sex = models.CharField(max_length=10, choices=Person.Sex, blank=True)  # of a walk-in
    age_band = models.CharField(max_length=10, blank=True)  # of a walk-in
    state = models.CharField(max_length=10, choices=State)
    evidence = models.CharField(max_length=15, choices=Evidence, default=Evidence.ROLL_CALL)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="marks")  # the one that stands
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="marks_said")
    at = models.DateTimeField()  # when it was said

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["occasion", "person"],
                condition=Q(person__isnull=False),
                name="one_mark_a_person_at_an_occasion",
            ),
            models.UniqueConstraint(
                fields=["occasion", "walk_in"],
                condition=Q(walk_in__isnull=False),
                name="one_mark_a_walk_in_at_an_occasion",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "state"], name="marks_of_a_person")]

    def __str__(self) -> str:
        return self.state

    @property
    def came(self) -> bool:
        return self.state in CAME

    @property
    def says(self) -> tuple[str | int, ...]:
        return (self.state,)


class HeadCount(models.Model):
    """Those who came and whose names were not taken, of one age band ("": of any age), beside the marks."""

    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="head_counts")
    age_band = models.CharField(max_length=10, blank=True)
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="head_counts")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="head_counts_made")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "age_band"], name="one_head_count_an_age_band"),
            models.CheckConstraint(
                condition=Q(women__lte=F("total") - F("men")),
                name="women_and_men_are_within_a_head_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.age_band} {self.total}"

    @property
    def says(self) -> tuple[str | int, ...]:
        return self.women, self.men, self.total

    @property
    def band(self) -> str:
        return band_name(self.age_band)

    @property
    def others(self) -> int:
        """Those who were not counted as women or men."""
        return self.total - self.women - self.men
