"""The ledger: one row when someone takes part, or when forty people were counted. Reports sum it; they know no door."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.calendar import kinds
from meydan.calendar.models import Occasion
from meydan.participation.bands import band_name
from meydan.people.models import Person
from meydan.places.models import Area, Venue


class Channel(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", pgettext_lazy("channel", "Online")
    PHONE = "phone", _("By telephone")
    SMS = "sms", _("By SMS")


class Evidence(models.TextChoices):
    """How we know. Kept apart in every report."""

    ROLL_CALL = "roll_call", _("Roll call")
    CHECK_IN = "check_in", _("Check-in")
    HEAD_COUNT = "head_count", _("Head count")
    ONLINE_VIEW = "online_view", _("Online view")
    CONTRIBUTION = "contribution", _("Contribution")  # said or sent something: a question, a support, a ballot


class Participation(models.Model):
    """Who, or how many, took part: where, when, through what, and how we know.

    `door` and `subject` say where the row came from in words ("programs", "attendance.Mark:41"): the ledger knows no
    door, and a door finds its own row again to correct it.
    """

    door = models.CharField(max_length=20)  # the room: "programs"
    kind = models.CharField(max_length=30)  # the door's own word: "cultural", "sports" …
    subject = models.CharField(max_length=60)
    activity = models.PositiveBigIntegerField(default=0)  # the door's own number of what it offers: a program's id
    day = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="participations")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="participations")
    occasion = models.ForeignKey(Occasion, models.PROTECT, null=True, related_name="participations")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="participations")
    count = models.PositiveIntegerField(default=1)
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    age_band = models.CharField(max_length=10, blank=True)  # "0-11", "12-17", "18-29", "30-59", "60+"
    channel = models.CharField(max_length=10, choices=Channel)
    evidence = models.CharField(max_length=15, choices=Evidence)
    ambassador = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="brought")
    times_said = models.PositiveIntegerField(default=1)  # 1 + how often the door said it again, changed or not
    created_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["door", "subject"], name="one_row_a_subject"),
            models.CheckConstraint(
                condition=Q(women__lte=F("count") - F("men")), name="women_and_men_are_within_the_count"
            ),
            models.CheckConstraint(condition=Q(person__isnull=True) | Q(count=1), name="a_person_counts_once"),
        ]
        indexes: ClassVar = [
            # Holds all that different persons are counted by, so that the rows themselves need not be read.
            models.Index(fields=["day", "area", "kind", "venue", "evidence", "person"], name="participation_by_day"),
            models.Index(fields=["person", "-day"], name="participation_of_a_person"),
            models.Index(fields=["occasion"], name="participation_of_an_occasion"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.count}"

    @property
    def kind_name(self) -> str:
        return kinds.name_of(self.kind)

    @property
    def age_band_name(self) -> str:
        return band_name(self.age_band)


class Part(models.Model):
    """What the lines of a sheet are parted by, each combination once: its number stands in the sheets' columns."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    venue_key = models.PositiveBigIntegerField()  # 0 for none
    door = models.CharField(max_length=20)
    activity = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=30)
    channel = models.CharField(max_length=10, choices=Channel)
    evidence = models.CharField(max_length=15, choices=Evidence)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "venue_key", "door", "activity", "kind", "channel", "evidence"],
                name="each_part_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.kind} {self.activity}"


class Sheet(models.Model):
    """The ledger of one area on one day, or in one Jalali month, as columns of numbers (`engines.tallies`).

    True where no `Touched` stands in its days and area; drawn up anew from the rows where one does.
    """

    class Span(models.TextChoices):
        DAY = "day", pgettext_lazy("span", "Day")
        MONTH = "month", pgettext_lazy("span", "Month")

    span = models.CharField(max_length=5, choices=Span)
    first = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    sums = models.BinaryField()
    persons = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["span", "first", "area"], name="one_sheet_a_span_and_area"),
        ]

    def __str__(self) -> str:
        return f"{self.span} {self.first}"


class Touched(models.Model):
    """Rows of this day and area were written since their sheet was drawn up. Put in by the writer's own transaction:
    a line more never waits for another writer, as adding to a shared one would.
    """

    day = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day", "area"], name="touched_by_day")]

    def __str__(self) -> str:
        return str(self.day)
