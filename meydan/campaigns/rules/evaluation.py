"""Who says at a place what became of a promise, who reads how a stage went, and who keeps what it cost."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.campaigns.models import Invited, Place, Stage
from meydan.campaigns.rules.promises import LATE, represents
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


def may_score(by: Person, invited: Invited, today: dt.date) -> bool:
    """An agency's card: its own representative, and whoever reads stages there."""
    return may_read(by, invited.stage.area) or represents(by, invited.organization_id, today)


def is_evaluated(stage: Stage) -> bool:
    """Something of it can have been delivered."""
    return not stage.is_history and stage.state in SHOWN


def can_cost(stage: Stage) -> bool:
    """What it cost is known little by little, of an early one too; what was called off may have cost something."""
    return stage.state != Stage.State.DRAFT
