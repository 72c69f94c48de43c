"""The members of a transcript and what each may hold."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from meydan.engines.drawing.seeding import DICE, MOST_OF_A_PRIZE

MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
Holds = Callable[[Any], bool]


def _text(pattern: str) -> Holds:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _number(least: int, most: int = 10**9) -> Holds:
    return lambda value: type(value) is int and least <= value <= most


def _list(part: Holds) -> Holds:
    return lambda value: isinstance(value, list) and all(map(part, value))


def _moment(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return datetime.strptime(value, MOMENT).strftime(MOMENT) == value  # noqa: DTZ007 - the Z is in the format
    except ValueError:
        return False


def _object(**members: Holds) -> Holds:
    return lambda value: (
        isinstance(value, Mapping)
        and set(value) == set(members)
        and all(holds(value[name]) for name, holds in members.items())
    )


_WORDS: Final = _text(r"(?=.*\S)[^\x00-\x1f\x7f]{1,2000}")
_HASH: Final = _text(r"[0-9a-f]{64}")
_ID: Final = _text(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
_CODES: Final = _list(_text(r"[0-9A-Z]{1,32}"))

_MEMBERS: Final[Mapping[str, Holds]] = {
    "format": _WORDS,
    "engine": _WORDS,
    "draw": _ID,
    "title": _WORDS,
    "rules": _list(_WORDS),
    "prizes": _list(_object(title=_WORDS, count=_number(1, MOST_OF_A_PRIZE))),
    "reserve_places": _number(0),
    "tickets": _object(sha256=_HASH, lines=_number(1), codes=_number(1)),
    "frozen_at": _moment,
    "overseers": _list(
        _object(
            id=_ID,
            name=_WORDS,
            body=_WORDS,
            commitment=_HASH,
            committed_at=_moment,
            secret=_HASH,
            revealed_at=_moment,
        )
    ),
    "dice": _text(rf"[1-6]{{{DICE}}}"),
    "rolled_at": _moment,
    "beacon": lambda value: value is None or _WORDS(value),
    "seed": _HASH,
    "winners": _CODES,
    "reserves": _CODES,
    "drawn_at": _moment,
    "sha256": _HASH,
}


def check(told: object, form: str) -> None:
    """Raise `ValueError`, naming the member, unless `told` has exactly these members and each holds what it may."""
    if not isinstance(told, Mapping):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - one kind of error for one kind of reader
    if told.get("format") != form:
        raise ValueError(f"its format is not {form}")
    if told.keys() != _MEMBERS.keys():
        odd = min(map(str, told.keys() ^ _MEMBERS.keys()))
        raise ValueError(f"the member {odd!r} is missing or does not belong there")
    for name, holds in _MEMBERS.items():
        if not holds(told[name]):
            raise ValueError(f"the member {name!r} does not hold what it should")
    if not told["prizes"]:
        raise ValueError("there is no prize")
