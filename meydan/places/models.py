"""One tree of areas and the venues in it."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base import wording
from meydan.places.keys import Path, SearchKey, SortKey

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


def both_or_neither(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
        name=name,
    )


def in_language(row: "Area | Venue") -> str:
    """The name a reader knows it by, with digits in the reader's script; they are kept in one."""
    return wording.digits((row.name_en or row.name) if wording.language() == "en" else row.name)


class Area(models.Model):
    """A place on the map that has a government or a name: a country down to a neighborhood.

    `path` holds the ids from the root down ("/1/7/32/"), so that everything below an area is one prefix.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        REGION = "region", _("Region")
        NEIGHBORHOOD = "neighborhood", _("Neighborhood")

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=30, null=True)  # the official code, where there is one
    path = Path(max_length=120, unique=True)
    sort_key = SortKey()
    search_key = SearchKey()
    latitude = models.FloatField(null=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, validators=LONGITUDE)
    border = models.JSONField(null=True)  # a GeoJSON Polygon or MultiPolygon
    outline = models.JSONField(null=True)  # the border thinned out for drawing; made with it
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "code"], condition=Q(code__isnull=False), name="area_code_once_a_kind"
            ),
            models.UniqueConstraint(fields=["parent", "kind", "name"], name="area_name_once_in_its_parent"),
            models.UniqueConstraint(fields=["name"], condition=Q(parent__isnull=True), name="country_name_once"),
            models.CheckConstraint(
                condition=Q(kind="country", parent__isnull=True) | ~Q(kind="country") & Q(parent__isnull=False),
                name="only_a_country_has_no_parent",
            ),
            both_or_neither("area_has_both_coordinates_or_none"),
        ]
        indexes: ClassVar = [models.Index(fields=["parent", "sort_key"], name="area_in_its_parent")]

    def __str__(self) -> str:
        return in_language(self)

    def contains(self, other: "Area") -> bool:
        """Whether `other` is this area or lies below it."""
        return other.path.startswith(self.path)


class Venue(models.Model):
    """Where something can happen: a center, a mosque, a park, or a place that is only a link."""

    class Kind(models.TextChoices):
        CULTURAL_CENTER = "cultural_center", _("Cultural center")
        HEALTH_HOUSE = "health_house", _("Health house")
        NEIGHBORHOOD_HOUSE = "neighborhood_house", _("Neighborhood house")
        EXERCISE_BASE = "exercise_base", _("Morning-exercise base")
        SPORTS_PLACE = "sports_place", _("Sports place")
        MOSQUE = "mosque", _("Mosque")
        SCHOOL = "school", _("School")
        PARK = "park", _("Park")
        SQUARE = "square", _("Square")
        ONLINE = "online", pgettext_lazy("venue", "Online")

    area = models.ForeignKey(Area, models.PROTECT, related_name="venues")
    kind = models.CharField(max_length=30, choices=Kind, db_index=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    sort_key = SortKey()
    search_key = SearchKey()
    address = models.CharField(max_length=300, blank=True)
    directions = models.CharField(max_length=300, blank=True)
    link = models.URLField(blank=True)  # its own page; for a venue that is only online, the place itself
    latitude = models.FloatField(null=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, validators=LONGITUDE)
    step_free = models.BooleanField(null=True)  # None: nobody has looked yet
    accessible_toilet = models.BooleanField(null=True)
    hearing_loop = models.BooleanField(null=True)
    opening_hours = models.JSONField(default=dict)  # {"0": [["08:00", "20:00"]], …}, 0 = Saturday
    photo = models.ImageField(upload_to="venues/", blank=True)
    is_open = models.BooleanField(default=True)  # False: closed for good; kept for its history
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "kind", "name"], name="venue_name_once_in_its_area"),
            both_or_neither("venue_has_both_coordinates_or_none"),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "sort_key"], name="venue_in_its_area")]

    def __str__(self) -> str:
        return in_language(self)


class Hall(models.Model):
    """A room, a lawn or a pitch of a venue that holds one thing at a time."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="halls")
    name = models.CharField(max_length=120)
    capacity = models.PositiveIntegerField()
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["venue", "name"], name="hall_name_once_in_its_venue"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="hall_holds_somebody"),
        ]

    def __str__(self) -> str:
        return wording.digits(self.name)


class Import(models.Model):
    """A file of areas or borders that was read and shown, then written. Kept as the history of who brought in what."""

    class Kind(models.TextChoices):
        AREAS = "areas", _("Areas (CSV)")
        BORDERS = "borders", _("Borders (GeoJSON)")

    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)  # emptied once it is written
    digest = models.CharField(max_length=64)  # SHA-256 of the text
    brought_by = models.UUIDField(null=True)  # a person's key, as in the journal: persons stand above places
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(text=""), name="an_applied_import_holds_no_text"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["brought_by", "-created_at"], name="import_newest_first")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
