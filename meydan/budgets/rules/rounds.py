"""Which stage a round is in on a day, and who opens, changes and reads rounds."""

import datetime as dt
from typing import Final, NamedTuple

from meydan.base.roles import Role
from meydan.budgets.models import Round
from meydan.budgets.models.round import EDGES, STAGES
from meydan.people.models import Person
from meydan.places.models import Area

Stage, State = Round.Stage, Round.State
OPENERS: Final = (Role.BUDGET_OFFICER,)
READERS: Final = (*OPENERS, Role.MANAGER, Role.OVERSIGHT)


class Span(NamedTuple):
    """A stage with its first and last day."""

    stage: Round.Stage
    first: dt.date
    last: dt.date


def spans(round: Round) -> list[Span]:
    """Each ends the day before the next begins."""
    firsts = [getattr(round, name) for name in STAGES.values()]
    lasts = [*(first - dt.timedelta(days=1) for first in firsts[1:]), round.ends_on]
    return [Span(*one) for one in zip(STAGES, firsts, lasts, strict=True)]


def stage_of(round: Round, day: dt.date) -> Round.Stage:
    """By the days alone; whether the round is published is asked apart."""
    if day < round.ideas_from:
        return Stage.SOON
    if day > round.ends_on:
        return Stage.OVER
    return next(span.stage for span in reversed(spans(round)) if day >= span.first)


def may_open(by: Person, area: Area) -> bool:
    return by.reaches(area, *OPENERS)


def may_read(by: Person, area: Area) -> bool:
    """Its desk, with what is not published."""
    return by.reaches(area, *READERS)


def can_change(round: Round) -> bool:
    """Money, fields, and how people vote: until the list of projects is written for the ballot."""
    return round.state != State.CANCELLED and round.poll_id is None


def movable(round: Round, day: dt.date) -> list[str]:
    """Edges that can still move: all of a draft's; of a published round those that have not come yet.

    An open ballot can only be closed later, and once it is closed its end has passed.
    """
    if round.state == State.CANCELLED:
        return []
    if round.state == State.DRAFT:
        return list(EDGES)
    return [name for name in EDGES if getattr(round, name) > day or (name == "ends_on" and round.ends_on == day)]


def can_cancel(round: Round) -> bool:
    """Until its ballot is closed, for then people have decided."""
    return round.state != State.CANCELLED and (round.poll is None or round.poll.state not in ("counted", "closed"))
