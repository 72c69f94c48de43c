"""Budgeting rounds in a report: what is counted of them, by what, and which rows stand behind it."""

from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from meydan.ambassadors import figures as ambassadors
from meydan.ballots.models import Channel
from meydan.budgets import figures, figures_projects
from meydan.reports.measures import (
    AMBASSADORS,
    BALLOTS,
    CHOSEN,
    FEASIBLE,
    IDEAS,
    PROJECTS,
    PROJECTS_DONE,
    ROUNDS,
    Measure,
)

ALL: Final = (ROUNDS, IDEAS, FEASIBLE, CHOSEN, BALLOTS, PROJECTS, PROJECTS_DONE, AMBASSADORS)
OF_IDEAS: Final = (IDEAS, FEASIBLE, CHOSEN)
OF_PROJECTS: Final = (PROJECTS, PROJECTS_DONE)
FLAGS: Final = {FEASIBLE: "is_feasible", CHOSEN: "is_chosen", PROJECTS_DONE: "is_done"}
PLACES: Final = {  # what the table of each is called by its places
    ROUNDS: _("Budgeting rounds by area"),
    IDEAS: _("Ideas by neighborhood"),
    PROJECTS: _("Chosen projects by neighborhood"),
    AMBASSADORS: _("Ambassadors by area of their round"),
}
BY_CHANNEL: Final = (_("Ballots by channel"), _("Way"), Channel)
BY_POT: Final = _("Ballots by neighborhood")
BY_UNIT: Final = _("Chosen projects by unit")


def rows(measure: Measure, days: dict[str, Any]) -> QuerySet[Any]:
    """All rows of the whole that a measure is, or is a part of; not narrowed to the part."""
    if measure is ROUNDS:
        return figures.rounds(**days)
    if measure in OF_IDEAS:
        return figures.ideas(**days)
    if measure is BALLOTS:
        return figures.ballots(**days)
    if measure in OF_PROJECTS:
        return figures_projects.carried_out(**days)
    return ambassadors.accepted(**days)


def shown(measure: Measure, found: QuerySet[Any]) -> QuerySet[Any]:
    """With what their page tells, in its order."""
    if measure is ROUNDS:
        return found.select_related("area").order_by("ideas_from", "pk")
    if measure in OF_IDEAS:
        return found.select_related("area", "field", "round").order_by("sent_at", "pk")
    if measure is BALLOTS:
        return found.select_related("pot__area", "poll").order_by("poll", "pot", "channel", "pk")
    if measure in OF_PROJECTS:
        return found.select_related("area", "idea", "unit").order_by("pk")
    return found.select_related("call").order_by("applied_at", "pk")
