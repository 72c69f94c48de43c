"""What a manager reads: the report of an area and period, the rows behind each number, and files to take along."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meydan.base import charts, doors, wording
from meydan.base.pages import attachment, page, paged
from meydan.people.request import Request
from meydan.places.models import Area
from meydan.programs.models import Program
from meydan.reports import evening as evenings
from meydan.reports import measures, periods, rules, spreadsheets
from meydan.reports.around import Around
from meydan.reports.evening import Evening
from meydan.reports.forms import AroundForm, ReportForm
from meydan.reports.measures import Behind, Measure
from meydan.reports.periods import Period
from meydan.reports.report import Report, definitions

MOST_VENUES = 15


class Asked(NamedTuple):
    """What the address asks for; `period` is None where the form has something to mend."""

    form: ReportForm
    area: Area | None
    period: Period | None
    kinds: tuple[str, ...] = ()

    def report(self) -> Report | None:
        if self.area is None or self.period is None:
            return None
        return Report(self.area, self.period, timezone.localdate(), self.kinds)


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
    days = form.cleaned_data["days"] if right else None
    return Asked(form, form.cleaned_data.get("area"), days, tuple(form.cleaned_data.get("kinds", ())))


@doors.role(*rules.READERS)
def report(request: Request) -> HttpResponse:
    asked = _asked(request)
    context: dict[str, Any] = {
        "form": asked.form,
        "area": asked.area,
        "presets": periods.presets(timezone.localdate()),
        "period": asked.period,
    }
    found = asked.report()
    if found is None:
        return page(request, "reports/desk/report.html", context, status=422)
    evening = Evening(found)
    context |= {
        "report": found,
        "evening": evening,
        "most": None if request.GET.get("venues") == "all" else MOST_VENUES,
        "pictures": _pictures(found),
        "evening_pictures": _evening_pictures(evening),
        "definitions": definitions() if evening.is_empty else [*definitions(), *evenings.definitions()],
        "query": urlencode(found.asked),
    }
    return page(request, "reports/desk/report.html", context)


def _pictures(found: Report) -> dict[str, SafeString]:
    over_time = periods.slice_name(found.period)
    pictures = {
        "kind": charts.bars(found.bars("kind"), _("Visits by kind"), _("visits")),
        "times": charts.columns(found.times, over_time, _("visits")),
        "aim": charts.bars(found.bars("aim"), _("Visits by aim"), _("visits")),
        "audience": charts.bars(found.bars("audience"), _("Visits by audience"), _("visits")),
    }
    if found.at_venues.value:
        pictures["at_venues"] = charts.lines(found.venue_times, _("Visits of venues"), _("people counted"))
    return pictures


def _evening_pictures(evening: Evening) -> list[SafeString]:
    drawn = (
        (evening.bars(measures.QUESTIONS, "channel"), _("Questions by channel"), _("questions")),
        (evening.bars(measures.QUESTIONS, "topic"), _("Questions by topic"), _("questions")),
        (evening.bars(measures.QUESTIONS, "neighborhood"), _("Questions by neighborhood"), _("questions")),
        (evening.bars(measures.ORDERS, "unit"), _("Orders by unit"), _("orders")),
        (evening.bars(measures.IDEAS, "neighborhood"), _("Ideas by neighborhood"), _("ideas")),
        (evening.bars(measures.BALLOTS, "way"), _("Ballots by channel"), _("ballots")),
        (evening.bars(measures.SERVICES, "brought"), _("Sessions of campaigns by kind"), ""),
        (evening.bars(measures.CAMPAIGN_VISITS, "campaign_venue"), _("Visits of campaigns by venue"), _("visits")),
    )
    return [charts.bars(bars[:MOST_VENUES], title, unit) for bars, title, unit in drawn if bars]


@doors.role(*rules.READERS)
def rows(request: Request) -> HttpResponse:
    """The rows a number was summed from. Nobody's name stands here: a person's row is "one person"."""
    found, measure, cell, parts, behind = _opened(request)
    shown = paged(request, behind.rows)
    query = [*found.asked, ("of", measure.key), *cell.items()]
    context = {
        "area": found.area,
        "period": found.period,
        "measure": measure,
        "total": behind.total,
        "rows": shown,
        "parts": [*(str(Program.Kind(kind).label) for kind in found.kinds_asked), *parts],
        "back": f"{reverse('reports:report')}?{urlencode(found.asked)}",
        "csv": f"{reverse('reports:rows_csv')}?{urlencode(query)}",
    }
    if measure is measures.PERSONS:
        measures.number_persons(behind.rows, shown.object_list)
    return page(request, "reports/desk/rows.html", context)


@doors.role(*rules.READERS)
def around(request: Request) -> HttpResponse:
    """How many came a day before and after a date somebody chooses."""
    reach = request.user.areas_for(*rules.READERS)
    today = timezone.localdate()
    data = request.GET.copy()
    for name, usual in (("area", str(reach[0].pk)), ("of", measures.VISITS.key), ("each_side", "90")):
        data.setdefault(name, usual)
    if not any(name.startswith("date") for name in data):
        data["date"] = periods.written(periods.presets(today)[0].period.first)
    form = AroundForm(data, areas=reach)
    if not form.is_valid():
        if form.has_error("area") and str(data["area"]).strip().isdecimal():
            raise Http404
        return page(request, "reports/desk/around.html", {"form": form}, status=422)
    asked = form.cleaned_data
    found = Around(asked["area"], asked["date"], int(asked["each_side"]), measures.ALL[asked["of"]], today)
    title = _("%(number)s a day") % {"number": found.measure.label}
    picture = charts.lines(found.series, title, mark=charts.Mark(found.place, wording.day(found.date)))
    context = {"form": form, "area": found.area, "around": found, "picture": picture}
    return page(request, "reports/desk/around.html", context)


class Opened(NamedTuple):
    """A number somebody opened: whose report, which measure, of which part, and the rows."""

    report: Report
    measure: Measure
    cell: dict[str, str]
    parts: list[str]
    behind: Behind


def _opened(request: Request) -> Opened:
    found = _report(request)
    key = request.GET.get("of", "")
    if key in evenings.ALL and not found.kinds_asked:
        cell = {name: request.GET[name] for name in evenings.CELLS if name in request.GET}
        measure = evenings.ALL[key]
        parts = evenings.named(measure, cell)
        return Opened(found, measure, cell, parts, evenings.behind(measure, found, cell))
    if key not in measures.ALL:
        raise Http404
    cell, measure = _cell(request), measures.ALL[key]
    behind = measures.behind(measure, [found.area], found.period, cell, found.kinds_asked)
    return Opened(found, measure, cell, measures.named(cell), behind)


def _cell(request: Request) -> dict[str, str]:
    cell = {name: request.GET[name] for name in measures.CELLS if name in request.GET}
    if not cell.get("venue", "0").isdecimal() or len(cell.get("venue", "0")) > 18:
        raise Http404
    return cell


@doors.role(*rules.READERS)
def rows_csv(request: Request) -> HttpResponse:
    """The rows behind a number, to take along: days, places and counts, and nobody's name."""
    found, measure, _cell, _parts, behind = _opened(request)
    text = spreadsheets.rows_csv(measure, behind)
    name = _("Rows of %(area)s, %(period)s") % {"area": found.area, "period": found.period}
    return attachment(f"{name}.csv", "text/csv; charset=utf-8", text)


@doors.role(*rules.READERS)
def csv(request: Request) -> HttpResponse:
    found = _report(request)
    return attachment(_filename(found, "csv"), "text/csv; charset=utf-8", spreadsheets.csv_text(found, Evening(found)))


@doors.role(*rules.READERS)
def xlsx(request: Request) -> HttpResponse:
    found = _report(request)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(_filename(found, "xlsx"), kind, spreadsheets.workbook(found, Evening(found)))


def _report(request: Request) -> Report:
    found = _asked(request).report()
    if found is None:
        raise Http404
    return found


def _filename(found: Report, ending: str) -> str:
    return _("Report of %(area)s, %(period)s") % {"area": found.area, "period": found.period} + f".{ending}"
