"""Who prepares, watches and reads; and when each step may be taken."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.draws.models import Draw, Overseer, Place
from meydan.people.models import Person
from meydan.places.models import Area

State = Draw.State

OFFICERS: Final = (Role.DRAW_OFFICER,)
READERS: Final = (*OFFICERS, Role.MANAGER)
OVERSEERS: Final = (Role.OVERSIGHT,)
DICE_READERS: Final = (*OFFICERS, *OVERSEERS)
FEWEST_OVERSEERS: Final = 3
PUBLIC: Final = tuple(state for state in State if state != State.PREPARING)
BEFORE_DRAWING: Final = (State.COMMITTING, State.FREEZING, State.FROZEN, State.REVEALING)
FROM_FROZEN: Final = (State.FROZEN, State.REVEALING, State.DRAWN, State.CLOSED)  # the list is published


def may_run(person: Person, area: Area) -> bool:
    return person.reaches(area, *OFFICERS)


def may_oversee(person: Person, area: Area) -> bool:
    """Whom an officer may appoint: a representative of an oversight body for this area."""
    return person.is_active and person.reaches(area, *OVERSEERS)


def may_commit(overseer: Overseer) -> bool:
    """Until the list begins to be frozen; a lost secret can be replaced by another until then."""
    return overseer.draw.state == State.COMMITTING


def may_read_dice(draw: Draw) -> bool:
    """They are rolled before anybody reveals: whoever types them cannot know what they bring about."""
    return draw.state == State.REVEALING and not draw.dice


def may_reveal(overseer: Overseer, now: dt.datetime) -> bool:
    """After the dice lie, and until the time is over."""
    draw = overseer.draw
    return draw.state == State.REVEALING and bool(draw.dice) and not overseer.reveal and not is_late(draw, now)


def is_late(draw: Draw, now: dt.datetime) -> bool:
    return draw.state == State.REVEALING and draw.reveal_by is not None and now >= draw.reveal_by


def unreachable_from(place: Place) -> dt.datetime | None:
    """When the next reserve may take a place whose winner does not answer; None while nobody was told."""
    return place.told_at + dt.timedelta(days=place.draw.hand_over_days) if place.told_at else None


def may_be_replaced(place: Place, now: dt.datetime) -> bool:
    """Whether the days given to a winner are over. Of an erased winner nobody waits for an answer."""
    if place.state != Place.State.DRAWN:
        return False
    from_ = unreachable_from(place)
    return place.ticket.person_id is None or (from_ is not None and now >= from_)
