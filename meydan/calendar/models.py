"""Occasions: everything that happens somewhere at some time, by the clock or by the prayer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue

HALL_RULE = "hall_holds_one_thing_at_a_time"  # an exclusion constraint on PostgreSQL, triggers on SQLite


class Mode(models.TextChoices):
    """How people take part."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", pgettext_lazy("mode", "Online")
    HYBRID = "hybrid", _("In person and online")


class Timing(models.Model):
    """When within a day: by the clock, or so many minutes from a prayer, resolved for the venue and the day."""

    class Prayer(models.TextChoices):
        FAJR = "fajr", _("Fajr (dawn prayer)")
        SUNRISE = "sunrise", _("Sunrise")
        DHUHR = "dhuhr", _("Dhuhr (noon prayer)")
        SUNSET = "sunset", _("Sunset")
        MAGHRIB = "maghrib", _("Maghrib (evening prayer)")
        ISHA = "isha", _("Isha (night prayer)")

    clock = models.TimeField(null=True)
    prayer = models.CharField(max_length=10, choices=Prayer, blank=True)
    prayer_offset = models.SmallIntegerField(default=0)  # minutes after the prayer; negative: before
    minutes = models.PositiveSmallIntegerField()  # how long

    class Meta:
        abstract = True


def timing_constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(clock__isnull=False, prayer="", prayer_offset=0) | Q(clock__isnull=True) & ~Q(prayer=""),
            name=f"{name}_is_by_the_clock_or_by_a_prayer",
        ),
        models.CheckConstraint(
            condition=Q(prayer_offset__gte=-240, prayer_offset__lte=240), name=f"{name}_stays_near_its_prayer"
        ),
        models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=1440), name=f"{name}_lasts_within_a_day"),
    ]


class Series(Timing):
    """Occasions that recur by a rule of the Jalali calendar (RFC 7529, RSCALE=PERSIAN)."""

    rule = models.CharField(max_length=200)
    starts_on = models.DateField()
    exceptions = models.JSONField(default=list)  # ISO dates left out
    skips_holidays = models.BooleanField(default=True)
    planned_until = models.DateField(null=True)  # of one without an end: how far its occasions stand already

    class Meta:
        constraints: ClassVar = timing_constraints("series")

    def __str__(self) -> str:
        return self.rule


class Occasion(Timing):
    """One thing that happens once: where, when, who leads it, how to join from afar, and whether it still stands."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")  # seen by staff only
        ANNOUNCED = "announced", _("Announced")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, db_index=True)  # the door's own word: "cultural", "sports", "meeting" …
    url = models.CharField(max_length=200, blank=True)  # where the door shows it; set by the door
    area = models.ForeignKey(Area, models.PROTECT, related_name="occasions")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="occasions")
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, related_name="occasions")
    leader = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="leads")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    online_link = models.URLField(blank=True)  # shown to guests only
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="occasions")
    day = models.DateField()
    starts_at = models.DateTimeField()  # resolved from the timing, the day and the venue
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    status_reason = models.CharField(max_length=200, blank=True)
    announced_at = models.DateTimeField(null=True)  # None: citizens never saw it, so its cancellation is none of theirs
    moved_from = models.DateTimeField(null=True)  # when it was to start, before what citizens had seen was moved
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545: grows with each change a calendar should notice
    changed_at = models.DateTimeField(auto_now=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            *timing_constraints("occasion"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occasion_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "cancelled"]) | Q(announced_at__isnull=False),
                name="an_announced_occasion_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(hall__isnull=True) | Q(venue__isnull=False), name="occasion_hall_is_in_a_venue"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area", "day"], name="occasion_by_area"),
            models.Index(fields=["venue", "starts_at"], name="occasion_by_venue"),
            models.Index(fields=["hall", "starts_at"], name="occasion_by_hall"),
            models.Index(fields=["leader", "starts_at"], name="occasion_by_leader"),
            models.Index(fields=["day", "starts_at"], name="occasion_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED


class Notice(models.Model):
    """Something the guests of an occasion are told, once each, and how far that has come."""

    class About(models.TextChoices):
        EVENING = "evening", _("The evening before")
        SOON = "soon", _("Soon before")
        SHIFTED = "shifted", _("Its prayer comes at another time")

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="notices")
    about = models.CharField(max_length=10, choices=About)
    day = models.DateField()  # of the occasion: on another day they are reminded again
    sequence = models.PositiveIntegerField(default=0)  # which change of the occasion it tells of; 0: none
    reached = models.PositiveBigIntegerField(default=0)  # told in the order of ids, up to this person
    told = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["occasion", "about", "day", "sequence"], name="guests_are_told_once_of_the_same"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.day}"


class Holiday(models.Model):
    """What staff know better than the published calendar: a day off that was added, or one that is none."""

    day = models.DateField(unique=True)
    title = models.CharField(max_length=120)
    is_off = models.BooleanField()

    def __str__(self) -> str:
        return self.title


class Feed(models.Model):
    """A person's own calendar address: the token is the key to it, and can be changed."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"feed {self.pk}"
