"""Ways out of the house, and in. A provider is a folder: copy one, give it your own name, and set SMS_PROVIDER to it.

It reads its settings, sends one message, and says what became of messages. It never raises for what the other side
does: every answer, and none, is an `Outcome`. It never logs a text, a phone or a key.
"""

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from meydan.messaging.inbound import Brought
from meydan.messaging.outcomes import Asked, Outcome


class Provider(Protocol):
    """What each folder offers."""

    RECEIPTS: bool  # whether `status` knows more than `send` said

    def send(self, phone: str, text: str, reference: int, *, code: str = "") -> Outcome:
        """Send a text to a number ("+989…"). `code` is given beside the text of a sign-in code."""

    def status(self, asked: Sequence[Asked]) -> Mapping[int, Outcome]:
        """What became of messages, by our reference; who is not in it, nothing new is known of."""

    def missing_settings(self) -> list[str]:
        """Names of environment variables without which it cannot work."""

    def read_inbound(self, given: Mapping[str, str]) -> Brought | None:
        """The message that a call to our address brings; None when this is not how the provider brings one."""


def exists(name: str) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z0-9_]*", name)) and find_spec(f"{__name__}.{name}") is not None


def current() -> Provider:
    if not exists(settings.SMS_PROVIDER):
        raise ImproperlyConfigured("SMS_PROVIDER names no folder of meydan/messaging/providers.")
    return of(settings.SMS_PROVIDER)


def of(name: str) -> Provider:
    """The folder of this name; ask `exists` first."""
    return cast("Provider", import_module(f"{__name__}.{name}"))
