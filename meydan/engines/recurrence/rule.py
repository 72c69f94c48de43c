"""The text of a rule and back.

The subset of RFC 5545 a city's calendar needs: FREQ DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT, UNTIL,
BYMONTH, BYMONTHDAY, BYDAY and WKST, always under RSCALE=PERSIAN and with SKIP as in RFC 7529. Anything else is refused
by name, not ignored.

UNTIL is a Gregorian day (yyyymmdd): RFC 7529 reckons the BY parts in the calendar of RSCALE and leaves date values
Gregorian. A year below 1700 there can only be meant as Jalali and is read so («UNTIL=14050331»); `to_text` writes the
Gregorian day. WKST is Saturday where it is not written, and always written out, since other programs assume Monday.
"""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeVar, get_args

from meydan.engines.jalali import to_gregorian
from meydan.engines.persian import fold_digits, tidy

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
Skip = Literal["OMIT", "BACKWARD", "FORWARD"]

WEEKDAY_CODES: Final = ("SA", "SU", "MO", "TU", "WE", "TH", "FR")
Item = TypeVar("Item")
Choice = TypeVar("Choice", bound=str)

_BYDAY: Final = re.compile(r"([+-]?[0-9]{1,2})?([A-Z]{2})")
_PARTS: Final = ("RSCALE", "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "SKIP", "WKST")


class WrongRule(ValueError):  # noqa: N818 - names what was written
    """A rule that cannot be understood or kept.

    `part` names the part ("BYDAY", or the unknown word) and `code` is one of "missing", "unknown", "twice", "value",
    "combination" (with another part) and "endless" (neither COUNT, UNTIL nor a last day asked for).
    """

    def __init__(self, code: str, part: str, detail: str = "") -> None:
        super().__init__(f"{part}: {detail or code}")
        self.code = code
        self.part = part


class NthWeekday(NamedTuple):
    """A day of the week (0 Saturday) and which one of its month or year: 0 all, 1 the first, -1 the last."""

    ordinal: int
    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A recurrence rule; make it with `parse_rule`, which checks it. `until` is the last day that may occur."""

    freq: Frequency
    interval: int = 1
    count: int | None = None
    until: dt.date | None = None
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[NthWeekday, ...] = ()
    skip: Skip = "OMIT"
    week_start: int = 0


def parse_rule(text: str) -> Rule:
    """Read a rule like "RSCALE=PERSIAN;FREQ=MONTHLY;BYDAY=1FR"; raise `WrongRule` with the part that is wrong."""
    parts = _split(text)
    if parts.get("RSCALE") != "PERSIAN":
        raise WrongRule("value" if "RSCALE" in parts else "missing", "RSCALE", "only RSCALE=PERSIAN is kept here")
    if "FREQ" not in parts:
        raise WrongRule("missing", "FREQ")
    rule = Rule(
        freq=_choice(parts, "FREQ", get_args(Frequency)),
        interval=_number(parts, "INTERVAL", 999) or 1,
        count=_number(parts, "COUNT", 10_000),
        until=_until(parts.get("UNTIL")),
        by_month=_list(parts, "BYMONTH", lambda value: _within(value, 1, 12)),
        by_month_day=_list(parts, "BYMONTHDAY", lambda value: _within(value, -31, 31)),
        by_day=_list(parts, "BYDAY", _nth_weekday),
        skip=_choice(parts, "SKIP", get_args(Skip)),
        week_start=WEEKDAY_CODES.index(_choice(parts, "WKST", WEEKDAY_CODES)),
    )
    _check_together(rule)
    return rule


def to_text(rule: Rule) -> str:
    """Write a rule so that `parse_rule` and other programs that know RFC 7529 read the same."""
    written = {
        "RSCALE": "PERSIAN",
        "FREQ": rule.freq,
        "INTERVAL": str(rule.interval) if rule.interval != 1 else "",
        "COUNT": str(rule.count or ""),
        "UNTIL": f"{rule.until:%Y%m%d}" if rule.until else "",
        "BYMONTH": ",".join(map(str, rule.by_month)),
        "BYMONTHDAY": ",".join(map(str, rule.by_month_day)),
        "BYDAY": ",".join(f"{day.ordinal or ''}{WEEKDAY_CODES[day.weekday]}" for day in rule.by_day),
        "SKIP": rule.skip if rule.skip != "OMIT" else "",
        "WKST": WEEKDAY_CODES[rule.week_start],
    }
    return ";".join(f"{part}={value}" for part, value in written.items() if value)


def _split(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in fold_digits(tidy(text)).upper().removeprefix("RRULE:").split(";"):
        part, equals, value = piece.partition("=")
        if part not in _PARTS:
            raise WrongRule("unknown", part or "FREQ", "is not a part kept here")
        if part in parts:
            raise WrongRule("twice", part)
        if not (equals and value):
            raise WrongRule("value", part, "has no value")
        parts[part] = value
    return parts


def _choice(parts: dict[str, str], part: str, choices: tuple[Choice, ...]) -> Choice:
    value = parts.get(part, choices[0])
    for choice in choices:
        if choice == value:
            return choice
    raise WrongRule("value", part, f"is one of {', '.join(choices)}, not {value}")


def _within(value: str, lowest: int, highest: int) -> int:
    if not re.fullmatch("[+-]?[0-9]{1,5}", value) or not lowest <= int(value) <= highest or int(value) == 0:
        raise ValueError(f"{value} is not a number from {lowest} to {highest}")
    return int(value)


def _number(parts: dict[str, str], part: str, highest: int) -> int | None:
    found = _list(parts, part, lambda value: _within(value, 1, highest))
    if len(found) > 1:
        raise WrongRule("value", part, "is one number")
    return found[0] if found else None


def _list(parts: dict[str, str], part: str, read: Callable[[str], Item]) -> tuple[Item, ...]:
    """Read a list without repetitions, in the order written."""
    if part not in parts:
        return ()
    try:
        return tuple(dict.fromkeys(read(value) for value in parts[part].split(",")))
    except ValueError as wrong:
        raise WrongRule("value", part, str(wrong)) from None


def _nth_weekday(value: str) -> NthWeekday:
    found = _BYDAY.fullmatch(value)
    if found is None or found[2] not in WEEKDAY_CODES:
        raise ValueError(f"{value} is not a day like SA, 1FR or -1TH")
    return NthWeekday(_within(found[1], -53, 53) if found[1] else 0, WEEKDAY_CODES.index(found[2]))


def _until(value: str | None) -> dt.date | None:
    if value is None:
        return None
    if re.fullmatch("[0-9]{8}", value):
        year, month, day = int(value[:4]), int(value[4:6]), int(value[6:])
        with suppress(ValueError):
            return to_gregorian(year, month, day) if year < 1700 else dt.date(year, month, day)
    raise WrongRule("value", "UNTIL", f"{value} is not a day written yyyymmdd")


def _check_together(rule: Rule) -> None:
    """Refuse what RFC 5545 forbids, and ordinals beside BYMONTHDAY, which no two programs read alike."""
    if rule.count and rule.until:
        raise WrongRule("combination", "COUNT", "stands without UNTIL")
    if rule.freq == "WEEKLY" and rule.by_month_day:
        raise WrongRule("combination", "BYMONTHDAY", "has no meaning in a weekly rule")
    counted = [day for day in rule.by_day if day.ordinal]
    if counted and (rule.freq in {"DAILY", "WEEKLY"} or rule.by_month_day):
        raise WrongRule("combination", "BYDAY", "counts days of the month only in monthly or yearly rules by day alone")
    in_month = rule.freq == "MONTHLY" or rule.by_month
    if in_month and any(abs(day.ordinal) > 5 for day in counted):
        raise WrongRule("value", "BYDAY", "a month has at most five of a day")
