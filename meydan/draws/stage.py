"""What everybody sees of a draw at this moment: its steps, who committed and revealed, the dice, the winners so far."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.draws import queries, rules
from meydan.draws.models import Draw, Place
from meydan.engines import drawing

State = Draw.State


class Step(NamedTuple):
    title: str | Promise
    state: str  # "done", "now", "ahead"


class Winner(NamedTuple):
    """One place as anybody sees it."""

    order: int
    prize: str
    code: str  # in three groups
    name: str  # masked


STEPS: Final = (
    (State.COMMITTING, _("Secrets are committed")),
    (State.FREEZING, _("The list is closed and published")),
    (State.FROZEN, _("The evening begins")),
    (State.REVEALING, _("Dice are rolled, secrets revealed")),
    (State.DRAWN, _("Winners are drawn")),
)


def steps(draw: Draw) -> list[Step]:
    order = [state for state, _title in STEPS]
    over = draw.state == State.CLOSED or (draw.state == State.DRAWN and draw.shown_at is not None)
    at = len(order) if over else order.index(State(draw.state)) if draw.state in order else -1
    return [
        Step(title, "done" if number < at else "now" if number == at else "ahead")
        for number, (_state, title) in enumerate(STEPS)
    ]


def winner(place: Place) -> Winner:
    person = place.ticket.person
    name = wording.masked_name(person.name) if person is not None and person.name else ""
    return Winner(place.order, place.prize.title if place.prize else "", drawing.spaced(place.ticket.code), name)


def shown(places: Iterable[Place], draw: Draw) -> list[Winner]:
    return [winner(place) for place in list(places)[: draw.shown]]


def context(draw: Draw) -> dict[str, Any]:
    """Public through and through: no phone, no whole name, no secret before all are revealed."""
    known = list(queries.overseers(draw))
    revealed = bool(known) and all(one.reveal for one in known)
    came_out = list(queries.drawn(draw)) if draw.state in {State.DRAWN, State.CLOSED} else []
    winners = shown(came_out, draw)
    prizes = queries.prizes(draw)
    return {
        "draw": draw,
        "steps": steps(draw),
        "prizes": prizes,
        "overseers": known,
        "committed": sum(bool(one.commitment) for one in known),
        "revealed": sum(bool(one.reveal) for one in known),
        "all_revealed": revealed,
        "dice": [int(die) for die in draw.dice],
        "dice_read": draw.dice_readings.count() if draw.state == State.REVEALING and not draw.dice else 0,
        "winners": winners,
        "winners_reversed": winners[::-1],
        "to_come": len(came_out) - len(winners),
        "next_prize": came_out[len(winners)].prize if len(winners) < len(came_out) else None,
        "list_is_public": draw.state in rules.FROM_FROZEN,
        "all_shown": draw.shown_at is not None,
    }
