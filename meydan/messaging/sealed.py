"""Messages to a number that stands in no table in the clear: the outbox keeps where it is sealed, and nobody's name.

A room above names how its rows are opened, in `<room>/contacts.py`, which is found by itself:

    sealed.register("counseling.Case", lambda pk: "+989…")

The number is opened as it is handed to the provider, and forgotten with that call.
"""

from collections.abc import Callable
from typing import Final

Opener = Callable[[int], str | None]  # None: erased since, or not to be opened any more

_openers: Final[dict[str, Opener]] = {}


def register(label: str, opener: Opener) -> None:
    _openers[label] = opener


def number(reference: str) -> str | None:
    """Of `messaging.models.named(row)`."""
    label, _colon, pk = reference.rpartition(":")
    opener = _openers.get(label)
    return opener(int(pk)) if opener is not None and pk.isdigit() else None
