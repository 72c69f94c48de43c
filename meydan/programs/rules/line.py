"""The waiting list: until when a place is offered, and when nobody is offered one any more."""

import datetime as dt
from collections.abc import Iterable

from meydan.people.models import Person
from meydan.programs.models import Program, Registration
from meydan.programs.rules.registering import may_register_for
from meydan.programs.rules.roles import may_plan

LAST_OFFER_BEFORE = dt.timedelta(minutes=30)  # of the session: whoever accepts later does not come in time
SHORTEST_OFFER = dt.timedelta(minutes=30)  # from the moment the message may go out


def offer_deadline(starts: Iterable[dt.datetime], told_at: dt.datetime, hours: int) -> dt.datetime | None:
    """Until when a place is kept for whoever is told at `told_at`; None when there is no time to answer any more.

    `starts` are the sessions that still stand. While the first is to come it is the limit, since a course is best begun
    at its beginning; after it, the last.
    """
    ordered = sorted(starts)
    if not ordered:
        return None
    for start in (ordered[0], ordered[-1]):
        limit = start - LAST_OFFER_BEFORE
        if limit - told_at >= SHORTEST_OFFER:
            return min(told_at + dt.timedelta(hours=hours), limit)
    return None


def is_drawn_later(program: Program) -> bool:
    """Whether those who wait have no number yet."""
    return program.waiting == Program.Waiting.DRAW and program.drawn_at is None


def may_answer(person: Person, registration: Registration) -> bool:
    """Accept or decline: whoever registered, or may register, this person."""
    return may_register_for(person, registration.person)


def may_order(person: Person, registration: Registration) -> bool:
    """Offer or give a place out of turn, or take somebody off the list."""
    return may_plan(person, registration.program.area)


def offer_stands(registration: Registration, now: dt.datetime) -> bool:
    return (
        registration.status == Registration.Status.OFFERED
        and registration.offered_until is not None
        and now < registration.offered_until
    )
