"""Fetching updates of the bot, for a house that the messenger cannot reach by an address."""

import time
from typing import Any

from django.conf import settings

from meydan.messaging import actions, bots
from meydan.messaging.bots import updates
from meydan.messaging.bots.api import Refused
from meydan.messaging.models import Inbound
from meydan.messaging.wire import Garbled, NoAnswer, Unreachable

A_ROUND = 8  # seconds the messenger holds a call open; shorter than a worker's patience when it is told to stop
LONGEST = 50.0


def fetch_for_a_minute(*, longest: float = LONGEST) -> int:
    """Until the next task takes over. Asking from a number on tells the messenger that all before it was kept."""
    ends, after, kept = time.monotonic() + longest, None, 0
    while bots.exists() and not settings.BOT_WEBHOOK_SECRET and (after is not None or time.monotonic() < ends):
        found = _asked(after, wait=max(0, min(A_ROUND, int(ends - time.monotonic()))))
        if found is None:
            break
        kept += sum(_kept(update) for update in found)
        numbers = [update["update_id"] for update in found if isinstance(update, dict) and _is_number(update)]
        after = max(numbers) + 1 if numbers else None
    return kept


def _asked(after: int | None, *, wait: int) -> list[Any] | None:
    """None for trouble: the next minute's task tries again."""
    given = {"timeout": wait, "limit": 100, "allowed_updates": ["message"]}
    if after is not None:
        given["offset"] = after
    try:
        found = bots.api().ask("getUpdates", given, seconds=wait + 10)
    except (Unreachable, NoAnswer, Garbled, Refused):
        return None
    return found if isinstance(found, list) else None


def _kept(update: Any) -> bool:
    try:
        brought = updates.of(update)
    except updates.NoUpdate:
        return False
    if brought is None:
        return False
    taken = actions.take_in(by=None, channel=Inbound.Channel.BOT, provider=bots.name(), brought=brought)
    return taken is not None


def _is_number(update: dict[str, Any]) -> bool:
    return isinstance(update.get("update_id"), int)
