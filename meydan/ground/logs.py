"""Logs: one JSON object a line in production, with the request's id and without numbers that belong to a person."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

_FOLD = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_PERSIAN_DIGIT = re.compile("[۰-۹٠-٩]")
_PHONE = re.compile(r"(?<![0-9])((?:\+|00|%2B)?98|0)?(9[0-9]{2})[0-9]{4}([0-9]{3})(?![0-9])")
_NATIONAL_ID = re.compile(r"(?<![0-9.:-])([0-9]{2})[0-9]{6}([0-9]{2})(?![0-9.:-])")
_SECRET = re.compile(
    r"(?i)([?&;\s\"']|^)((?:api_?key|token|secret|password|signature|code|otp)[\"']?\s*[=:]\s*[\"']?)[^\s&\"',;]+"
)
_KEY_IN_PATH = re.compile(r"(?i)(/v[0-9]+/)[0-9a-z_-]{20,}(/)")  # gateways of the Kavenegar kind: /v1/<key>/sms/…
_BOT_IN_PATH = re.compile(r"(?i)(/bot)[0-9]+(?::|%3A)[0-9a-z_-]+")  # messengers of Telegram's kind: /bot<token>/…


def masked(text: str) -> str:
    """`text` with the middle of phone numbers and national IDs, and whole keys, made unreadable."""
    if _PERSIAN_DIGIT.search(text):
        text = text.translate(_FOLD)
    text = _SECRET.sub(r"\1\2***", text)
    text = _KEY_IN_PATH.sub(r"\1***\2", text)
    text = _BOT_IN_PATH.sub(r"\1***", text)
    text = _PHONE.sub(r"\1\2****\3", text)
    return _NATIONAL_ID.sub(r"\1******\2", text)


def by_route(text: str, record: logging.LogRecord) -> str:
    """Django names the address of a request it refuses or that failed: codes stand in it, and in its route do not."""
    request = getattr(record, "request", None)
    path, match = getattr(request, "path", ""), getattr(request, "resolver_match", None)
    for said in {path, path.encode("unicode_escape").decode()} - {"", "/"}:
        text = text.replace(said, f"/{match.route}" if match else "…")
    return text


class Masked(logging.Formatter):
    """One line to read by eye, for sample mode."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(by_route(super().format(record), record))


class Json(logging.Formatter):
    """One object a line, for the machine that collects them. Of an error: its type and the lines it passed, because
    its message can carry what a person typed."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": masked(by_route(record.getMessage(), record)),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0]:
            kind, _, frames = record.exc_info
            line["error"] = f"{kind.__module__}.{kind.__qualname__}"
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(frames)]
        return json.dumps(line, ensure_ascii=False, default=str)


def configuration(form: str, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, `form` "json" or "plain"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "meydan.ground.logs.Json"},
            "plain": {"()": "meydan.ground.logs.Masked", "format": "{levelname} {name}: {message}", "style": "{"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "meydan": {"level": level},
            "django": {"level": level, "handlers": ["stderr"], "propagate": False},
            # Every request has a line of ours; Django's says the same again for refused ones.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR", "handlers": ["stderr"], "propagate": False},
        },
    }
