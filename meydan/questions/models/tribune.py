"""A tribune in a square, where people step up and speak."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meydan.people.models import Person
from meydan.places.models import Area, Venue
from meydan.questions.models.edition import Edition


class Tribune(models.Model):
    """Where and when a host stands with a tablet, and by what scenario people are met."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="tribunes")
    area = models.ForeignKey(Area, models.PROTECT, related_name="tribunes")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="tribunes")
    place = models.CharField(max_length=160)  # "in front of the bazaar"
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    scenario = models.JSONField(default=list)  # what the host says and asks, sentence by sentence
    hosts = models.ManyToManyField(Person, related_name="hosts_tribunes")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="tribune_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.place
