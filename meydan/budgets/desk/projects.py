"""The desk of projects: a unit reports on its own, an officer watches over all and names another unit."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.assignments import queries as assignments
from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.budgets import actions, figures_projects
from meydan.budgets.forms.projects import ReportForm
from meydan.budgets.forms.reviewing import PassOnForm
from meydan.budgets.models import Project, Report
from meydan.budgets.queries import projects as queries
from meydan.budgets.rules import projects as rules
from meydan.ground.once import once
from meydan.people.request import Request

Kind = Report.Kind
SAID: dict[str, tuple[str | Promise, str, str]] = {  # what each deed is called, its icon, its look
    Kind.BEGUN: (gettext_lazy("It has begun"), "check", ""),
    Kind.PROGRESS: (gettext_lazy("Report progress"), "chart", ""),
    Kind.DELAY: (gettext_lazy("It is delayed"), "clock", "quiet"),
    Kind.DONE: (gettext_lazy("It is done"), "check", "quiet"),
    Kind.REOPENED: (gettext_lazy("It is not done"), "warning", "quiet"),
    Kind.STOPPED: (gettext_lazy("Stop it"), "stop", "quiet danger"),
}


def _project(request: Request, pk: int) -> Project:
    found = queries.at_desk(request.user, request.user.areas_for(*rules.READERS))
    row: Project = get_object_or_404(found, pk=pk)
    return row


@doors.role(*rules.AT_DESK)
def projects(request: Request) -> HttpResponse:
    found = queries.at_desk(request.user, request.user.areas_for(*rules.READERS))
    shelves = figures_projects.shelves(timezone.localdate())
    counts = figures_projects.counts(found, shelves)
    shown = next((one for one in shelves if one.name == request.GET.get("show")), shelves[0])
    context = {
        "shelves": [(one, counts[one.name]) for one in shelves],
        "shown": shown,
        "rows": paged(request, found.filter(shown.rows)),
        "today": timezone.localdate(),
    }
    return page(request, "budgets/projects/desk/list.html", context)


@doors.role(*rules.AT_DESK)
def project(request: Request, pk: int) -> HttpResponse:
    found = _project(request, pk)
    kinds = (
        rules.kinds_for(request.user, found) if found.assignment_id or rules.may_oversee(request.user, found) else []
    )
    context = {
        "project": found,
        "reports": list(queries.reports(found)),
        "deeds": [(kind, *SAID[kind]) for kind in kinds],
        "can_pass_on": rules.may_oversee(request.user, found) and found.state in rules.AT_WORK,
        "hearers": found.hearers.count(),
        "today": timezone.localdate(),
    }
    return page(request, "budgets/projects/desk/project.html", context)


@doors.role(*rules.AT_DESK)
@once
def report(request: Request, pk: int, kind: str) -> HttpResponse:
    """One question a page, for a phone held in one hand."""
    found = _project(request, pk)
    if kind not in Kind:
        raise Http404
    form = ReportForm(request.POST or None, request.FILES or None, kind=kind, project=found)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.report(by=request.user, project=found, kind=kind, **form.values)
            toast(request, _("Reported. Those concerned are being told."))
            return redirect("budgets:desk_project", found.pk)
    context = {"project": found, "form": form, "kind": kind, "title": SAID[kind][0]}
    return page(request, "budgets/projects/desk/report.html", context)


@doors.role(*rules.OVERSEERS)
@once
def pass_on(request: Request, pk: int) -> HttpResponse:
    found = _project(request, pk)
    units = assignments.units_for(found.area)
    form = PassOnForm(
        request.POST or None, units=units if found.assignment_id is None else units.exclude(pk=found.unit_id)
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.pass_project_on(by=request.user, project=found, **form.values)
            toast(request, _("Passed on. The other unit is being told."))
            return redirect("budgets:desk_project", found.pk)
    context = {"project": found, "form": form, "title": _("Name another unit")}
    return page(request, "budgets/projects/desk/report.html", context)
