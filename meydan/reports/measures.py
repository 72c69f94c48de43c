"""What is measured, in one place: how each is called, what it means, and which rows stand behind a number of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum, Window
from django.db.models.functions import DenseRank
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.participation import figures as participation
from meydan.participation.models import Evidence
from meydan.places.models import Area, Venue
from meydan.programs import figures as programs
from meydan.programs.models import Program
from meydan.reports.periods import Period


@dataclass(frozen=True, eq=False)  # each is itself: its words read differently in each language
class Measure:
    key: str
    label: str | Promise
    meaning: str | Promise


PROGRAMS: Final = Measure(
    "programs",
    _("Programs held"),
    _("Programs with at least one session held in these days; each program counts once."),
)
SESSIONS: Final = Measure("sessions", _("Sessions held"), _("Meetings of programs that took place in these days."))
VISITS: Final = Measure(
    "visits", _("Visits"), _("Each time somebody came. A person who came to five sessions makes five visits.")
)
PERSONS: Final = Measure(
    "persons",
    _("Different persons"),
    _(
        "Each person once, however often they came. Only where a name was taken: nobody knows how many different "
        "persons stand behind a head count. The parts of a table need not add up to the whole."
    ),
)
WOMEN: Final = Measure("women", _("Women"), _("Visits of women, where it is known."))
MEN: Final = Measure("men", _("Men"), _("Visits of men, where it is known."))
UNNOTED: Final = Measure(
    "unnoted", _("Not noted"), _("Visits for which neither the person nor whoever counted said whether woman or man.")
)

ALL: Final = {one.key: one for one in (PROGRAMS, SESSIONS, VISITS, PERSONS, WOMEN, MEN, UNNOTED)}
OF_PROGRAMS: Final = {PROGRAMS, SESSIONS}
CELLS: Final = ("kind", "venue", "evidence")  # what a number may be a part by

EVIDENCE: Final = _(
    "Evidence says how we know: by roll call (a name was marked), check-in (a ticket was shown), head count (people "
    "were counted without names), or online view (a device watched). The kinds are never mixed."
)
_WORTH: Final = {  # of one row of the ledger
    VISITS: F("count"),
    WOMEN: F("women"),
    MEN: F("men"),
    UNNOTED: F("count") - F("women") - F("men"),
}


class Behind(NamedTuple):
    """The rows behind a number, and their sum, which is the number."""

    rows: QuerySet[Any]
    total: int


def behind(measure: Measure, areas: Sequence[Area], period: Period, cell: Mapping[str, str]) -> Behind:
    if measure in OF_PROGRAMS:
        return _behind_programs(measure, areas, period, cell)
    rows = participation.rows_of(areas=areas, first=period.first, last=period.last, **cell)
    rows = rows.select_related("occasion", "venue", "area")
    if measure is PERSONS:
        rows = rows.filter(person__isnull=False)
        total = rows.aggregate(total=Count("person", distinct=True))["total"]
        numbered = rows.annotate(number=Window(DenseRank(), order_by=F("person_id").asc()))
        return Behind(numbered.order_by("person_id", "day", "pk"), total)
    rows = rows.annotate(worth=_WORTH[measure]).filter(worth__gt=0)
    total = rows.aggregate(total=Sum("worth", default=0))["total"]
    return Behind(rows.order_by("day", "pk"), total)


def _behind_programs(measure: Measure, areas: Sequence[Area], period: Period, cell: Mapping[str, str]) -> Behind:
    sessions = programs.held_sessions(areas=areas, first=period.first, last=period.last)
    if "kind" in cell:
        sessions = sessions.filter(program__kind=cell["kind"])
    if "venue" in cell:
        venue = cell["venue"]
        sessions = sessions.filter(Q(occasion__venue__isnull=True) if venue == "0" else Q(occasion__venue=venue))
    if measure is SESSIONS:
        sessions = sessions.select_related("program", "occasion__venue", "occasion__area")
        return Behind(sessions.order_by("occasion__day", "pk"), sessions.count())
    each = Program.objects.filter(sessions__in=sessions).select_related("venue", "area")
    each = each.annotate(
        held=Count("sessions"), first=Min("sessions__occasion__day"), last=Max("sessions__occasion__day")
    )
    return Behind(each.order_by("title", "pk"), each.count())


def named(cell: Mapping[str, str]) -> list[str]:
    """What a part is a part by, in words: «ورزشی», «فرهنگ‌سرای قدس»."""
    return [_name(by, key) for by, key in cell.items()]


def _name(by: str, key: str) -> str:
    if by == "venue" and key != "0":
        return str(get_object_or_404(Venue, pk=key))
    if by == "evidence" and key not in Evidence.values:
        raise Http404
    return participation.labels(by, [])(key)  # type: ignore[arg-type]
