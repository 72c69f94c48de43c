"""Who makes the timetable, and when: once the council has closed what is declared, until everybody sees it."""

from meydan.campaigns.models import Run, Stage
from meydan.campaigns.rules.stages import SHOWN, may_manage, may_read

__all__ = ["can_plan", "can_run", "is_shown", "may_manage", "may_read"]


def can_plan(stage: Stage) -> bool:
    """Propose, place, move, pin, take out."""
    return not stage.is_history and stage.state == Stage.State.PLANNING


def can_run(stage: Stage, run: Run | None) -> bool:
    """One run a stage at a time."""
    return can_plan(stage) and (run is None or run.state not in (Run.State.WAITING, Run.State.RUNNING))


def is_shown(stage: Stage) -> bool:
    """The timetable can be read here, and is changed by what follows publishing."""
    return stage.state in SHOWN
