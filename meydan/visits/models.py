"""How many came to a venue on a day. Counted, closed, or nobody counted: three different things."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meydan.people.models import Person
from meydan.places.models import Venue


class VisitCount(models.Model):
    """How many came to a venue on a day for one kind of thing. No row: nobody counted, which is not zero."""

    class Kind(models.TextChoices):
        CULTURAL = "cultural", _("Cultural")
        HEALTH = "health", _("Health")
        SPORTS = "sports", _("Sports")

    class Source(models.TextChoices):
        HAND = "hand", _("By hand")
        COUNTER = "counter", _("Door counter")

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="visit_counts")
    day = models.DateField()
    kind = models.CharField(max_length=30, choices=Kind)
    count = models.PositiveIntegerField()
    women = models.PositiveIntegerField(null=True)  # None: nobody looked
    men = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.HAND)
    counter_count = models.PositiveIntegerField(null=True)  # what the door counter read, whichever of the two counts
    counted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="visits_counted")
    counted_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["venue", "day", "kind"], name="one_count_a_venue_day_and_kind"),
            models.CheckConstraint(
                condition=Q(women__isnull=True, men__isnull=True)
                | Q(women__isnull=True, men__lte=F("count"))
                | Q(men__isnull=True, women__lte=F("count"))
                | Q(women__lte=F("count") - F("men")),
                name="women_and_men_who_came_are_within_the_count",
            ),
            models.CheckConstraint(
                condition=~Q(source="counter") | Q(counter_count=F("count")), name="a_counters_count_is_what_it_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.count}"

    @property
    def is_by_counter(self) -> bool:
        return self.source == self.Source.COUNTER

    @property
    def differs(self) -> bool:
        """Whether the door counter read another number than the one that counts."""
        return self.counter_count is not None and self.counter_count != self.count


class ClosedDay(models.Model):
    """A venue did not open on a day: neither a zero nor a gap."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="closed_days")
    day = models.DateField()
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="days_said_closed")
    said_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["venue", "day"], name="a_venue_is_said_closed_once_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.day)


class CounterFile(models.Model):
    """A file of a door counter: kept until whoever brought it has seen what it would do and said so."""

    class State(models.TextChoices):
        LOOKED_AT = "looked_at", _("Only looked at")
        WRITING = "writing", _("Being written")
        WRITTEN = "written", _("Brought in")

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="counter_files")
    kind = models.CharField(max_length=30, choices=VisitCount.Kind)
    text = models.TextField(blank=True)  # emptied once it is written
    digest = models.CharField(max_length=64)  # SHA-256 of the text
    day_column = models.PositiveSmallIntegerField()  # from 0, as guessed or chosen
    count_column = models.PositiveSmallIntegerField()
    taken_days = models.JSONField(default=list)  # ISO dates on which the counter's number replaces what a person said
    brought_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="counter_files")
    brought_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.LOOKED_AT)
    days = models.PositiveIntegerField(default=0)  # it speaks of
    done = models.PositiveIntegerField(default=0)  # of them, so far
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)  # days on which a person's word stayed
    bad = models.PositiveIntegerField(default=0)  # lines

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="written") | Q(text=""), name="a_written_file_holds_no_text"),
        ]
        indexes: ClassVar = [models.Index(fields=["brought_by", "-brought_at"], name="counter_files_newest_first")]

    def __str__(self) -> str:
        return f"{self.venue} {self.pk}"


# Where people are counted at all, and what they mostly come for.
MAIN_KIND = {
    Venue.Kind.CULTURAL_CENTER: VisitCount.Kind.CULTURAL,
    Venue.Kind.HEALTH_HOUSE: VisitCount.Kind.HEALTH,
    Venue.Kind.NEIGHBORHOOD_HOUSE: VisitCount.Kind.CULTURAL,
    Venue.Kind.EXERCISE_BASE: VisitCount.Kind.SPORTS,
    Venue.Kind.SPORTS_PLACE: VisitCount.Kind.SPORTS,
}
