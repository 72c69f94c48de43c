"""Reading one update: what somebody wrote, said or shared to the bot, in a chat of their own."""

import json
from typing import Any

from meydan.messaging.inbound import Brought

LONGEST = 4096  # characters, as the messenger has it
LARGEST_ID = 2**63


class NoUpdate(ValueError):  # noqa: N818 - says what is wrong
    """What was brought is no update at all."""


def read(body: bytes) -> Brought | None:
    """What an update holds for us; None for the many kinds that hold nothing. Raises `NoUpdate` for what is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NoUpdate from None
    return of(found)


def of(update: Any) -> Brought | None:
    number = _whole(_part(update, "update_id"))
    if number is None:
        raise NoUpdate
    message, sender = _part(update, "message"), _part(update, "message", "from", "id")
    chat = _whole(_part(message, "chat", "id"))
    if chat is None or chat != _whole(sender) or _part(message, "chat", "type") not in {"private", None}:
        return None  # a group, a channel, an edit, a button of a message we never sent
    text = _words(_part(message, "text")) or _words(_part(message, "caption"))
    contact, attached = _contact(message, chat), _attached(message)
    if not (text or contact or attached):
        return None
    return Brought(str(number), "", text, str(chat), contact, attached)


def _contact(message: Any, sender: int) -> str:
    """A number counts when it is the sender's own; somebody else's card is a text, and opens nothing."""
    if _part(message, "contact") is None:
        return ""
    own = _whole(_part(message, "contact", "user_id")) == sender
    number = _words(_part(message, "contact", "phone_number"))
    return number[:16] if own and number else "?"


def _attached(message: Any) -> str:
    voice, photos = _part(message, "voice", "file_id") or _part(message, "audio", "file_id"), _part(message, "photo")
    if isinstance(voice, str) and voice:
        return f"voice:{voice}" if len(voice) < 190 else ""
    if isinstance(photos, list) and photos:  # the same in several sizes, the largest last
        photo = _part(photos[-1], "file_id")
        return f"photo:{photo}" if isinstance(photo, str) and 0 < len(photo) < 190 else ""
    return ""


def _part(found: Any, *names: str) -> Any:
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _whole(value: Any) -> int | None:
    right = isinstance(value, int) and not isinstance(value, bool) and -LARGEST_ID < value < LARGEST_ID
    return value if right else None


def _words(value: Any) -> str:
    """As written, but for what no database keeps."""
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "").encode("utf-8", "ignore").decode()[:LONGEST]
