"""What comes in, for the rooms above to take up. A room registers in its own `inbound.py`, which is found by itself:

    from meydan.messaging import inbound

    @inbound.register
    def questions(received: inbound.Received) -> inbound.Handled | None:
        if not received.text:
            return None
        question = actions.ask(by=None, …)
        return inbound.Handled(named(question), reply=_("Your tracking code is …"))

The first that takes a message has it. A handler runs within the action that settles the message, once for each, with
the sender's language set; it writes by actions of its own, and a `Refusal` it raises is told to the sender. Nothing
slow belongs there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models.fields.files import FieldFile

from meydan.messaging.models import Inbound
from meydan.people.models import Person


class Brought(NamedTuple):
    """One message as a provider or a messenger brings it, read and not believed yet."""

    reference: str
    sender: str = ""
    text: str = ""
    chat: str = ""
    contact: str = ""  # the sender's own number, as the messenger knows it
    attached: str = ""  # "voice:<id>" or "photo:<id>", still to be fetched


@dataclass(frozen=True, slots=True)
class Received:
    """One message, to be taken up. By SMS there is a phone; by the bot, a person only once they shared their number."""

    id: int
    channel: Inbound.Channel
    text: str
    person: Person | None
    phone: str = ""  # "+989…"; whoever takes the message up may make its holder known by `people.actions.arrive`
    voice: FieldFile | None = None
    photo: FieldFile | None = None
    expects: str = ""  # what this chat was asked for last: `Handled.expects`
    shared_number: bool = False  # they have just told who they are


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of it, and what to answer, in the language that is set while the handler runs."""

    handled_as: str  # `models.named(…)` of what it became
    reply: str = ""
    buttons: Sequence[Sequence[str]] = ()  # of a chat: rows of ready answers
    ask_number: str = ""  # of a chat: a button of this name that shares one's own number
    expects: str = ""  # of a chat: what the next message is an answer to
    area: int | None = None  # whose staff may read it
    person: Person | None = field(default=None)  # who sent it, where the handler knows


Handler = Callable[[Received], Handled | None]

_handlers: list[Handler] = []


def register(handler: Handler) -> Handler:
    if handler not in _handlers:
        _handlers.append(handler)
    return handler


def take(received: Received) -> Handled | None:
    """What the first handler that wants it made of it."""
    for handler in _handlers:
        handled = handler(received)
        if handled is not None:
            return handled
    return None
