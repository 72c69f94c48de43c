"""Doors that see to their orders themselves. They register in `<room>/ordered.py`; this room knows none.

A project of "I am the Mayor" and its order say the same, since only the project's page moves the order along: here its
order is read, and its state changes only inside `through(door)`. Whoever is concerned is told by the door as well.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _

from meydan.assignments.models import Assignment
from meydan.base.refusal import Refusal

_owners: dict[str, Callable[[Assignment], str]] = {}
_through: ContextVar[str] = ContextVar("the door whose action runs here", default="")


def register(door: str, url_of: Callable[[Assignment], str]) -> None:
    """`url_of(assignment)`: where at that door it is seen to."""
    _owners[door] = url_of


def doors() -> list[str]:
    return sorted(_owners)


def owned(assignment: Assignment) -> bool:
    return assignment.door in _owners


def page_of(assignment: Assignment) -> str:
    """Where it is seen to; empty where that is here."""
    return _owners[assignment.door](assignment) if owned(assignment) else ""


@contextmanager
def through(door: str) -> Iterator[None]:
    """What moves here is that door's own doing."""
    before = _through.set(door)
    try:
        yield
    finally:
        _through.reset(before)


def must_come_through(assignment: Assignment) -> None:
    if owned(assignment) and _through.get() != assignment.door:
        raise Refusal(_("This order belongs to a project. Report on it, and change it, at the project’s own page."))
