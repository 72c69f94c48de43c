"""A meeting of a program."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meydan.calendar.models import Occasion
from meydan.people.models import Person
from meydan.programs.models.program import Program


class Session(models.Model):
    """One meeting of a program: an occasion, with what its staff counted."""

    ROLL_STAYS_OPEN = dt.timedelta(days=3)  # for those who were there; an officer may correct it later still

    program = models.ForeignKey(Program, models.PROTECT, related_name="sessions")
    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="session")
    counted = models.PositiveIntegerField(null=True)  # the plain head count, where names were not taken
    counted_women = models.PositiveIntegerField(default=0)
    counted_men = models.PositiveIntegerField(default=0)
    roll_closed_at = models.DateTimeField(null=True)
    roll_closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="rolls_closed")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(counted__isnull=True, counted_women=0, counted_men=0)
                | Q(counted_women__lte=F("counted") - F("counted_men")),
                name="women_and_men_counted_are_within_the_head_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program} · {self.occasion.day}"
