"""A person's place in a program, or in the line for one."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meydan.people.models import Person
from meydan.programs.models.program import Program
from meydan.programs.models.quota import Quota
from meydan.programs.models.session import Session

TICKET_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
ACTIVE = ("held", "waiting", "offered")


def ticket_code() -> str:
    return "".join(secrets.choice(TICKET_LETTERS) for _place in range(8))


class Registration(models.Model):
    """A person's place, or the wish for one. `code` is on the ticket and its QR.

    waiting → offered (a place is kept for them until `offered_until`) → held; an offer not taken in time lapses.
    """

    class Status(models.TextChoices):
        HELD = "held", _("Registered")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("A place is offered")
        CANCELLED = "cancelled", _("Cancelled")
        LAPSED = "lapsed", _("The offer lapsed")

    program = models.ForeignKey(Program, models.PROTECT, related_name="registrations")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="registrations")  # as its quota's
    quota = models.ForeignKey(Quota, models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    registered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="registrations_made")
    party = models.UUIDField(null=True)  # what was registered at once
    code = models.CharField(max_length=8, unique=True, default=ticket_code)
    status = models.CharField(max_length=20, choices=Status, default=Status.HELD)
    number = models.PositiveIntegerField(
        null=True
    )  # in the waiting list of the quota; None: never waited, or not drawn
    lot = models.CharField(max_length=8, blank=True)  # what is drawn and published; the ticket's code opens doors
    offered_until = models.DateTimeField(null=True)
    status_reason = models.CharField(max_length=200, blank=True)  # why staff changed the line by hand
    protocols_accepted_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "person"],
                condition=Q(status__in=ACTIVE, session__isnull=True),
                name="one_place_a_person_in_a_program",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(status__in=ACTIVE, session__isnull=False),
                name="one_place_a_person_in_a_session",
            ),
            models.UniqueConstraint(
                fields=["quota", "number"], condition=Q(number__isnull=False), name="one_person_a_number_in_line"
            ),
            models.UniqueConstraint(fields=["lot"], condition=~Q(lot=""), name="each_lot_is_drawn_for_one_person"),
            models.CheckConstraint(
                condition=Q(status__in=ACTIVE, cancelled_at__isnull=True)
                | Q(status__in=["cancelled", "lapsed"], cancelled_at__isnull=False),
                name="a_cancelled_registration_says_when",
            ),
            models.CheckConstraint(
                condition=Q(status="offered", offered_until__isnull=False) | ~Q(status="offered"),
                name="an_offer_says_until_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-registered_at"], name="registrations_of_a_person"),
            models.Index(fields=["quota", "status", "number"], name="registrations_in_line"),
            models.Index(fields=["offered_until"], condition=Q(status="offered"), name="offers_by_deadline"),
        ]

    def __str__(self) -> str:
        return self.code
