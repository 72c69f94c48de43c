"""The manager's figures: a year, a quarter or a month of the Jalali calendar that is over; before and after a month."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import charts, tables, wording
from meydan.base.charts import Bar, Mark, Series
from meydan.base.pages import attachment, page
from meydan.base.roles import Role
from meydan.counseling import doors, figures
from meydan.counseling.figures import UNKNOWN, WHOLE, Cell, Measure, Year
from meydan.counseling.models import BookedFor, Counselor, Mode, Topic
from meydan.engines import jalali
from meydan.participation.bands import band_name
from meydan.people.request import Request
from meydan.places.models import Area, Venue

READERS: Final = (Role.COUNSELING_MANAGER, Role.MANAGER)
NAMES: Final[dict[Measure, str | Promise]] = {
    "referrals": gettext_lazy("New clients"),
    "sessions": gettext_lazy("Sessions held"),
    "missed": gettext_lazy("Did not come"),
}
TITLES: Final[dict[str, str | Promise]] = {
    "topic": gettext_lazy("By topic"),
    "mode": gettext_lazy("In person, by telephone, online"),
    "home": gettext_lazy("By neighborhood"),
    "age": gettext_lazy("By age"),
    "whom": gettext_lazy("For whom"),
    "counselor": gettext_lazy("By counselor"),
    "house": gettext_lazy("By house"),
}


class Asked(NamedTuple):
    city: Area
    year: int
    period: str
    measure: Measure


@doors.staff(*READERS)
def overview(request: Request) -> HttpResponse:
    cities = _cities(request)
    asked = _asked(request, cities)
    if asked is None:
        return page(request, "counseling/figures_empty.html", {"city": cities[0]})
    found = figures.year(asked.city, asked.year, asked.measure)
    drawn = [_table(asked, found, table) for table in figures.TABLES[asked.measure]]
    written = figures.written(asked.city)
    since = _since(request, asked, written)
    line = request.GET.get("topic", "")
    topics = _topics(asked.city)
    table = "topic" if line in topics else WHOLE
    months = figures.around(asked.city, asked.measure, since, (table, line if table else WHOLE))
    context = {
        "asked": asked,
        "city": asked.city,
        "cities": cities,
        "years": [(number, wording.digits(number)) for number in written],
        "periods": [(period, period_name(period)) for period in _periods(found.months)],
        "measures": list(NAMES.items()),
        "whole": found.shown(Cell(asked.period, WHOLE, WHOLE)),
        "period": f"{period_name(asked.period)} {wording.digits(asked.year)}",
        "tables": drawn,
        "waiting": _waiting(asked, topics),
        "around": _around(months, str(NAMES[asked.measure])),
        "sides": _sides(months),
        "since": since,
        "since_value": "{}-{:02}".format(*jalali.to_jalali(since)[:2]),
        "since_choices": _months(written),
        "topics": list(topics.items()),
        "topic": line if table else "",
        "load": _load(asked.city),
    }
    return page(request, "counseling/figures.html", context)


@doors.staff(*READERS)
def csv(request: Request) -> HttpResponse:
    return _file(request, "csv", "text/csv; charset=utf-8", tables.csv_text)


@doors.staff(*READERS)
def xlsx(request: Request) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(request, "xlsx", kind, _workbook)


def _workbook(lines: list[list[Any]]) -> bytes:
    return tables.xlsx(lines, title=_("Counseling"), rtl=wording.language() == "fa", named=2)


def _file(request: Request, ending: str, kind: str, made: Callable[[list[list[Any]]], Any]) -> HttpResponse:
    """The same numbers as the page, and the same ones hidden."""
    asked = _asked(request, _cities(request))
    if asked is None:
        raise Http404
    found = figures.year(asked.city, asked.year, asked.measure)
    lines: list[list[Any]] = [[_("Table"), _("Line"), period_name(asked.period) + f" {asked.year}"]]
    lines.append([str(NAMES[asked.measure]), "", _plain(found.shown(Cell(asked.period, WHOLE, WHOLE)))])
    for table in figures.TABLES[asked.measure]:
        names = _names(asked.city, table)
        lines += [
            [str(TITLES[table]), names(line), _plain(found.shown(Cell(asked.period, table, line)))]
            for line in found.lines(table, asked.period)
        ]
    return attachment(f"counseling-{asked.year}-{asked.period}-{asked.measure}.{ending}", kind, made(lines))


def period_name(period: str) -> str:
    if period == "y":
        return _("The whole year")
    if period.startswith("q"):
        names = (_("Spring"), _("Summer"), _("Autumn"), _("Winter"))
        return names[int(period[1:]) - 1]
    months = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
    return months[int(period[1:]) - 1]


def _cities(request: Request) -> list[Area]:
    """Cities at, above or below what somebody manages, where somebody counsels."""
    found = {
        city.pk: city
        for held in request.user.areas_for(*READERS)
        for city in Area.objects.filter(path__below=held.path, counselors__isnull=False).distinct().order_by("sort_key")
    }
    if not found:
        raise Http404
    return list(found.values())


def _asked(request: Request, cities: Sequence[Area]) -> Asked | None:
    """What an address names among what there is; else the newest year, whole or what of it ended last."""
    city = next((one for one in cities if str(one.pk) == request.GET.get("city")), cities[0])
    written = figures.written(city)
    if not written:
        return None
    year = next((number for number in written if str(number) == request.GET.get("year")), next(iter(written)))
    known = _periods(written[year])
    period = request.GET.get("period", "")
    measure = next((name for name in figures.MEASURES if name == request.GET.get("measure")), figures.MEASURES[0])
    if period not in known or request.GET.get("was", str(year)) != str(year):
        # of what is over the longest in which there is anything; also where another year is chosen than was shown
        found = figures.year(city, year, measure)
        period = next((one for one in known if found.shown(Cell(one, WHOLE, WHOLE)) != 0), known[0])
    return Asked(city, year, period, measure)


def _periods(months: int) -> list[str]:
    """The year, then quarters, then months, of each the newest first."""
    return sorted(figures.periods(months), key=lambda one: ("yqm".index(one[0]), -int(one[1:] or 0)))


def _table(asked: Asked, found: Year, table: str) -> dict[str, Any]:
    names = _names(asked.city, table)
    rows = [Bar(names(line), found.shown(Cell(asked.period, table, line))) for line in found.lines(table, asked.period)]
    rows.sort(key=lambda bar: -(bar.value or -1))
    told = [row for row in rows if row.value]
    return {
        "name": table,
        "title": TITLES[table],
        "chart": charts.bars(told, TITLES[table]) if told else "",
        "hidden": sum(row.value is None for row in rows),
    }


def _names(city: Area, table: str) -> Callable[[str], str]:
    known: dict[str, str] = {}
    if table == "topic":
        known = _topics(city)
    elif table == "mode":
        known = {value: str(label) for value, label in Mode.choices}
    elif table == "whom":
        known = {value: str(label) for value, label in BookedFor.choices}
    elif table == "home":
        known = {str(one.pk): str(one) for one in Area.objects.filter(path__below=city.path).defer("border", "outline")}
    elif table == "counselor":
        known = {str(one.pk): str(one) for one in Counselor.objects.filter(area=city).select_related("person")}
    elif table == "house":
        rows = Venue.objects.filter(counseling_rooms__isnull=False, area__path__below=city.path).distinct()
        known = {str(one.pk): str(one) for one in rows} | {UNKNOWN: _("By telephone or online")}
    elif table == "age":
        return lambda line: band_name(line) if line != UNKNOWN else _("Not said")
    return lambda line: known.get(line, _("Not said"))


def _topics(city: Area) -> dict[str, str]:
    return {str(one.pk): str(one) for one in Topic.objects.filter(area=city, children=None).order_by("order", "pk")}


def _waiting(asked: Asked, topics: dict[str, str]) -> Any:
    days = figures.waiting_days(asked.city, asked.year, asked.period)
    rows = [Bar(topics.get(str(pk), _("Not said")), round(value, 1)) for pk, (value, _n) in days.items()]
    rows.sort(key=lambda bar: -(bar.value or 0))
    return charts.bars(rows, _("Days until the first session"), _("days, the median of the period")) if rows else ""


def _since(request: Request, asked: Asked, written: dict[int, int]) -> Any:
    given = request.GET.get("since", "")
    known = dict(_months(written))
    year, month = (int(part) for part in given.split("-")) if given in known else (asked.year, 1)
    return jalali.month_bounds(year, month)[0]


def _months(written: dict[int, int]) -> list[tuple[str, str]]:
    found = []
    for number, last in written.items():
        found += [
            (f"{number}-{month:02}", f"{period_name(f'm{month:02}')} {wording.digits(number)}")
            for month in range(last, 0, -1)
        ]
    return found


def _around(months: Sequence[figures.Month], name: str) -> Any:
    points = [
        Bar(
            f"{period_name(f'm{one.month:02}')} {wording.digits(one.year)}",
            one.value,
            gap=_("hidden") if one.is_begun else _("not yet begun"),
        )
        for one in months
    ]
    before = sum(not one.is_after for one in months)
    mark = Mark(before, _("from here on")) if before < len(months) else None
    return charts.lines([Series(name, points)], name, mark=mark) if points else ""


def _sides(months: Sequence[figures.Month]) -> list[dict[str, Any]]:
    """Sums of the months that are shown, and how many are not: their sum is of what everybody sees anyway."""
    return [
        {
            "label": label,
            "sum": sum(one.value or 0 for one in months if one.is_after is after),
            "hidden": sum(one.value is None and one.is_begun for one in months if one.is_after is after),
            "unbegun": sum(not one.is_begun for one in months if one.is_after is after),
            "none": not any(one.is_begun for one in months if one.is_after is after),
        }
        for label, after in ((_("Twelve months before"), False), (_("Twelve months after"), True))
    ]


def _load(city: Area) -> Any:
    ahead = figures.open_load(city, timezone.now())
    rows = [
        Bar(str(one), ahead.get(one.pk, 0))
        for one in Counselor.objects.filter(area=city, is_active=True).select_related("person")
    ]
    rows.sort(key=lambda bar: -(bar.value or 0))
    return charts.bars(rows, _("Appointments ahead, by counselor")) if rows else ""


def _plain(value: int | None) -> int | str:
    return "<5" if value is None else value
