"""Doors that open polls. They register themselves in `<room>/pollable.py`; this room knows none.

A callback runs inside the action or task that moved the poll: what follows from it happens with it or not at all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from meydan.ballots.models import Poll

Moved = Callable[[Poll], None]


def nothing(_poll: Poll) -> None:
    """Follows for a door to which it does not matter."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """What a door does when one of its polls moves on."""

    name: str  # as its polls and its rows in the ledger are marked: "budgets"
    opened: Moved = nothing
    closed: Moved = nothing
    counted: Moved = nothing
    voided: Moved = nothing


_doors: dict[str, Door] = {}


def register(door: Door) -> None:
    _doors[door.name] = door


def of(poll: Poll) -> Door:
    return _doors.get(poll.door) or Door(name=poll.door)
