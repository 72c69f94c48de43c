"""Certificates: that somebody completed something, for anybody to verify."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from meydan.people.models import Person
from meydan.places.models import Area

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: O is read as 0, I and L as 1
CODE_LENGTH, KEY_LENGTH = 10, 8  # 50 and 40 bits


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


def new_key() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(KEY_LENGTH))


class Issue(models.Model):
    """One act of issuing: what all its certificates say alike. It never changes; what was told is counted on."""

    door = models.CharField(max_length=20)  # the room that issued them: "programs"
    activity = models.PositiveBigIntegerField()  # the door's own number of what was completed: a program's id
    title = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField()  # of all sessions held
    held = models.PositiveSmallIntegerField()  # sessions
    threshold = models.PositiveSmallIntegerField()  # percent of them that had to be attended
    area = models.ForeignKey(Area, models.PROTECT, related_name="certificate_issues")
    organization = models.CharField(max_length=160)  # in whose name
    issued_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="certificate_issues")
    issued_at = models.DateTimeField()
    told = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)  # everybody was told
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(held__gte=1), name="what_is_certified_was_held"),
            models.CheckConstraint(condition=Q(threshold__lte=100), name="a_threshold_is_a_percentage"),
        ]
        indexes: ClassVar = [models.Index(fields=["door", "activity"], name="issues_of_an_activity")]

    def __str__(self) -> str:
        return self.title


class Certificate(models.Model):
    """That one person completed it. `code` is printed and finds it; `key`, in the QR only, shows the whole name."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="certificates")
    door = models.CharField(max_length=20)  # as its issue's, so that the database keeps one a person
    activity = models.PositiveBigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=120, blank=True)  # as it was when issued; empty once the person's data is erased
    attended = models.PositiveSmallIntegerField()  # sessions
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    key = models.CharField(max_length=KEY_LENGTH, default=new_key)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="certificates_revoked")
    revoked_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["door", "activity", "person"],
                condition=Q(revoked_at__isnull=True),
                name="one_valid_certificate_a_person_and_activity",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="", revoked_by__isnull=True)
                | Q(revoked_at__isnull=False) & ~Q(revoked_reason=""),
                name="a_revoked_certificate_says_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="certificates_of_a_person")]

    def __str__(self) -> str:
        return self.code

    @property
    def area_id(self) -> int:
        """Whose staff see what is told about it."""
        return self.issue.area_id

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def shown_code(self) -> str:
        """In two halves, as it is read out."""
        return f"{self.code[: CODE_LENGTH // 2]}-{self.code[CODE_LENGTH // 2 :]}"
