"""Appends messages to `SMS_DIR/<day>.jsonl`, one a line, for a gateway of one's own that reads files, or for trials.

Such a gateway brings what comes in as `reference`, `phone` and `text`, in the words of those lines.
"""

import fcntl
import json
import os
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils import timezone

from meydan.messaging.inbound import Brought
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Asked, Outcome, Result, later

RECEIPTS = False


def send(phone: str, text: str, reference: int, *, code: str = "") -> Outcome:  # noqa: ARG001 - the text holds it
    now = timezone.localtime()
    line = {"reference": reference, "at": now.isoformat(timespec="seconds"), "phone": phone, "text": text}
    path = settings.SMS_DIR / f"{now:%Y-%m-%d}.jsonl"
    try:
        settings.SMS_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError:
        return later(Message.Reason.UNREACHABLE)
    return Outcome(Result.ACCEPTED, f"{path.name}:{reference}")


def status(asked: Sequence[Asked]) -> Mapping[int, Outcome]:  # noqa: ARG001 - a provider's signature
    return {}


def missing_settings() -> list[str]:
    return []


def read_inbound(given: Mapping[str, str]) -> Brought | None:
    reference, phone, text = (given.get(name, "") for name in ("reference", "phone", "text"))
    return Brought(reference, phone, text) if reference and phone and text.strip() else None
