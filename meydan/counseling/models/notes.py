"""What a counselor writes of a session, and what a family takes home from it. Both sealed under the file's key."""

import uuid
from typing import ClassVar

from django.db import models

from meydan.counseling.models.appointments import Appointment
from meydan.counseling.models.cases import Case
from meydan.counseling.models.team import Counselor


class Note(models.Model):
    """A note is never changed: what corrects it stands beside it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    appointment = models.ForeignKey(Appointment, models.SET_NULL, null=True, related_name="notes")
    counselor = models.ForeignKey(Counselor, models.PROTECT, related_name="notes")
    corrects = models.OneToOneField("self", models.CASCADE, null=True, related_name="corrected_by")
    sealed_text = models.BinaryField()
    written_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-written_at"], name="notes_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"


class Homework(models.Model):
    """A task for the family, until a day: the client sees it and says that it is done."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="homework")
    counselor = models.ForeignKey(Counselor, models.PROTECT, related_name="homework")
    sealed_text = models.BinaryField()
    due_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-given_at"], name="homework_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"
