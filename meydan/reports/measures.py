"""What is measured, in one place: how each is called, what it means, and which rows stand behind a number of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.participation import figures as participation
from meydan.participation.models import Evidence, Participation
from meydan.places import queries as places
from meydan.places.models import Area, Venue
from meydan.programs import figures as programs
from meydan.programs.models import Program
from meydan.reports import naming
from meydan.reports.counts import NO_AIM, OF_VENUES
from meydan.reports.counts import OF_PROGRAMS as DOOR
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
VENUES: Final = Measure(
    "venues", _("Venues used"), _("Different venues and exercise bases at which a session was held in these days.")
)
VISITS: Final = Measure(
    "visits",
    _("Visits"),
    _("Each time somebody came to a program. A person who came to five sessions makes five visits."),
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
AT_VENUES: Final = Measure(
    "at_venues",
    _("Visits of venues"),
    _(
        "Heads counted at the door of a venue in a day. Many of them came for a program and are counted there too, so "
        "this number and the visits of programs are never added up. A day nobody counted is a gap, not a zero."
    ),
)
VIEWS: Final = Measure(
    "views", _("Online views"), _("Times something was opened online. A view is a device that watched, not a person.")
)

QUESTIONS: Final = Measure(
    "questions",
    _("Questions"),
    _("Questions, suggestions and criticism sent in on these days, whatever became of them but for those taken back."),
)
ANSWERED: Final = Measure(
    "answered",
    _("Questions answered"),
    _("Of those, how many are answered by now, by themselves or with one they were joined to."),
)
ORDERS: Final = Measure("orders", _("Orders"), _("Orders given to units on these days and not withdrawn."))
DONE: Final = Measure("orders_done", _("Orders done"), _("Of those, how many the unit has carried out by now."))
KEPT: Final = Measure("orders_kept", _("Orders kept"), _("Of those, how many were done by the day that was ordered."))
LATE: Final = Measure("orders_late", _("Orders overdue"), _("Of those, how many are open after the day they were due."))
IN_DRAWS: Final = Measure(
    "in_draws", _("People in draws"), _("Holders of a ticket in draws held on these days; who was in two counts twice.")
)

ROUNDS: Final = Measure(
    "rounds", _("Budgeting rounds"), _("Rounds of “I am the mayor” that ran on one of these days, in any stage.")
)
IDEAS: Final = Measure(
    "ideas",
    _("Ideas"),
    _("Ideas sent in to budgeting rounds on these days, whatever became of them but for those taken back."),
)
FEASIBLE: Final = Measure(
    "ideas_feasible",
    _("Feasible ideas"),
    _("Of those, how many a unit found feasible by now, or the idea they were joined to."),
)
CHOSEN: Final = Measure(
    "ideas_chosen", _("Chosen ideas"), _("Of those, how many the vote chose, by themselves or joined.")
)
BALLOTS: Final = Measure(
    "ballots",
    _("Ballots"),
    _(
        "Ballots of budgeting rounds on these days, by whatever channel; on paper from when it was handed out. One "
        "person may have one for the own neighborhood, one for another, and one for the whole area."
    ),
)
PROJECTS: Final = Measure(
    "projects", _("Chosen projects"), _("Projects of rounds whose carrying out began in these days.")
)
PROJECTS_DONE: Final = Measure(
    "projects_done", _("Projects done"), _("Of those, how many the unit has carried out by now.")
)
AMBASSADORS: Final = Measure(
    "ambassadors", _("Ambassadors"), _("People who applied on these days to be an ambassador and were accepted.")
)

STAGES: Final = Measure(
    "stages",
    _("Campaign stages"),
    _("Stages of neighborhood campaigns that began on these days; where only the year is known, in the year."),
)
AGENCIES: Final = Measure(
    "agencies",
    _("Agencies in campaigns"),
    _("Agencies and associations that took part in those stages; one that took part in two counts twice."),
)
SERVICES: Final = Measure(
    "services",
    _("Sessions of campaigns held"),
    _("Workshops, trainings and services held on these days: as staff of the place say, else as the agency says."),
)
CAMPAIGN_VISITS: Final = Measure(
    "campaign_visits",
    _("Visits of campaigns"),
    _("Each time somebody came to a session of a campaign. These stand among the visits above, and are not added."),
)
MEETINGS: Final = Measure(
    "meetings", _("Meetings held"), _("Expert meetings, coordination councils and other meetings held on these days.")
)
DECISIONS: Final = Measure("decisions", _("Decisions"), _("Of those meetings, how many decisions were written down."))

ALL: Final = {
    one.key: one for one in (PROGRAMS, SESSIONS, VENUES, VISITS, PERSONS, WOMEN, MEN, UNNOTED, AT_VENUES, VIEWS)
}
OF_PROGRAMS: Final = {PROGRAMS, SESSIONS, VENUES}
CELLS: Final = ("kind", "aim", "audience", "mode", "venue", "evidence")  # what a number may be a part by

OF_LEDGER: Final = {"kind", "venue", "evidence"}  # those that a row of the ledger has itself

EVIDENCE: Final = _(
    "Evidence says how we know: by roll call (a name was marked), check-in (a ticket was shown), head count (people "
    "were counted without names), or online view (a device watched). The kinds are never mixed."
)
_WORTH: Final = {  # of one row of the ledger
    VISITS: F("count"),
    WOMEN: F("women"),
    MEN: F("men"),
    AT_VENUES: F("count"),
    VIEWS: F("count"),
    UNNOTED: F("count") - F("women") - F("men"),
}


class Behind(NamedTuple):
    """The rows behind a number, and their sum, which is the number."""

    rows: QuerySet[Any]
    total: int


def behind(
    measure: Measure, areas: Sequence[Area], period: Period, cell: Mapping[str, str], kinds: Collection[str] = ()
) -> Behind:
    """`cell` says of which part the number is; `kinds` are those of programs the report was asked for (none: all)."""
    if measure in OF_PROGRAMS:
        return _behind_programs(measure, areas, period, cell, kinds)
    rows = ledger_rows(measure, areas, period, cell, kinds).select_related("occasion", "venue", "area")
    if measure is PERSONS:
        rows = rows.filter(person__isnull=False)
        total = rows.aggregate(total=Count("person", distinct=True))["total"]
        return Behind(rows.order_by("person_id", "day", "pk"), total)
    rows = rows.annotate(worth=_WORTH[measure]).filter(worth__gt=0)
    total = rows.aggregate(total=Sum("worth", default=0))["total"]
    return Behind(rows.order_by("day", "pk"), total)


def number_persons(rows: QuerySet[Participation], shown: Iterable[Participation]) -> None:
    """Number the persons of a page of rows, in the order of the whole list: what is shown is a number, not who."""
    number, last = 0, None
    for row in shown:
        if last is None:
            number = rows.filter(person__lte=row.person_id).aggregate(n=Count("person", distinct=True))["n"]
        elif row.person_id != last:
            number += 1
        last = row.person_id
        row.number = number  # type: ignore[attr-defined]


def ledger_rows(
    measure: Measure, areas: Sequence[Area], period: Period, cell: Mapping[str, str], kinds: Collection[str] = ()
) -> QuerySet[Participation]:
    """The ledger's rows that a measure sums: who came to programs, who came to a venue, or what was watched."""
    own = {by: key for by, key in cell.items() if by in OF_LEDGER}
    rows = participation.rows_of(areas=areas, first=period.first, last=period.last, **own)
    if measure is AT_VENUES:
        return rows.filter(door=OF_VENUES)
    views = Q(evidence=Evidence.ONLINE_VIEW)
    rows = rows.exclude(evidence=Evidence.CONTRIBUTION)
    rows = rows.filter(views) if measure is VIEWS else rows.exclude(door=OF_VENUES).exclude(views)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    of_programs = {by: key for by, key in cell.items() if by not in OF_LEDGER}
    if not of_programs:
        return rows
    those = _programs(Program.objects.all(), of_programs).values("pk")
    if of_programs.get("aim") == NO_AIM:  # what no program stands behind serves no aim either
        return rows.filter(~Q(door=DOOR) | Q(activity__in=those) | ~Q(activity__in=Program.objects.values("pk")))
    return rows.filter(door=DOOR, activity__in=those)


