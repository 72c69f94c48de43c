"""What a manager reads: the report of an area and period, the rows behind each number, and files to take along."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import charts, doors
from meydan.base.pages import attachment, page, paged
from meydan.people.request import Request
from meydan.places.models import Area
from meydan.reports import measures, periods, rules, spreadsheets
from meydan.reports.forms import ReportForm
from meydan.reports.periods import Period
from meydan.reports.report import Report, definitions

MOST_VENUES = 15


class Asked(NamedTuple):
    """What the address asks for; `period` is None where the form has something to mend."""

    form: ReportForm
    area: Area | None
    period: Period | None


def _asked(request: Request) -> Asked:
    """An area outside one's reach is not there; days that are none are refused and stay as they were typed."""
    reach = request.user.areas_for(*rules.READERS)
    preset = {each.key: each.period for each in periods.presets(timezone.localdate())}
    data = request.GET.copy()
    data.setdefault("area", str(reach[0].pk))
    if not any(name.startswith(("from", "to")) for name in data):
        chosen = preset.get(data.get("period", "quarter"))
        if chosen is None:
            raise Http404
        data["from"], data["to"] = (periods.written(day) for day in chosen)
    form = ReportForm(data, areas=reach)
    right = form.is_valid()
    if form.has_error("area") and str(data["area"]).strip().isdecimal():
        raise Http404
    return Asked(form, form.cleaned_data.get("area"), form.cleaned_data["days"] if right else None)


@doors.role(*rules.READERS)
def report(request: Request) -> HttpResponse:
    form, area, period = _asked(request)
    today = timezone.localdate()
    context: dict[str, Any] = {"form": form, "area": area, "presets": periods.presets(today), "period": period}
    if area is None or period is None:
        return page(request, "reports/desk/report.html", context, status=422)
    found = Report(area, period, today)
    tables = found.tables
    everything = request.GET.get("venues") == "all"
    context |= {
        "report": found,
        "tables": tables,
        "most": None if everything else MOST_VENUES,
        "kinds": charts.bars(found.kinds, _("Visits by kind"), _("visits")),
        "times": charts.columns(found.times, periods.slice_name(period), _("visits")),
        "definitions": definitions(),
        "query": _query(area, period),
    }
    return page(request, "reports/desk/report.html", context)


@doors.role(*rules.READERS)
def rows(request: Request) -> HttpResponse:
    """The rows a number was summed from. Nobody's name stands here: a person's row is "one person"."""
    _form, area, period = _asked(request)
    measure = measures.ALL.get(request.GET.get("of", ""))
    if measure is None or area is None or period is None:
        raise Http404
    cell = {name: request.GET[name] for name in measures.CELLS if name in request.GET}
    if not cell.get("venue", "0").isdecimal() or len(cell.get("venue", "0")) > 18:
        raise Http404
    behind = measures.behind(measure, [area], period, cell)
    context = {
        "area": area,
        "period": period,
        "measure": measure,
        "total": behind.total,
        "rows": paged(request, behind.rows),
        "parts": measures.named(cell),
        "back": f"{reverse('reports:report')}?{_query(area, period)}",
    }
    return page(request, "reports/desk/rows.html", context)


@doors.role(*rules.READERS)
def csv(request: Request) -> HttpResponse:
    found = _report(request)
    return attachment(_filename(found, "csv"), "text/csv; charset=utf-8", spreadsheets.csv_text(found))


@doors.role(*rules.READERS)
def xlsx(request: Request) -> HttpResponse:
    found = _report(request)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(_filename(found, "xlsx"), kind, spreadsheets.workbook(found))


def _report(request: Request) -> Report:
    _form, area, period = _asked(request)
    if area is None or period is None:
        raise Http404
    return Report(area, period, timezone.localdate())


def _query(area: Area, period: Period) -> str:
    return urlencode({"area": area.pk, "from": periods.written(period.first), "to": periods.written(period.last)})


def _filename(found: Report, ending: str) -> str:
    return _("Report of %(area)s, %(period)s") % {"area": found.area, "period": found.period} + f".{ending}"
