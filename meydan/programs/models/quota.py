"""A set of places, held by the database."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meydan.calendar.models import Mode
from meydan.programs.models.program import Program
from meydan.programs.models.session import Session


class Quota(models.Model):
    """Places of one mode in a whole program, or in one session of a series. Those offered to somebody are taken too.

    Whoever takes or gives back a place changes this row first: it is the lock that keeps the order of the waiting list.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="quotas")
    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="quotas")
    mode = models.CharField(max_length=10, choices=Mode)  # in person or online
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)  # the last number given in the waiting list

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="quota_is_never_overfull"),
            models.CheckConstraint(condition=~Q(mode="hybrid"), name="a_quota_is_of_one_mode"),
            models.UniqueConstraint(
                fields=["program", "mode"], condition=Q(session__isnull=True), name="one_quota_a_mode_of_a_program"
            ),
            models.UniqueConstraint(
                fields=["session", "mode"], condition=Q(session__isnull=False), name="one_quota_a_mode_of_a_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.capacity}"

    @property
    def left(self) -> int:
        return max(self.capacity - self.taken, 0)
