"""The evaluation of a stage as it was closed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meydan.campaigns.models.stages import Stage
from meydan.people.models import Person


class Closing(models.Model):
    """Figures stand as they were at this moment, with the rows behind them, until it is reopened."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="closings")
    facts = models.JSONField(default=list)  # as `queries.evaluation` writes and reads them
    sums = models.JSONField(default=dict)  # {measure: number}
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField()
    reopened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was reopened

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(reopened_at__isnull=True), name="an_evaluation_is_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reason="") | (Q(reopened_at__isnull=False) & ~Q(reason="")),
                name="an_evaluation_is_reopened_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.closed_at:%Y-%m-%d}"
