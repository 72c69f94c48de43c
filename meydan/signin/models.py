"""How a person shows that a phone is theirs, and how staff show it twice."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from meydan.people.models import Person


class CodeRequest(models.Model):
    """One code sent to one number. Tries are counted here, so that parallel guesses share one count."""

    MOST_TRIES = 5

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)  # in the address of the page that asks for the code
    phone = models.CharField(max_length=16)
    purpose = models.CharField(max_length=20, blank=True)  # empty: to sign in; else what it confirms, and no more
    code_mac = models.BinaryField(max_length=32)  # of the code and this request's key
    known_here = models.BooleanField(default=False)  # asked for in a browser that once signed in with the number
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="at_most_five_tries_a_code"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class SecondFactor(models.Model):
    """A staff member's authenticator app. The secret is sealed with a key that is not in the database."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="second_factor")
    sealed_secret = models.BinaryField()
    confirmed_at = models.DateTimeField()
    last_step = models.PositiveBigIntegerField()  # the newest time step used: a code works once

    def __str__(self) -> str:
        return f"second factor {self.pk}"


class RecoveryCode(models.Model):
    """One of ten codes on paper for the day the phone is lost; each works once."""

    HOW_MANY = 10

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    code_mac = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "code_mac"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
