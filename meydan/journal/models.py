"""The journal: append-only, chained by hashes. Triggers in the first migration refuse every UPDATE and DELETE of a line."""

from typing import ClassVar

from django.db import models


class Head(models.Model):
    """The single row whose lock orders the lines: the number and the hash of the last one."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="journal_has_one_head"),
        ]

    def __str__(self) -> str:
        return f"head at {self.number}"


class Line(models.Model):
    """Who did what, when, on what, from where. No name, phone or typed word ever stands in a line.

    The actor is a person's random key, not a foreign key: the journal stands below people and outlives an erasure.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.UUIDField(null=True, db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=60)  # "programs.Registration"
    subject_id = models.CharField(max_length=40)
    area_id = models.PositiveBigIntegerField(null=True, db_index=True)  # whose auditors may read it; no foreign key, as above
    facts = models.JSONField(default=dict)
    origin = models.CharField(max_length=80)  # "web 192.0.2.0/24 <request id>", "task 41", "command"
    hash = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "subject_id"], name="journal_by_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
