"""What leads to a person or an occasion and cannot be made up: names of targets on phones, and the rotating code."""

import base64
import datetime as dt
import hmac
import re
from typing import Final, NamedTuple

from meydan.calendar.models import Occasion
from meydan.people.keys import mac

STEP: Final = 15  # seconds; a code is good in its own step and the next, so for 30 seconds at most
DIGITS: Final = 6


class Code(NamedTuple):
    """The same moment as a QR carries it, which nobody guesses, and as one types it."""

    word: str
    digits: str
    seconds: int  # until the next one


def step_of(now: dt.datetime) -> int:
    return int(now.timestamp()) // STEP


def code_of(occasion: Occasion, now: dt.datetime) -> Code:
    step = step_of(now)
    return Code(_word(occasion, step), _digits(occasion, step), STEP - int(now.timestamp()) % STEP)


def fits(occasion: Occasion, code: str, now: dt.datetime) -> bool:
    """Whether this was on the screen of this occasion within the last thirty seconds."""
    made = _digits if re.fullmatch(r"[0-9]+", code) else _word
    given = code.upper().encode()
    return any(hmac.compare_digest(made(occasion, step).encode(), given) for step in _steps(now))


def _steps(now: dt.datetime) -> tuple[int, int]:
    return step_of(now), step_of(now) - 1


def _sealed(occasion: Occasion, step: int) -> bytes:
    return mac("attendance check-in", str(occasion.pk), str(step))


def _word(occasion: Occasion, step: int) -> str:
    return base64.b32encode(_sealed(occasion, step)[:10]).decode()


def _digits(occasion: Occasion, step: int) -> str:
    return f"{int.from_bytes(_sealed(occasion, step)[10:18]) % 10**DIGITS:0{DIGITS}d}"


def target_of(occasion_id: int, person_id: int) -> str:
    """How a roll calls a person: only who was in a list of ours can be named, not whoever has an id."""
    return f"p{person_id}-{mac('attendance target', str(occasion_id), str(person_id))[:8].hex()}"


def person_of(occasion_id: int, target: str) -> int | None:
    named = re.fullmatch(r"p([1-9][0-9]{0,17})-[0-9a-f]{16}", target)
    if named is None or not hmac.compare_digest(target_of(occasion_id, int(named[1])).encode(), target.encode()):
        return None
    return int(named[1])
