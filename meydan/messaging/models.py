"""The outbox: one message to one person, written in the transaction of its cause and sent by a worker."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meydan.people.models import Person
from meydan.places.models import Area


def new_reference() -> int:
    """What a provider knows a sending by: random, so that two houses with one account never meet."""
    return secrets.randbelow(2**52) + 1


def named(cause: models.Model) -> str:
    """How a message names what it is about: "programs.Registration:41"."""
    return f"{cause._meta.label}:{cause.pk}"  # noqa: SLF001 - Django's public name for it


class Message(models.Model):
    """One message to one person, or to a number that nobody is known by yet (a sign-in code)."""

    class Kind(models.TextChoices):
        CODE = "code", _("Sign-in code")  # at once, at any hour, whatever was opted out of
        SERVICE = "service", _("About something you take part in")
        REMINDER = "reminder", _("Reminder of what you take part in")  # can be stopped by itself
        NEWS = "news", _("News")  # only with consent, never in quiet hours

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Failed")
        UNKNOWN = "unknown", _("Outcome unknown")  # never sent again by itself
        WITHHELD = "withheld", _("Withheld")  # opted out, blacklisted, or expired before it could be sent

    class Reason(models.TextChoices):
        """Why a message waits again, failed, was withheld, or nobody knows."""

        NO_PHONE = "no_phone", _("This person has no phone; the message is in the inbox.")
        OPTED_OUT = "opted_out", _("This person asked for no such messages.")
        EXPIRED = "expired", _("It was too late to send it.")
        BY_HAND = "by_hand", _("Withheld by staff.")
        TAKEN_BACK = "taken_back", _("What it said was taken back before it went out.")
        RECEIVER = "receiver", _("The provider says that the number is not right.")
        TEXT = "text", _("The provider refuses the text.")
        CREDIT = "credit", _("The account at the provider is empty.")
        ACCOUNT = "account", _("The provider refuses the account, its key, its line or its address.")
        BUSY = "busy", _("The provider was busy.")
        UNREACHABLE = "unreachable", _("The provider could not be reached.")
        BLOCKED = "blocked", _("The receiver's line is closed to advertising.")
        NOT_DELIVERED = "not_delivered", _("The phone was off or out of reach.")
        CANCELLED = "cancelled", _("The provider canceled it.")
        NO_ANSWER = "no_answer", _("The provider gave no answer after it had the message.")
        GARBLED = "garbled", _("The provider's answer could not be understood.")
        LOST = "lost", _("The worker stopped while it was being sent.")

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="messages")
    phone = models.CharField(max_length=16, blank=True)  # empty: a message of the inbox only (the person has no phone)
    kind = models.CharField(max_length=10, choices=Kind)
    template = models.CharField(max_length=60)  # the sentence's name: "programs.registered"
    text = models.TextField()  # of a code: emptied in production once it needs no more sending
    cause = models.CharField(max_length=80)  # `named(…)` of what it is about
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="messages")  # whose staff may read it
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    parts = models.PositiveSmallIntegerField()
    tries = models.PositiveSmallIntegerField(default=0)
    provider = models.CharField(max_length=30, blank=True)
    reference = models.PositiveBigIntegerField(default=new_reference, unique=True)  # ours, given to the provider
    provider_reference = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # when its receipt was asked for last
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["template", "cause", "person"],
                condition=Q(person__isnull=False) & ~Q(kind="code"),
                name="nobody_is_told_the_same_twice",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "not_before"], name="message_next_to_send"),
            models.Index(fields=["state", "tried_at"], name="message_without_receipt"),
            models.Index(fields=["person", "-created_at"], name="message_inbox"),
            models.Index(fields=["-created_at"], name="message_outbox"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.state}"


class OptOut(models.Model):
    """A person who asked for no more messages of a kind. Codes cannot be opted out of."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="opt_outs")
    kind = models.CharField(max_length=10, choices=Message.Kind)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="opted_out_once_a_kind"),
            models.CheckConstraint(condition=~Q(kind="code"), name="codes_cannot_be_opted_out_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}"
