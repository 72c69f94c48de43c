"""Who says at a place what became of a promise, who reads how a stage went, and who keeps what it cost."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.campaigns.models import Delivery, Place, Stage
from meydan.campaigns.rules.promises import LATE, is_spoken_of
from meydan.campaigns.rules.stages import READERS, SHOWN, may_manage, may_read
from meydan.people.models import Person

WITNESSES: Final = (Role.CAMPAIGN_OFFICER, Role.CENTER_STAFF)  # who stands there in the evening
EVALUATORS: Final = READERS
CLOSERS: Final = (Role.MANAGER,)  # not whoever ran the stage


def may_witness(by: Person, place: Place) -> bool:
    """Staff whose reach the venue lies in; or the officer of the stage, wherever its venues lie."""
    return by.reaches(place.venue.area, *WITNESSES) or may_manage(by, place.stage.area)


def is_witnessed(stage: Stage, today: dt.date) -> bool:
    """As long as agencies too can say it."""
    return is_spoken_of(stage, today)


def may_evaluate(by: Person, stage: Stage) -> bool:
    return may_read(by, stage.area)


def may_see(by: Person, delivery: Delivery) -> bool:
    """A photo of what was held: whoever speaks at that place, and whoever reads stages there."""
    stage = delivery.promise.invited.stage
    return may_read(by, stage.area) or by.reaches(delivery.place.venue.area, *WITNESSES)


def is_evaluated(stage: Stage) -> bool:
    """Something of it can have been delivered."""
    return not stage.is_history and stage.state in SHOWN


def can_cost(stage: Stage) -> bool:
    """What it cost is known little by little, of an early one too; what was called off may have cost something."""
    return stage.state != Stage.State.DRAFT


def may_close(by: Person, stage: Stage) -> bool:
    return by.reaches(stage.area, *CLOSERS)


def is_closed(stage: Stage) -> bool:
    return stage.evaluated_at is not None


def can_close(stage: Stage, today: dt.date) -> bool:
    """Once its last evening is over."""
    return is_evaluated(stage) and not is_closed(stage) and today > stage.last_day


def is_heard_out(stage: Stage, today: dt.date) -> bool:
    """Everybody had the month in which they can say what was held."""
    return today > stage.last_day + LATE


def can_reopen(stage: Stage) -> bool:
    return is_closed(stage)
