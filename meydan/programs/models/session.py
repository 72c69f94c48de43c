"""A meeting of a program."""

from django.db import models

from meydan.calendar.models import Occasion
from meydan.programs.models.program import Program


class Session(models.Model):
    """One meeting of a program: an occasion of the calendar, whose roll is called by `attendance`."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="sessions")
    occasion = models.OneToOneField(Occasion, models.PROTECT, related_name="session")

    def __str__(self) -> str:
        return f"{self.program} · {self.occasion.day}"
