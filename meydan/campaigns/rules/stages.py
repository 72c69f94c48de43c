"""Who opens, changes and reads stages, and what of a stage can still be changed."""

from typing import Final

from meydan.base.roles import Role
from meydan.campaigns.models import Stage
from meydan.people.models import Person
from meydan.places.models import Area

State = Stage.State
OFFICERS: Final = (Role.CAMPAIGN_OFFICER,)
READERS: Final = (*OFFICERS, Role.MANAGER)
PREPARED: Final = (State.DRAFT, State.DECLARING, State.PLANNING)  # nothing is published yet
MOST_INVITATIONS: Final = 3  # that one phone is sent a day, whatever the agency and the stage
SHOWN: Final = (State.PUBLISHED, State.HELD)


def may_manage(by: Person, area: Area) -> bool:
    """Of the city, or of whatever area the stage lies in."""
    return by.reaches(area, *OFFICERS)


def may_read(by: Person, area: Area) -> bool:
    return by.reaches(area, *READERS)


def can_change(stage: Stage) -> bool:
    """Its facts, concerns, places, times and supplies: until it is published. What is history stays open to mending."""
    return stage.is_history or stage.state in PREPARED


def can_invite(stage: Stage) -> bool:
    return not stage.is_history and stage.state in PREPARED


def can_open_declaring(stage: Stage) -> bool:
    return not stage.is_history and stage.state == State.DRAFT


def can_close_declaring(stage: Stage) -> bool:
    return stage.state == State.DECLARING


def can_reopen_declaring(stage: Stage) -> bool:
    return stage.state == State.PLANNING


def can_call_off(stage: Stage) -> bool:
    """Before it is published: what citizens have seen is cancelled occasion by occasion."""
    return not stage.is_history and stage.state in PREPARED
