"""The written forms of this room, each canonical (RFC 8785), so that anybody can hash them again. See README.md.

Ballot, commitment, line of the log, receipt; and the list of pots and options that a poll opens with.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from meydan.ballots.marks import Marks
from meydan.ballots.models import Ballot, Option, Poll, Pot
from meydan.engines.canonical import Value, canonical

BALLOT: Final = "meydan/ballot/1"
LINE: Final = "meydan/ballot-log/1"
RECEIPT: Final = "meydan/ballot-receipt/1"
LIST: Final = "meydan/ballot-options/1"


def ballot(*, poll: UUID, pot: int, serial: str, version: int, marks: Marks) -> dict[str, Value]:
    """What a commitment is made of."""
    return {
        "format": BALLOT,
        "poll": str(poll),
        "pot": pot,
        "serial": serial,
        "version": version,
        "options": list(marks.options),
        "points": list(marks.points),
    }


def commitment(salt: str, told: Mapping[str, Value]) -> str:
    """SHA-256 of the salt's 64 hexadecimal signs, a dot, and the canonical bytes of the written ballot."""
    return hashlib.sha256(salt.encode() + b"." + canonical(told)).hexdigest()


def hidden(serial: str) -> str:
    """A serial as the log shows it."""
    return sha256(serial)


def line(*, act: str, serial: str, version: int, committed: str) -> str:
    """A leaf of the log; of what was withdrawn nothing is committed to."""
    told: dict[str, Value] = {
        "format": LINE,
        "act": act,
        "serial_sha256": hidden(serial),
        "version": version,
        "commitment": committed,
    }
    return canonical(told).decode()


def of_ballot(row: Ballot, pot: Pot) -> dict[str, Value]:
    """A row of the register as it is written."""
    return ballot(poll=pot.poll.key, pot=pot.order, serial=row.serial, version=row.version, marks=Marks.of(row.marks))


def receipt(row: Ballot, pot: Pot, *, act: str, opening: bool = False, log: Mapping[str, Any] | None = None) -> bytes:
    """What a voter takes home: without `opening` it says nothing of what was chosen."""
    told: dict[str, Any] = {
        "format": RECEIPT,
        "poll": str(pot.poll.key),
        "serial": row.serial,
        "version": row.version,
        "act": act,
        "commitment": "" if row.withdrawn else row.commitment,
    }
    if opening and not row.withdrawn:
        told["opening"] = {"salt": row.salt, "ballot": of_ballot(row, pot)}
    if log is not None:
        told["log"] = dict(log)
    return canonical(told)


def options_list(poll: Poll, pots: Iterable[Pot], options: Sequence[Option]) -> str:
    """Pots and options as the poll opens with them. Coordinates as text: a float has no single form."""
    told: dict[str, Value] = {
        "format": LIST,
        "poll": str(poll.key),
        "pots": [
            {"pot": pot.order, "area": pot.area_id, "name": str(pot.area), "wide": pot.is_wide, "budget": pot.budget}
            for pot in pots
        ],
        "options": [
            {
                "number": option.number,
                "pot": option.pot.order,
                "subject": option.subject,
                "title": option.title,
                "about": option.about,
                "category": option.category,
                "place": option.place,
                "latitude": _place(option.latitude),
                "longitude": _place(option.longitude),
                "cost": option.cost,
            }
            for option in options
        ],
    }
    return canonical(told).decode()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _place(degrees: float | None) -> str | None:
    return None if degrees is None else f"{degrees:.6f}"
