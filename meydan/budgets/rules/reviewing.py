"""Who finds out what an idea costs, and until when that can be said."""

import datetime as dt
from typing import Final

from meydan.assignments import queries as assignments
from meydan.base.roles import Role
from meydan.budgets.models import Review, Round
from meydan.people.models import Person

OVERSEERS: Final = (Role.BUDGET_OFFICER,)
READERS: Final = (*OVERSEERS, Role.MANAGER, Role.OVERSIGHT)
AT_DESK: Final = (Role.UNIT_HEAD, *READERS)
ANEW: Final = 5  # working days at least that a unit has for what was passed on to it
SOON: Final = dt.timedelta(days=3)
MOST_AT_ONCE: Final = 100  # ideas decided with one sentence


def heads(by: Person, review: Review) -> bool:
    return assignments.units_of(by).filter(pk=review.unit_id).exists()


def may_oversee(by: Person, round: Round) -> bool:
    return by.reaches(round.area, *OVERSEERS)


def list_is_open(round: Round) -> bool:
    """Until the list of projects is written, costs and decisions can still change."""
    return round.state == Round.State.PUBLISHED and round.poll_id is None


def may_decide(round: Round, day: dt.date) -> bool:
    """From the first day of review until the list is written, even where that happens some days late."""
    return list_is_open(round) and day >= round.review_from
