"""What `meydan check` says about the way out of the house."""

from typing import Any

from django.conf import settings
from django.core import checks

from meydan.messaging import providers


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
