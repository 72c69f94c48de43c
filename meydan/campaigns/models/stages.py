"""A campaign («محلهٔ سلامت») and its stages: where, which week, for which concerns, with which places and times."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.calendar.models import Timing, timing_constraints
from meydan.campaigns.models.audience import Sessions
from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue


class Campaign(models.Model):
    """What keeps one history over its stages."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="campaigns")  # the city
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "title"], name="campaign_title_once_in_its_area")
        ]

    def __str__(self) -> str:
        return (self.title_en or self.title) if wording.language() == "en" else self.title


class Stage(models.Model):
    """One week in one neighborhood. Of an early one perhaps only a month and a theme are known: the rest is empty."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        DECLARING = "declaring", _("Agencies declare what they bring")
        PLANNING = "planning", _("The timetable is made")  # the council closed what is declared
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Held")
        CALLED_OFF = "called_off", _("Called off")

    class Known(models.TextChoices):
        """How exactly its days are known."""

        DAYS = "days", _("The days")
        MONTH = "month", _("The month")  # first_day and last_day are the month's
        YEAR = "year", _("The year")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="campaign_stages")  # the neighborhood
    title = models.CharField(max_length=160, blank=True)  # where it has a name beside its number and neighborhood
    occasion = models.CharField(max_length=160, blank=True)  # "drug-awareness week"
    theme = models.CharField(max_length=300, blank=True)
    about = models.TextField(blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    known = models.CharField(max_length=10, choices=Known, default=Known.DAYS)
    is_history = models.BooleanField(default=False)  # entered afterwards: it never had promises or a timetable here
    state = models.CharField(max_length=15, choices=State, default=State.DRAFT)
    expected_visitors = models.PositiveIntegerField(null=True)
    declare_until = models.DateField(null=True)
    visitors = models.PositiveIntegerField(null=True)  # of an early one, where somebody wrote it down
    source = models.CharField(max_length=300, blank=True)  # of an early one: where this is known from
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies")
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)  # when the council closed what is declared
    published_at = models.DateTimeField(null=True)
    evaluated_at = models.DateTimeField(null=True)  # since when its evaluation is closed
    reopened_at = models.DateTimeField(null=True)  # when that was last opened again
    changed_at = models.DateTimeField(auto_now=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="stage_number_once_in_its_campaign"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="a_stage_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(number__gte=1), name="stages_are_counted_from_one"),
            models.CheckConstraint(
                condition=Q(is_history=False, known="days") | Q(is_history=True, state="held"),
                name="only_history_is_known_by_its_month",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="a_published_stage_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(evaluated_at__isnull=True) | Q(is_history=False, state__in=["published", "held"]),
                name="only_what_everybody_saw_is_evaluated",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "-first_day"], name="stages_newest_first")]

    def __str__(self) -> str:
        return f"{self.campaign} {self.number}"


class Concern(models.Model):
    """What troubles this neighborhood («دغدغه»), how much it weighs, and whom it is to be taught to."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="concerns")
    name = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField(default=3)  # 1 … 5
    audiences = models.JSONField(default=list)  # of `Audience`; none: everybody
    in_every_place = models.BooleanField(default=True)  # to be taught at each satellite, or anywhere

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stage", "name"], name="concern_once_in_its_stage"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="a_concern_weighs_one_to_five"),
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A venue of a stage: its one host place, or a satellite."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="places")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="campaign_places")
    is_host = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stage", "venue"], name="a_venue_is_a_stages_place_once"),
            models.UniqueConstraint(fields=["stage"], condition=Q(is_host=True), name="a_stage_has_one_host"),
        ]

    def __str__(self) -> str:
        return str(self.venue)


class Space(models.Model):
    """Part of a place that holds one thing at a time: a prayer hall, the women's part, a tent, a row of stalls."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="spaces")
    name = models.CharField(max_length=80)
    capacity = models.PositiveIntegerField()
    sessions = models.CharField(max_length=10, choices=Sessions, default=Sessions.TOGETHER)  # whom it may hold
    stalls = models.PositiveSmallIntegerField(
        default=0
    )  # how many stalls or pieces stand there; 0: a hall for sessions
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, related_name="+")  # where the venue has it as one

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "name"], name="space_once_in_its_place"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_space_holds_somebody"),
        ]

    def __str__(self) -> str:
        return wording.digits(self.name)


class Slot(Timing):
    """A time of each evening at which sessions begin: "20 minutes after Maghrib", for so many minutes."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="slots")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            *timing_constraints("campaign_slot"),
            models.UniqueConstraint(
                fields=["stage", "clock"], condition=Q(clock__isnull=False), name="a_slot_by_the_clock_stands_once"
            ),
            models.UniqueConstraint(
                fields=["stage", "prayer", "prayer_offset"],
                condition=Q(clock__isnull=True),
                name="a_slot_by_a_prayer_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.order}"


class Supply(models.Model):
    """What the municipality can lend, and how many of it in all: sound systems, projectors, tables, tents."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="supplies")
    name = models.CharField(max_length=80)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stage", "name"], name="supply_once_in_its_stage")]

    def __str__(self) -> str:
        return wording.digits(self.name)


class Cost(models.Model):
    """What a stage cost, line by line."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="costs")
    title = models.CharField(max_length=160)
    amount = models.PositiveBigIntegerField()  # Rials
    concern = models.ForeignKey(Concern, models.SET_NULL, null=True, related_name="costs")
    paid_on = models.DateField(null=True)
    is_late = models.BooleanField(default=False)  # written while the evaluation is closed
    reason = models.CharField(max_length=300, blank=True)  # why it comes late
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_late=False) | ~Q(reason=""), name="a_late_cost_says_why")
        ]

    def __str__(self) -> str:
        return wording.digits(self.title)
