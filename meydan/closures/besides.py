"""What a closure also touches that is no occasion of the calendar; rooms above say it in `<room>/closing.py`.

    class Counseling(Besides):
        kind = "counseling"
        …

    register(Counseling())

Its kind is chosen beside the doors' kinds. What is done to its rows, and who is told, is the room's own; each call is
one short part of the step that holds the closure's row, and leaves nothing to find for the next call.
"""

from typing import ClassVar, Final

from django.utils.functional import Promise

from meydan.closures.models import Closure
from meydan.people.models import Person


class Besides:
    """One kind of rows that an officer closes with the rest."""

    kind: ClassVar[str]  # stands in `Closure.kinds`
    label: ClassVar[str | Promise]

    def count(self, closure: Closure) -> int:
        """How many it would still touch."""
        raise NotImplementedError

    def counted(self, number: int) -> str:
        """So many of them and what becomes of them, in a sentence."""
        raise NotImplementedError

    def close_some(self, *, by: Person | None, closure: Closure, most: int) -> int:
        """See to the next ones; how many, 0 when none is left."""
        raise NotImplementedError

    def restore_some(self, *, by: Person | None, closure: Closure, most: int) -> int:
        """Put the next ones back that nobody changed since; how many, 0 when none is left that can be."""
        raise NotImplementedError


_registered: Final[dict[str, Besides]] = {}


def register(one: Besides) -> None:
    _registered[one.kind] = one


def kinds() -> list[tuple[str, str | Promise]]:
    """To choose from, after the doors' kinds."""
    return [(one.kind, one.label) for one in _registered.values()]


def of(closure: Closure) -> list[Besides]:
    """Those of its kinds."""
    return [one for kind, one in _registered.items() if kind in closure.kinds]
