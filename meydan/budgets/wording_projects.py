"""What authors, supporters and voters are told of a project: its title; what a unit wrote stands on its page."""

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.budgets.models import Project, Report

Kind = Report.Kind
LONGEST = 60


def short(project: Project) -> str:
    title = str(project)
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def told(report: Report) -> str:
    project = report.project
    known = {
        "project": short(project),
        "percent": wording.percent(report.percent / 100),
        "day": wording.day(report.due_on or project.due_on),
        "area": str(project.area),
    }
    sentences = {
        Kind.BEGUN: _("The project “%(project)s” (%(area)s) has begun. It is to be done by %(day)s."),
        Kind.PROGRESS: _("The project “%(project)s” (%(area)s) is %(percent)s done. See it in Meydan."),
        Kind.DELAY: _("The project “%(project)s” (%(area)s) is delayed until %(day)s. The reason stands in Meydan."),
        Kind.DONE: _("The project “%(project)s” (%(area)s) is done, says the unit. See its photos in Meydan."),
        Kind.REOPENED: _("The project “%(project)s” (%(area)s) is said not to be done, and is open again."),
        Kind.STOPPED: _("The project “%(project)s” (%(area)s) was stopped. The reason stands in Meydan."),
    }
    return sentences[Kind(report.kind)] % known


def asked(project: Project) -> str:
    return _(
        "Four weeks ago the project “%(project)s” that you proposed was reported done. Is it fixed? Please answer yes "
        "or no in Meydan."
    ) % {"project": short(project)}
