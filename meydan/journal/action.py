"""`@action`, under which every write stands, and `note`, its line in the journal.

The lines of an action, and of the actions it calls, are written last, when everything else is: the chain's head is
the one row all writers meet at, so it is locked last and shortest, and always after every other lock.
"""

import datetime
import functools
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import models, transaction

from meydan.journal import chaining
from meydan.journal.origin import current_origin

Params = ParamSpec("Params")
Row = TypeVar("Row")
Fact = str | int | bool | datetime.date | uuid.UUID | None


class Actor(Protocol):
    key: uuid.UUID


_open_lines: ContextVar[list[chaining.Draft] | None] = ContextVar("open journal lines", default=None)
_actor: ContextVar[uuid.UUID | None] = ContextVar("who acts", default=None)


def action(write: Callable[Params, Row]) -> Callable[Params, Row]:
    """Make a function a write of the house: keyword-only, atomic, by somebody, with its lines in the journal."""

    @functools.wraps(write)
    def done(*args: Params.args, **kwargs: Params.kwargs) -> Row:
        by: Any = kwargs["by"]
        outer = _open_lines.get()
        with transaction.atomic():
            lines: list[chaining.Draft] = []
            lines_before = _open_lines.set(lines)
            actor_before = _actor.set(by.key if by is not None else None)
            try:
                row = write(*args, **kwargs)
            finally:
                _open_lines.reset(lines_before)
                _actor.reset(actor_before)
            if outer is not None:
                outer.extend(lines)
            elif lines:
                chaining.append(lines)
        return row

    done.is_action = True  # type: ignore[attr-defined]
    return done


def note(verb: str, *, on: models.Model, area: int | None = None, **facts: Fact) -> None:
    """Write one line about what the running action does. Facts are ids, numbers, dates and choice values, never words."""
    lines = _open_lines.get()
    if lines is None:
        raise RuntimeError("note() was called outside an @action")
    lines.append(
        chaining.Draft(
            actor=_actor.get(),
            verb=verb,
            subject=f"{on._meta.app_label}.{on._meta.object_name}",
            subject_id=str(on.pk),
            area_id=area,
            facts={name: _plain(fact) for name, fact in sorted(facts.items())},
            origin=current_origin(),
        )
    )


def _plain(fact: Fact) -> str | int | bool | None:
    return fact.isoformat() if isinstance(fact, datetime.date) else str(fact) if isinstance(fact, uuid.UUID) else fact