def _programs(programs_: QuerySet[Program], cell: Mapping[str, str]) -> QuerySet[Program]:
    for by, key in cell.items():
        if by == "aim":
            programs_ = programs_.filter(aims__isnull=True) if key == NO_AIM else programs_.filter(aims__aim=key)
        else:
            programs_ = programs_.filter(**{by: key})
    return programs_


def _behind_programs(
    measure: Measure, areas: Sequence[Area], period: Period, cell: Mapping[str, str], kinds: Collection[str]
) -> Behind:
    sessions = programs.held_sessions(areas=areas, first=period.first, last=period.last)
    of_program = {by: key for by, key in cell.items() if by in {"kind", "aim", "audience", "mode"}}
    if of_program:
        sessions = sessions.filter(program__in=_programs(Program.objects.all(), of_program))
    if kinds:
        sessions = sessions.filter(program__kind__in=kinds)
    if "venue" in cell:
        venue = cell["venue"]
        sessions = sessions.filter(Q(occasion__venue__isnull=True) if venue == "0" else Q(occasion__venue=venue))
    if measure is SESSIONS:
        sessions = sessions.select_related("program", "occasion__venue", "occasion__area")
        return Behind(sessions.order_by("occasion__day", "pk"), sessions.count())
    if measure is VENUES:
        used = places.venues().filter(occasions__session__in=sessions).annotate(held=Count("occasions__session"))
        return Behind(used, used.count())
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
    if not naming.is_known(by, key) or (by == "evidence" and key not in Evidence.values):
        raise Http404
    return naming.label(by, [key])(key)
