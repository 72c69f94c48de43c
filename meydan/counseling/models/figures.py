"""What a month of counseling came to, written down once: what was told of it never changes (decision 0020)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meydan.places.models import Area


class FrozenMonth(models.Model):
    """A month of a city (Jalali) whose numbers stand. The database lets nobody change or delete it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")  # the city
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "year", "month"], name="a_month_of_counseling_is_written_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="a_frozen_month_is_of_twelve"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}-{self.month:02}"


class FrozenCell(models.Model):
    """One number of a month, of a line of a table of a measure (`figures.py`); what is not there is zero."""

    month = models.ForeignKey(FrozenMonth, models.PROTECT, related_name="cells")
    measure = models.CharField(max_length=10)
    table = models.CharField(max_length=20, blank=True)  # "": of all; of "waiting": the topic
    line = models.CharField(max_length=20, blank=True)  # of "waiting": days, to a tenth
    value = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "measure", "table", "line"], name="a_figure_of_counseling_is_written_once"
            ),
            models.CheckConstraint(condition=Q(value__gte=1), name="a_frozen_figure_counts_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.table} {self.line}: {self.value}"
