"""What everybody sees of projects: by neighborhood and state, each with its pictures, its money and its timeline."""

from django.core.exceptions import SuspiciousFileOperation
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meydan.base import charts, doors, wording
from meydan.base.pages import attachment, page, paged
from meydan.base.tables import csv_text
from meydan.budgets.forms.projects import ProjectFilters
from meydan.budgets.models import Project, Report, Round
from meydan.budgets.queries import joining
from meydan.budgets.queries import projects as queries
from meydan.people.models import Person
from meydan.places.models import Area


def _found(request: HttpRequest) -> tuple[ProjectFilters, QuerySet[Project]]:
    rows = queries.public()
    shown = Project.objects.order_by()
    areas = Area.objects.filter(pk__in=shown.values("area")).order_by("name", "pk").only("pk", "name")
    rounds = Round.objects.filter(pk__in=shown.values("round")).order_by("-pk").values_list("pk", "title")
    filters = ProjectFilters(request.GET, areas=areas, rounds=rounds)
    asked = filters.values
    if "q" in asked:
        rows = rows.filter(idea__title__icontains=asked["q"])
    for name in ("area", "state", "round"):
        if name in asked:
            rows = rows.filter(**{name: asked[name]})
    return filters, rows


@doors.open
def projects(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Of all rounds, or of one."""
    found = get_object_or_404(Round.objects.exclude(state=Round.State.DRAFT), pk=pk) if pk else None
    filters, rows = _found(request)
    if found is not None:
        rows = rows.filter(round=found)
    money = queries.money(rows)
    context = {
        "filters": filters,
        "round": found,
        "rows": paged(request, rows, 24),
        "total": rows.count(),
        "money": money,
        "chart": _drawn(money["credit"], money["committed"], money["paid"]) if money["credit"] else "",
        "today": timezone.localdate(),
    }
    return page(request, "budgets/projects/board.html", context, partial="results")


@doors.open
@require_safe
def projects_csv(request: HttpRequest) -> HttpResponse:
    """The same rows, in Rial; nobody's name stands in it."""
    _filters, rows = _found(request)
    head = [
        _("Idea"), _("Project"), _("Round"), _("Neighborhood"), _("Unit"), _("State"), _("Percent done"),
        _("Credit (Rial)"), _("Committed (Rial)"), _("Paid (Rial)"), _("Last day"),
    ]  # fmt: skip
    lines = (
        [
            row.idea.code,
            row.idea.title,
            row.round.title,
            str(row.area),
            str(row.unit),
            row.get_state_display(),
            row.percent,
            row.credit,
            row.committed,
            row.paid,
            row.due_on.isoformat(),
        ]
        for row in rows.iterator(500)
    )
    return attachment("projects.csv", "text/csv; charset=utf-8", csv_text([head, *lines]))


@doors.open
def project(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.public(), pk=pk)
    person = request.user if isinstance(request.user, Person) else None
    reports = list(queries.reports(found))
    context = {
        "project": found,
        "idea": found.idea,
        "reports": reports,
        "before": next((one for one in reports if one.before), None),
        "after": next((one for one in reversed(reports) if one.after), None),
        "chart": _drawn(found.credit, found.committed, found.paid),
        "joined": joining.joined(found.idea),
        "asked": person is not None and queries.asked_of(person).filter(pk=found.pk).exists(),
        "today": timezone.localdate(),
    }
    return page(request, "budgets/projects/project.html", context)


@doors.open
@require_safe
def report_photo(_request: HttpRequest, pk: int, which: str) -> HttpResponseBase:
    report = get_object_or_404(Report, pk=pk)
    picture = {"before": report.before, "after": report.after}.get(which)
    if not picture:
        raise Http404
    try:
        answer = FileResponse(picture.open("rb"), content_type="image/webp")
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


def _drawn(credit: int, committed: int, paid: int) -> str:
    rows = [
        charts.Bar(_("Credit"), _shown(credit)),
        charts.Bar(_("Committed by contract"), _shown(committed)),
        charts.Bar(_("Paid"), _shown(paid)),
    ]
    return charts.bars(rows, _("Money of the projects"), wording.name_of_unit())


def _shown(rial: int) -> int:
    return rial // wording.rial_per_unit()
