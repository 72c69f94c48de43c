"""An evening with the mayor, and the series it belongs to."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion
from meydan.people.models import Organization, Person
from meydan.places.models import Area


class Series(models.Model):
    """«شهروند و شهردار»: pilot and official editions keep one history."""

    title = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="question_series")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "title"], name="series_title_once_in_its_area")
        ]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """What a question is about; the unit is whom an order about it usually goes to."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="topics")
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey(Organization, models.SET_NULL, null=True, related_name="+")
    is_open = models.BooleanField(default=True)  # False: kept for its history

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["series", "name"], name="topic_once_in_its_series")]

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One edition. Its occasion says when, where and whether it still stands."""

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        COLLECTING = "collecting", _("Collecting")  # announced; citizens ask
        LIVE = "live", _("Live")  # on air; citizens still ask
        ANSWERING = "answering", _("Answering")  # the rest is answered in writing; no new questions
        FOLLOWING = "following", _("Following up")  # orders are carried out
        CANCELLED = "cancelled", _("Cancelled")

    series = models.ForeignKey(Series, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()  # in its series
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    is_pilot = models.BooleanField(default=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="question_editions")
    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="question_edition")
    broadcast_url = models.URLField(blank=True)  # where it is watched, live and afterwards
    topics = models.ManyToManyField(Topic, related_name="editions")
    moderators = models.ManyToManyField(Person, related_name="moderates_editions")
    answered_by = models.CharField(max_length=120, blank=True)  # who answers: "Mayor of Qom"
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    announced_at = models.DateTimeField(null=True)
    live_at = models.DateTimeField(null=True)
    live_ended_at = models.DateTimeField(null=True)
    moderators_told_at = models.DateTimeField(null=True)  # that something waits: a quarter of an hour apart at least
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="edition_number_once_in_its_series"),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "cancelled"]) | Q(announced_at__isnull=False),
                name="an_announced_edition_says_since_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "stage"], name="editions_of_an_area")]

    def __str__(self) -> str:
        return self.title


ASKING: Final = (Edition.Stage.COLLECTING, Edition.Stage.LIVE)
SUPPORTING: Final = (*ASKING, Edition.Stage.ANSWERING)
PUBLIC: Final = (*SUPPORTING, Edition.Stage.FOLLOWING, Edition.Stage.CANCELLED)
