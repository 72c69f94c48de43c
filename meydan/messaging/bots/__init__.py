"""The bot of one messenger whose interface has Telegram's shape (https://core.telegram.org/bots/api), as Bale's has.

BOT_URL is the interface's address, without it there is no bot; BOT_TOKEN is the bot's key. Updates are brought to an
address of ours when BOT_WEBHOOK_SECRET is set (`meydan bot set-webhook`), else the worker fetches them.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from meydan.messaging.bots.api import Api, Refused
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Outcome, Result, later, refused, unknown
from meydan.messaging.wire import Garbled, NoAnswer, Unreachable

Reason = Message.Reason
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def exists() -> bool:
    return bool(settings.BOT_URL and settings.BOT_TOKEN)


def name() -> str:
    """Which bot this is, by the part of its key that is no secret: numbers of updates and chats are of one bot."""
    return f"bot{settings.BOT_TOKEN.partition(':')[0]}"[:30]


def api() -> Api:
    return Api(settings.BOT_URL, settings.BOT_TOKEN)


def address_part() -> str:
    """What stands in the address that updates are brought to: nobody guesses it, and it does not tell the secret."""
    return salted_hmac("meydan.messaging.bots", settings.BOT_WEBHOOK_SECRET, secret=settings.IDENTITY_KEY).hexdigest()


def send(chat: str, text: str, keyboard: Sequence[Sequence[dict[str, Any]]]) -> Outcome:
    """One message, with buttons under it or with the last ones taken away."""
    markup: dict[str, Any] = {"remove_keyboard": True}
    if keyboard:
        markup = {"keyboard": keyboard, "resize_keyboard": True, "one_time_keyboard": True}
    try:
        sent = api().ask("sendMessage", {"chat_id": int(chat), "text": text, "reply_markup": markup})
    except Unreachable:
        return later(Reason.UNREACHABLE)
    except NoAnswer:
        return unknown(Reason.NO_ANSWER)
    except Garbled:
        return unknown(Reason.GARBLED)
    except Refused as said:
        return _refusal(said.code)
    number = sent.get("message_id") if isinstance(sent, dict) else None
    return Outcome(Result.ACCEPTED, str(number)) if isinstance(number, int) else unknown(Reason.GARBLED)


def _refusal(code: int) -> Outcome:
    match code:
        case 401 | 404:
            return later(Reason.ACCOUNT)
        case 403:  # they stopped the bot
            return refused(Reason.BLOCKED)
        case 429:
            return later(Reason.BUSY)
        case 400:
            return refused(Reason.TEXT)
    return unknown(Reason.GARBLED)
