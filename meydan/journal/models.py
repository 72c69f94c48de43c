"""The journal: append-only, chained by hashes. Triggers in its first migration refuse to change or delete a line."""

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
    actor = models.UUIDField(null=True)  # empty: the house itself
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)  # "programs.Registration"
    subject_id = models.CharField(max_length=40)
    area_id = models.PositiveBigIntegerField(null=True)  # whose auditors may read it; no foreign key, as above
    facts = models.JSONField(default=dict)
    origin = models.CharField(max_length=120)  # "web 192.0.2.0/24 <request id>", "task <id>", "command <name>"
    hash = models.BinaryField(max_length=32)

    class Meta:
        # Each serves a filter of the desk page, newest first.
        indexes: ClassVar = [
            models.Index(fields=["subject", "subject_id", "-number"], name="journal_by_subject"),
            models.Index(fields=["area_id", "-number"], name="journal_by_area"),
            models.Index(fields=["actor", "-number"], name="journal_by_actor"),
            models.Index(fields=["verb", "-number"], name="journal_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
