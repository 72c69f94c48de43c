"""What a counseling manager keeps: counselors, topics, rooms, hours with seasons, leave, and the city's policy."""

import datetime as dt
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base import wording
from meydan.base.roles import Role
from meydan.calendar.models import Timing, timing_constraints
from meydan.people.models import Holding, Person
from meydan.places.models import Area, Venue


class Mode(models.TextChoices):
    """How a client and a counselor meet."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By telephone")
    ONLINE = "online", pgettext_lazy("counseling", "Online")


class BookedFor(models.TextChoices):
    """Whom an appointment is for."""

    ONESELF = "oneself", _("For myself")
    CHILD = "child", _("For a child")
    COUPLE = "couple", _("For us as a couple")


class Policy(models.Model):
    """What holds in all counseling of a city. A city without a row has the defaults."""

    area = models.OneToOneField(Area, models.PROTECT, related_name="counseling_policy")
    open_bookings = models.PositiveSmallIntegerField(default=2)  # a client may hold, all topics together
    horizon_days = models.PositiveSmallIntegerField(default=28)  # how far ahead times are offered
    offer_minutes = models.PositiveSmallIntegerField(default=120)  # an earlier time is kept for whom it was offered to
    room_base = models.URLField(default="https://meet.jit.si")  # a private room's address begins with it
    room_opens_minutes = models.PositiveSmallIntegerField(default=10)  # before its time
    calls_from = models.TimeField(default=dt.time(8))  # when "call me" is answered
    calls_until = models.TimeField(default=dt.time(20))
    keep_years = models.PositiveSmallIntegerField(default=5)  # after the last session
    keep_years_child = models.PositiveSmallIntegerField(default=10)
    keep_years_unattended = models.PositiveSmallIntegerField(default=1)  # a file whose client never came
    keep_years_log = models.PositiveSmallIntegerField(default=2)  # of who opened a file, after the file is gone

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(open_bookings__gte=1, open_bookings__lte=20, horizon_days__gte=1, horizon_days__lte=120),
                name="counseling_policy_offers_something",
            ),
            models.CheckConstraint(
                condition=Q(keep_years__gte=1, keep_years_child__gte=1, keep_years_unattended__gte=1),
                name="counseling_files_are_kept_a_year_at_least",
            ),
            models.CheckConstraint(condition=Q(calls_from__lt=F("calls_until")), name="calls_are_answered_for_a_while"),
        ]

    def __str__(self) -> str:
        return str(self.area_id)


class Topic(models.Model):
    """What somebody comes for. A topic with topics below it is a heading: only its leaves are booked."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="counseling_topics")  # the city
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=300, blank=True)  # in a citizen's own words: "you worry all day …"
    about_en = models.CharField(max_length=300, blank=True)
    signs = models.JSONField(default=list)  # short phrases that lead here in the guide: "worry and unease"
    signs_en = models.JSONField(default=list)  # the same, in the same order
    shows_lines = models.BooleanField(default=False)  # whoever comes with it is shown the emergency lines
    order = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=45)
    buffer_minutes = models.PositiveSmallIntegerField(default=15)  # the counselor's own, after it
    notice_hours = models.PositiveSmallIntegerField(default=3)  # booked at least so long before
    cancel_hours = models.PositiveSmallIntegerField(default=12)  # canceled by its client at least so long before
    open_bookings = models.PositiveSmallIntegerField(default=1)  # a client may hold of this topic
    fee = models.PositiveBigIntegerField(default=0)  # Rials; 0: free
    modes = models.JSONField(default=list)  # of `Mode`; none: all
    booked_for = models.JSONField(default=list)  # of `BookedFor`; none: all
    is_open = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "name"], name="counseling_topic_name_once_in_its_city"),
            models.CheckConstraint(condition=Q(minutes__gte=10, minutes__lte=240), name="a_topic_lasts_a_session"),
            models.CheckConstraint(condition=Q(buffer_minutes__lte=120), name="a_buffer_is_shorter_than_two_hours"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="a_topic_is_not_below_itself"),
        ]

    def __str__(self) -> str:
        return wording.digits((self.name_en or self.name) if wording.language() == "en" else self.name)

    @property
    def sentence(self) -> str:
        """What it is about, in the reader's language where the manager wrote it."""
        return wording.digits((self.about_en or self.about) if wording.language() == "en" else self.about)


