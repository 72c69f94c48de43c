"""What was watched, heard or read."""

from typing import ClassVar

from django.db import models

from meydan.programs.models.program import Program


class View(models.Model):
    """A device or a person opened a program's content on a day: once a day counts. Folded into the ledger by a task."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="views")
    day = models.DateField()
    viewer = models.UUIDField()  # a random key of the device, or of the person; leads to nobody
    counted = models.BooleanField(default=False)  # in the ledger already

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "day", "viewer"], name="one_view_a_day_and_viewer"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["program", "day"], condition=models.Q(counted=False), name="views_to_count"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.day}"


class ViewedDay(models.Model):
    """A day of a program's content: what its row of the ledger stands for."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="viewed_days")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)  # as the ledger has them

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "day"], name="one_sum_of_views_a_program_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.day}"
