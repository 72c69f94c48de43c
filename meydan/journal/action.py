"""`@action`, under which every write stands, and `note`, its line in the journal.

The lines of an action, and of the actions it calls, are written last, when everything else is: the chain's head is
the one row all writers meet at, so it is locked last and shortest, and always after every other lock. So one POST or
task calls one action; where two belong together, a third calls them.
"""

import datetime as dt
import functools
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, NamedTuple, ParamSpec, Protocol, TypeVar

from django.db import models, transaction

from meydan.ground.queue.backend import impersonal
from meydan.journal import chaining
from meydan.journal.origin import current_origin

Params = ParamSpec("Params")
Row = TypeVar("Row")
Fact = str | int | bool | dt.date | uuid.UUID | None


class Actor(Protocol):
    key: uuid.UUID


class _Noted(NamedTuple):
    """A line, and what Django keeps for the commit as long as the line's savepoint stands."""

    line: chaining.Draft
    commit_mark: Callable[[], None]


_open: ContextVar[list[_Noted] | None] = ContextVar("lines of the outermost action that runs here", default=None)
_actor: ContextVar[uuid.UUID | None] = ContextVar("who acts", default=None)


def action(write: Callable[Params, Row]) -> Callable[Params, Row]:
    """Make a function a write of the house: keyword-only, atomic, by somebody, with its lines in the journal."""

    @functools.wraps(write)
    def done(*args: Params.args, **kwargs: Params.kwargs) -> Row:
        by: Any = kwargs.get("by")
        outer = _open.get()
        noted: list[_Noted] = [] if outer is None else outer
        with transaction.atomic():
            open_before = _open.set(noted)
            actor_before = _actor.set(by.key if by is not None else None)
            try:
                row = write(*args, **kwargs)
            finally:
                _actor.reset(actor_before)
                _open.reset(open_before)
            if outer is None and not transaction.get_rollback():
                chaining.append(_standing(noted))
        return row

    done.is_action = True  # type: ignore[attr-defined]
    return done


def note(verb: str, *, on: models.Model, area: int | None = None, **facts: Fact) -> None:
    """Write one line of what the running action does. Facts are ids, numbers, dates and choice values, never words."""
    noted = _open.get()
    if noted is None:
        raise RuntimeError("note() was called outside an @action")
    plain = {name: _plain(fact) for name, fact in sorted(facts.items())}
    if not impersonal(plain):
        raise TypeError(f"The facts of {verb} are ids, numbers, dates and choice values, never words or phones.")
    line = chaining.Draft(
        actor=_actor.get(),
        verb=verb,
        subject=on._meta.label,  # noqa: SLF001 - Django's public name for it
        subject_id=str(on.pk),
        area_id=area,
        facts=plain,
        origin=current_origin(),
    )

    def commit_mark() -> None:
        """Nothing is left to do once the line is kept."""

    transaction.on_commit(commit_mark)
    noted.append(_Noted(line, commit_mark))


def _standing(noted: list[_Noted]) -> list[chaining.Draft]:
    """The lines whose savepoints stand: rolling one back, Django drops what waited for the commit of what was in it."""
    waiting = {id(mark) for _savepoints, mark, *_ in transaction.get_connection().run_on_commit}
    return [line for line, mark in noted if id(mark) in waiting]


def _plain(fact: Fact) -> chaining.Plain:
    match fact:
        case None | bool() | int():
            return fact if fact is None or isinstance(fact, bool) else int(fact)
        case dt.date():
            return fact.isoformat()
        case str() | uuid.UUID():
            return str(fact)
    raise TypeError(f"A fact of the journal is never a {type(fact).__name__}.")
