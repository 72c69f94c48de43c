"""Who reports on a project, what can follow what, and when its author is asked whether it is so."""

import datetime as dt
from typing import Final

from meydan.assignments import queries as assignments
from meydan.base.roles import Role
from meydan.budgets.models import Project, Report
from meydan.people.models import Person

State, Kind = Project.State, Report.Kind
OVERSEERS: Final = (Role.BUDGET_OFFICER,)
READERS: Final = (*OVERSEERS, Role.MANAGER, Role.OVERSIGHT)
AT_DESK: Final = (Role.UNIT_HEAD, *READERS)
ASKED_AFTER: Final = dt.timedelta(weeks=4)  # after it was done, its author is asked whether it is fixed
SILENCE: Final = dt.timedelta(days=14)  # after being asked, in which the author says nothing
AT_WORK: Final = (State.WAITING, State.UNDER_WAY, State.DELAYED)
CLOSED: Final = (State.CONFIRMED, State.SILENT, State.STOPPED)
# From where each kind of report leads, and to which state.
FOLLOWS: Final[dict[str, tuple[tuple[Project.State, ...], Project.State]]] = {
    Kind.BEGUN: ((State.WAITING,), State.UNDER_WAY),
    Kind.PROGRESS: ((State.WAITING, State.UNDER_WAY, State.DELAYED), State.UNDER_WAY),
    Kind.DELAY: ((State.WAITING, State.UNDER_WAY, State.DELAYED), State.DELAYED),
    Kind.DONE: ((State.WAITING, State.UNDER_WAY, State.DELAYED), State.DONE),
    Kind.REOPENED: ((State.DONE,), State.UNDER_WAY),
    Kind.STOPPED: ((State.WAITING, State.UNDER_WAY, State.DELAYED), State.STOPPED),
}
BY_UNIT: Final = (Kind.BEGUN, Kind.PROGRESS, Kind.DELAY, Kind.DONE)
BY_OFFICER: Final = (Kind.REOPENED, Kind.STOPPED)


def heads(by: Person, project: Project) -> bool:
    return assignments.units_of(by).filter(pk=project.unit_id).exists()


def may_oversee(by: Person, project: Project) -> bool:
    return by.reaches(project.round.area, *OVERSEERS)


def kinds_for(by: Person, project: Project) -> list[Report.Kind]:
    """What this person may report now, the next thing first."""
    allowed = [*(BY_UNIT if heads(by, project) else ()), *(BY_OFFICER if may_oversee(by, project) else ())]
    return [kind for kind in allowed if project.state in FOLLOWS[kind][0]]


def is_asked(project: Project) -> bool:
    """The author can say whether it is fixed: from when they are asked until it is closed."""
    return project.state == State.DONE and project.asked_at is not None
