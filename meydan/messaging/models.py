"""The outbox, one message to one person, written with its cause and sent by a worker; and what came in."""

import secrets
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meydan.people.models import Person
from meydan.places.models import Area


def new_reference() -> int:
    """What a provider knows a sending by: random, so that two houses with one account never meet."""
    return secrets.randbelow(2**52) + 1


def under_a_new_name(_row: models.Model, filename: str) -> str:
    """Where a file that came in is kept: nothing of its name is, but the kind of file the house itself gave it."""
    return f"inbound/{uuid.uuid4().hex}.{filename.rpartition('.')[2]}"


def named(cause: models.Model) -> str:
    """How a message names what it is about: "programs.Registration:41"."""
    return f"{cause._meta.label}:{cause.pk}"  # noqa: SLF001 - Django's public name for it


class Chat(models.Model):
    """A chat with the bot of a messenger, and whose it is once they shared their own number there."""

    provider = models.CharField(max_length=30)  # which bot: another one's chats are others
    number = models.CharField(max_length=40)  # by which the messenger knows it
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="chats")
    expects = models.CharField(max_length=80, blank=True)  # what the last answer asked for, in its room's own words
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "number"], name="a_chat_is_known_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.pk}"


class Message(models.Model):
    """One message to one person, or to a number or a chat that nobody is known by yet."""

    class Kind(models.TextChoices):
        CODE = "code", _("Sign-in code")  # at once, at any hour, whatever was opted out of
        REPLY = "reply", _("Answer to what you wrote")  # likewise: whoever wrote waits for it
        SERVICE = "service", _("About something you take part in")
        REMINDER = "reminder", _("Reminder of what you take part in")  # can be stopped by itself
        NEWS = "news", _("News")  # only with consent, never in quiet hours

    AT_ONCE: ClassVar = (Kind.CODE, Kind.REPLY)

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
    phone = models.CharField(max_length=16, blank=True)  # empty: by the chat, or of the inbox only
    sealed = models.CharField(max_length=80, blank=True)  # `named(…)` of what holds the number (`sealed.py`)
    chat = models.ForeignKey(Chat, models.SET_NULL, null=True, related_name="messages")  # by the bot instead of by SMS
    keyboard = models.JSONField(default=list)  # of a chat: rows of buttons to answer with
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
            models.UniqueConstraint(
                fields=["template", "cause", "chat"],
                condition=Q(chat__isnull=False) & ~Q(cause=""),
                name="no_chat_is_told_the_same_twice",
            ),
            models.UniqueConstraint(
                fields=["template", "cause", "sealed"],
                condition=~Q(sealed="") & ~Q(kind="code"),
                name="no_sealed_number_is_told_the_same_twice",
            ),
            models.CheckConstraint(
                condition=Q(sealed="") | Q(person__isnull=True, phone="", chat__isnull=True),
                name="a_sealed_number_stands_beside_nobody",
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


class Inbound(models.Model):
    """One message that came in: kept once however often it is brought, and emptied some days after it was settled."""

    class Channel(models.TextChoices):
        SMS = "sms", _("SMS")
        BOT = "bot", _("Messenger")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HANDLED = "handled", _("Taken up")
        UNCLAIMED = "unclaimed", _("Nobody took it up")
        REFUSED = "refused", _("Refused")

    channel = models.CharField(max_length=10, choices=Channel)
    provider = models.CharField(max_length=30)
    reference = models.CharField(max_length=80)  # the provider's own
    sender = models.CharField(max_length=40, blank=True)  # a number ("+989…", or a line's own); empty: the chat
    chat = models.ForeignKey(Chat, models.SET_NULL, null=True, related_name="inbound")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="inbound")
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="inbound")  # whose staff may read it
    text = models.TextField(blank=True)  # as it was written
    contact = models.CharField(max_length=16, blank=True)  # the sender's own number, shared with the bot
    attached = models.CharField(max_length=200, blank=True)  # what the messenger calls a file still to be fetched
    voice = models.FileField(upload_to=under_a_new_name, blank=True)
    photo = models.FileField(upload_to=under_a_new_name, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    handled_as = models.CharField(max_length=80, blank=True)  # `named(…)` of what became of it
    received_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "reference"], name="what_comes_twice_is_kept_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="what_came_in_is_settled_or_waits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "received_at"], name="inbound_next"),
            models.Index(fields=["-received_at"], name="inbound_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
