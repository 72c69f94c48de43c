"""Who says at a place what became of a promise, who reads how a stage went, and who keeps what it cost."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.campaigns.models import Delivery, Place, Stage
from meydan.campaigns.rules.promises import LATE
from meydan.campaigns.rules.stages import READERS, SHOWN, may_manage, may_read
from meydan.people.models import Person

WITNESSES: Final = (Role.CAMPAIGN_OFFICER, Role.CENTER_STAFF)  # who stands there in the evening
EVALUATORS: Final = READERS


def may_witness(by: Person, place: Place) -> bool:
    """Staff whose reach the venue lies in; or the officer of the stage, wherever its venues lie."""
    return by.reaches(place.venue.area, *WITNESSES) or may_manage(by, place.stage.area)


def is_witnessed(stage: Stage, today: dt.date) -> bool:
    """From the first evening to a month after the last, as agencies too can say it."""
    return not stage.is_history and stage.state in SHOWN and stage.first_day <= today <= stage.last_day + LATE


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
