"""What `meydan check` says about the ways out of the house, and in."""

import re
from typing import Any

from django.conf import settings
from django.core import checks

from meydan.messaging import providers

SHORTEST = 32  # characters that nobody guesses


@checks.register(checks.Tags.security)
def messages_reach_phones(**_given: Any) -> list[checks.CheckMessage]:
    name = settings.SMS_PROVIDER
    if settings.PRODUCTION and name in {"", "console"}:
        return [checks.Error("In production messages go to phones: set SMS_PROVIDER.", id="messaging.E001")]
    if not providers.exists(name):
        return [checks.Error("SMS_PROVIDER names no folder of meydan/messaging/providers.", id="messaging.E002")]
    missing = ", ".join(providers.current().missing_settings())
    if missing:
        return [checks.Error(f"The provider «{name}» needs {missing}.", id="messaging.E003")]
    return []


@checks.register(checks.Tags.security)
def what_comes_in_is_told_apart(**_given: Any) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = []
    for name in ("SMS_INBOUND_TOKEN", "BOT_WEBHOOK_SECRET"):
        secret = getattr(settings, name)
        if secret and not re.fullmatch(rf"[A-Za-z0-9_-]{{{SHORTEST},256}}", secret):
            told = (
                f"{name} is {SHORTEST} or more letters, digits, - and _: whoever guesses it writes in anybody's name."
            )
            found.append(checks.Error(told, id="messaging.E004"))
    if bool(settings.BOT_URL) != bool(settings.BOT_TOKEN):
        found.append(checks.Error("A bot needs BOT_URL and BOT_TOKEN.", id="messaging.E005"))
    if settings.PRODUCTION and settings.BOT_URL and not settings.BOT_URL.startswith("https://"):
        found.append(checks.Error("BOT_URL begins with https://: the bot's key goes there.", id="messaging.E006"))
    return found
