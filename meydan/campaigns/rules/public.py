"""What can be done to a stage that everybody sees, and what of it is still to come."""

import datetime as dt
from typing import Final

from meydan.calendar.models import Occasion
from meydan.campaigns.models import Placement, Sessions, Space, Stage

OPEN: Final = (Occasion.Status.PLANNED, Occasion.Status.ANNOUNCED)


def can_publish(stage: Stage) -> bool:
    return not stage.is_history and stage.state == Stage.State.PLANNING


def can_steer(stage: Stage) -> bool:
    """Sessions of it are moved, cancelled and added."""
    return stage.state == Stage.State.PUBLISHED


def was_published(stage: Stage) -> bool:
    return stage.published_at is not None


def is_over(stage: Stage, today: dt.date) -> bool:
    return stage.state == Stage.State.PUBLISHED and stage.last_day < today


def is_running(stage: Stage, today: dt.date) -> bool:
    """Of its evenings some may be over, others are to come."""
    return stage.state == Stage.State.PUBLISHED and stage.first_day <= today <= stage.last_day


def can_change(occasion: Occasion, now: dt.datetime) -> bool:
    """A session that has neither begun nor been cancelled."""
    return occasion.status in OPEN and occasion.starts_at > now


def can_keep(occasion: Occasion, now: dt.datetime) -> bool:
    """Whether somebody can still mean to come."""
    return occasion.status == Occasion.Status.ANNOUNCED and occasion.ends_at > now


def admits(space: Space, sessions: str) -> bool:
    """A space for everybody takes any session; the women's part only women's, the men's only men's."""
    return not space.stalls and space.sessions in (Sessions.TOGETHER, sessions)


def could_swap(one: Placement, other: Placement) -> bool:
    """Whether each could stand where the other does, whatever else stands there."""
    return all(
        admits(there.space, row.sessions) and row.promise.minutes <= there.slot.minutes
        for row, there in ((one, other), (other, one))
    )
