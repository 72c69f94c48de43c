"""`meydan bot set-webhook https://city.example` tells the messenger where to bring updates; `forget-webhook`, `who`."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from meydan.messaging import bots
from meydan.messaging.bots.api import Refused
from meydan.messaging.wire import Garbled, NoAnswer, Unreachable


class Command(BaseCommand):
    help = "Makes the bot known to the messenger, and the messenger to the house. Needs BOT_URL and BOT_TOKEN."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        setting = verbs.add_parser("set-webhook", help="have updates brought to this house")
        setting.add_argument(
            "address", nargs="?", default=settings.SITE_ADDRESS, help="https://city.example; SITE_ADDRESS"
        )
        verbs.add_parser("forget-webhook", help="have the worker fetch updates instead")
        verbs.add_parser("who", help="ask the messenger which bot this is")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not bots.exists():
            raise CommandError("Set BOT_URL and BOT_TOKEN first.")
        match options["verb"]:
            case "set-webhook":
                self._set(options["address"])
            case "forget-webhook":
                self._asked("deleteWebhook", {})
                self.stdout.write(
                    "Updates are no longer brought. Unset BOT_WEBHOOK_SECRET, and the worker fetches them."
                )
            case _:
                found = self._asked("getMe", {})
                self.stdout.write(f"@{found.get('username', '?')}" if isinstance(found, dict) else "?")

    def _set(self, address: str) -> None:
        if not settings.BOT_WEBHOOK_SECRET:
            raise CommandError("Set BOT_WEBHOOK_SECRET first, for the house as well: 32 random characters or more.")
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname:
            raise CommandError("Give the address people reach the house by, beginning with https://.")
        url = f"https://{parts.netloc}{reverse('messaging:bot_hook', args=[bots.address_part()])}"
        given: dict[str, Any] = {"url": url, "allowed_updates": ["message"]}
        if settings.BOT_SENDS_SECRET:
            given["secret_token"] = settings.BOT_WEBHOOK_SECRET
        self._asked("setWebhook", given)
        self.stdout.write(f"Updates are brought to https://{parts.netloc}.")

    def _asked(self, method: str, given: Mapping[str, Any]) -> Any:
        try:
            return bots.api().ask(method, given)
        except Refused as said:
            raise CommandError(f"The messenger refused: {said.code}.") from None
        except (Unreachable, NoAnswer, Garbled):
            raise CommandError("The messenger gave no answer that could be understood.") from None
