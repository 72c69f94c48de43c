"""How far a closure has come, step by step."""

from typing import NamedTuple

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.closures import queries
from meydan.closures.models import Closure, Item
from meydan.people.models import Person

State = Closure.State


class Step(NamedTuple):
    """Done, under way with so many of so many, or still to come (`total` None: not counted yet)."""

    sentence: str | Promise
    state: str  # "done", "now", "next"
    done: int = 0
    total: int | None = None


_ORDER = {
    False: (State.CLOSING, State.TELLING),
    True: (State.UNDOING, State.TELLING_AGAIN),
}
_SENTENCES = {
    State.CLOSING: _("Sessions are cancelled, postponed or moved"),
    State.TELLING: _("Everybody registered is told"),
    State.UNDOING: _("Messages that wait are taken back, sessions are put back"),
    State.TELLING_AGAIN: _("Whoever was told learns that it takes place"),
}


def steps(closure: Closure) -> list[Step]:
    """The two steps of closing; or, once it was asked for, the two of undoing."""
    order = _ORDER[closure.undo_asked_at is not None]
    at = order.index(State(closure.state)) if closure.state in order else len(order)
    found = []
    for place, state in enumerate(order):
        done, total = _measure(closure, state) if place == at else (0, None)
        name = "done" if place < at else "now" if place == at else "next"
        found.append(Step(_SENTENCES[state], name, done, total))
    return found


def _measure(closure: Closure, state: Closure.State) -> tuple[int, int | None]:
    counts = queries.counts(closure)
    if state == State.CLOSING:
        return sum(counts.values()), closure.sessions
    if state == State.TELLING:
        return min(closure.told, closure.homes or 0), closure.homes
    put_back = counts[Item.State.RESTORED] + counts[Item.State.KEPT]
    if state == State.UNDOING:
        return put_back, put_back + counts[Item.State.CLOSED]
    return closure.last_person, Person.objects.aggregate(last=Max("pk"))["last"]