class Counselors(models.QuerySet["Counselor"]):
    """Counselors, and who of them counsels today."""

    def serving(self) -> Self:
        """Kept as active, and the role is theirs today: an administrator may have ended it."""
        return self.filter(Exists(roles_held()), is_active=True)


def roles_held() -> models.QuerySet[Holding]:
    """Of a counselor (the outer query): the role today, in their city or above it."""
    city = ExpressionWrapper(OuterRef("area__path"), output_field=CharField())
    held = Holding.objects.current().filter(person=OuterRef("person"), role=Role.COUNSELOR)
    return held.alias(city=city).filter(city__startswith=F("area__path"))


class Counselor(models.Model):
    """A psychologist or family counselor, as citizens and their manager know them."""

    class Language(models.TextChoices):
        FA = "fa", _("Persian")
        AZ = "az", _("Azerbaijani Turkish")
        KU = "ku", _("Kurdish")
        AR = "ar", _("Arabic")
        EN = "en", _("English")
        SIGN = "sign", _("Iranian sign language")

    person = models.OneToOneField(Person, models.PROTECT, related_name="counselor")
    area = models.ForeignKey(Area, models.PROTECT, related_name="counselors")  # the city
    title = models.CharField(max_length=120, blank=True)  # "clinical psychologist"
    license_number = models.CharField(max_length=30)
    license_until = models.DateField(null=True)  # after it nothing is offered
    specialties = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=600, blank=True)
    languages = models.JSONField(default=list)  # of `Language`
    topics = models.ManyToManyField(Topic, related_name="counselors")  # leaves
    supervisor = models.ForeignKey("self", models.SET_NULL, null=True, related_name="supervised")
    most_a_day = models.PositiveSmallIntegerField(default=8)  # sessions
    takes_children = models.BooleanField(default=True)
    takes_couples = models.BooleanField(default=True)
    is_on_duty = models.BooleanField(default=False)  # urgent bookings and calls come to them first
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    objects = Counselors.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["license_number"], name="a_license_is_held_once"),
            models.CheckConstraint(condition=~Q(supervisor=F("id")), name="nobody_supervises_themselves"),
            models.CheckConstraint(condition=Q(most_a_day__gte=1, most_a_day__lte=30), name="a_day_has_some_sessions"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Room(models.Model):
    """A room of a house or center where one counselor receives at a time. Not a hall: nothing else is held in it."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="counseling_rooms")
    name = models.CharField(max_length=80)
    is_open = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["venue", "name"], name="counseling_room_name_once_in_its_venue")
        ]

    def __str__(self) -> str:
        return wording.digits(self.name)


class Season(models.Model):
    """A stretch of days with hours of its own, like Ramadan: on them only hours of the season hold."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="counseling_seasons")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="a_season_begins_before_it_ends")
        ]
        indexes: ClassVar = [models.Index(fields=["area", "starts_on"], name="seasons_of_a_city")]

    def __str__(self) -> str:
        return wording.digits(self.name)


class Hours(Timing):
    """When a counselor is there in a week: by the clock or from a prayer, where, and for which modes."""

    counselor = models.ForeignKey(Counselor, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(validators=[MinValueValidator(0), MaxValueValidator(6)])  # 0: Saturday
    modes = models.JSONField(default=list)  # of `Mode`, one at least
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="hours")  # in person needs one
    season = models.ForeignKey(Season, models.CASCADE, null=True, related_name="hours")  # None: outside every season
    since = models.DateField()
    until = models.DateField(null=True)
    works_holidays = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            *timing_constraints("counseling_hours"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="a_week_has_seven_days"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="counseling_hours_end_after_they_begin"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["counselor", "weekday"], name="hours_of_a_counselor")]

    def __str__(self) -> str:
        return f"{self.counselor_id} {self.weekday}"


class Leave(models.Model):
    """From a moment to a moment a counselor is away."""

    class Reason(models.TextChoices):
        HOLIDAY = "holiday", _("Leave")
        ILLNESS = "illness", _("Illness")
        TRAINING = "training", _("Training or meeting")

    counselor = models.ForeignKey(Counselor, models.CASCADE, related_name="leaves")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=Reason)
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="a_leave_begins_before_it_ends")
        ]
        indexes: ClassVar = [models.Index(fields=["counselor", "starts_at"], name="leaves_of_a_counselor")]

    def __str__(self) -> str:
        return f"{self.counselor_id} {self.starts_at}"
