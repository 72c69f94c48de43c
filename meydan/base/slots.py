"""Places on a page where rooms above put something without the page knowing them.

The page says where: `{% slot "places.venue" venue %}`. A room above says what, in its own `slots.py`, which is read
when the house opens:

    slots.register("places.venue", whats_on, order=10)

    def whats_on(request: HttpRequest, venue: Venue) -> SafeString: ...

The answer is shown as it is when it is safe, escaped when it is not, and left out when it is empty.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

Filling = Callable[[HttpRequest, Any], str]

_slots: dict[str, list[tuple[int, str, Filling]]] = defaultdict(list)


def register(slot: str, filling: Filling, *, order: int = 100) -> None:
    """Put what `filling(request, subject)` answers into a slot; registering a function twice is registering it once."""
    name = f"{filling.__module__}.{filling.__qualname__}"
    others = [row for row in _slots[slot] if row[1] != name]
    _slots[slot] = sorted([*others, (order, name, filling)], key=lambda row: row[:2])


def filled(slot: str, request: HttpRequest, subject: Any) -> SafeString:
    """What all rooms put into the slot, in order; "" when nobody does."""
    answers = (filling(request, subject) for _order, _name, filling in _slots.get(slot, ()))
    return format_html_join("\n", "{}", ((conditional_escape(answer),) for answer in answers if answer))
