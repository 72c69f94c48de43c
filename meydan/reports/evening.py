"""What citizens said to the mayor, what was ordered, who was in draws, budgeting rounds (`rounds`), and campaigns and
meetings (`neighborhoods`).

None of it is a coming to a program but for the visits of campaigns, which say so.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final, NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.assignments import figures as assignments
from meydan.base.charts import Bar
from meydan.draws import figures as draws
from meydan.draws.models import Draw
from meydan.people.models import Organization
from meydan.places.models import Area, Venue
from meydan.questions import figures as questions
from meydan.questions.models import Question, Topic
from meydan.reports import neighborhoods, rounds
from meydan.reports.measures import (
    AMBASSADORS,
    ANSWERED,
    BALLOTS,
    DONE,
    IDEAS,
    IN_DRAWS,
    KEPT,
    LATE,
    ORDERS,
    PROJECTS,
    QUESTIONS,
    ROUNDS,
    Behind,
    Measure,
)
from meydan.reports.periods import Period
from meydan.reports.report import Cell, Figure, Line, Number, Report, Table

ALL: Final = {
    one.key: one for one in (QUESTIONS, ANSWERED, ORDERS, DONE, KEPT, LATE, IN_DRAWS, *rounds.ALL, *neighborhoods.ALL)
}
COLUMNS: Final = tuple(ALL.values())
OF_QUESTIONS: Final = (QUESTIONS, ANSWERED)
OF_ORDERS: Final = (ORDERS, DONE, KEPT, LATE)
NONE: Final = "0"  # a question that has no topic yet

Key = tuple[Measure, str, str]  # what, by what, which part
Labels = Callable[[Collection[str]], Mapping[str, str]]


class By(NamedTuple):
    """How a table is parted: by a field of the row, under a name in the address, with words for its keys."""

    name: str
    field: str
    title: Any
    head: Any
    labels: Labels


def _chosen(choices: Any, keys: Collection[str]) -> dict[str, str]:
    return {key: str(choices(key).label) for key in keys if key in choices.values}


def _named(model: Any, keys: Collection[str]) -> dict[str, str]:
    found = {str(row.pk): str(row) for row in model.objects.filter(pk__in=[int(key) for key in keys])}
    return found | {NONE: _("No topic yet")}


_CHANNEL = By(
    "channel", "channel", gettext_lazy("Questions by channel"), gettext_lazy("Way"), partial(_chosen, Question.Channel)
)
_SORT = By("sort", "kind", gettext_lazy("Questions by kind"), gettext_lazy("Kind"), partial(_chosen, Question.Kind))
_TOPIC = By("topic", "topic", gettext_lazy("Questions by topic"), gettext_lazy("Topic"), partial(_named, Topic))
_PLACE = By(
    *("neighborhood", "area", gettext_lazy("Questions by neighborhood"), gettext_lazy("Neighborhood")),
    partial(_named, Area),
)
_PLACE_OF_ORDERS = _PLACE._replace(title=gettext_lazy("Orders by neighborhood"))
_UNIT = By("unit", "unit", gettext_lazy("Orders by unit"), gettext_lazy("Unit"), partial(_named, Organization))
_DRAW = By("draw", "draw", gettext_lazy("People in draws by draw"), gettext_lazy("Draw"), partial(_named, Draw))
_ROUND, _HOME, _SITE, _CALL = (
    _PLACE._replace(title=rounds.PLACES[one]) for one in (ROUNDS, IDEAS, PROJECTS, AMBASSADORS)
)
_CALL = _CALL._replace(name="call_area", field="call__area")
_POT = _PLACE._replace(name="pot", field="pot__area", title=rounds.BY_POT)
_WAY = By("way", "channel", *rounds.BY_CHANNEL[:2], partial(_chosen, rounds.BY_CHANNEL[2]))
_UNIT_OF_PROJECTS = _UNIT._replace(title=rounds.BY_UNIT)
_BY_KIND = {
    measure: By(name, field, title, head, partial(_chosen, neighborhoods.KINDS[name]))
    for measure, name, field, title, head in neighborhoods.BY_KIND
}
_BY_PLACE = {
    measure: By(name, field, title, head, partial(_named, model))
    for model, parts in ((Area, neighborhoods.BY_PLACE), (Venue, (neighborhoods.BY_VENUE,)))
    for measure, name, field, title, head in parts
}
PARTED: Final = (
    (OF_QUESTIONS, (_CHANNEL, _TOPIC, _PLACE, _SORT)),
    (OF_ORDERS, (_UNIT, _PLACE_OF_ORDERS)),
    ((IN_DRAWS,), (_DRAW,)),
    ((ROUNDS,), (_ROUND,)),
    (rounds.OF_IDEAS, (_HOME,)),
    ((BALLOTS,), (_WAY, _POT)),
    (rounds.OF_PROJECTS, (_UNIT_OF_PROJECTS, _SITE)),
    ((AMBASSADORS,), (_CALL,)),
    *(((measure,), (by,)) for measure, by in (*_BY_PLACE.items(), *_BY_KIND.items())),
)
CELLS: Final = {by.name: by for _shown, parts in PARTED for by in parts}


@dataclass(frozen=True)
class Evening:
    """Beside a report, for the same area and periods. Where kinds of programs were asked for, nothing is said here."""

    report: Report
    compares: bool = True

    @property
    def figures(self) -> list[Figure]:
        return [Figure(number) for measure in ALL.values() if (number := self._number(measure)).value]

    @property
    def is_empty(self) -> bool:
        return not any(self._counts[0].values())

    @cached_property
    def tables(self) -> list[Table]:
        """Those that have anything to say, with a key of their own each: two are by neighborhood."""
        made = [self._table(shown, by) for shown, parts in PARTED for by in parts]
        return [table for table in made if table.lines]

    @property
    def firsts(self) -> set[str]:
        """The first table of each group: where all stand in one list, the whole is told once."""
        return set({table.measures[0]: table.key for table in reversed(self.tables)}.values())

    def bars(self, measure: Measure, name: str) -> list[Bar]:
        lines = next((table.lines for table in self.tables if table.key == f"{measure.key}_{name}"), [])
        return [Bar(line.label, line.numbers[0].value, line.numbers[0].link) for line in lines if line.numbers[0].value]

    def _table(self, shown: Sequence[Measure], by: By) -> Table:
        keys = {key for counts in self._counts for one, name, key in counts if one is shown[0] and name == by.name}
        labels = by.labels(keys) if keys else {}
        lines = [Line(key, labels.get(key, key), [self._number(one, by.name, key) for one in shown]) for key in keys]
        lines.sort(key=lambda line: (-line.numbers[0].value, line.label))
        whole = Line("", _("All"), [self._number(one) for one in shown])
        return Table(f"{shown[0].key}_{by.name}", by.title, by.head, list(shown), lines, whole)

    def _number(self, measure: Measure, name: str = "", key: str = "") -> Number:
        now, before, year_ago = (counts[measure, name, key] for counts in self._counts)
        return Number(measure, now, self.report.link(measure, {name: key} if name else None), before, year_ago)

    @cached_property
    def _counts(self) -> list[Counter[Key]]:
        if self.report.kinds_asked:
            return [Counter(), Counter(), Counter()]
        now = self._counted(self.report.period)
        if not self.compares:
            return [now, Counter(), Counter()]
        return [now, self._counted(self.report.compared), self._counted(self.report.a_year_ago)]

    def _counted(self, period: Period) -> Counter[Key]:
        """All parts of all numbers of one period, in one question to the database for each group."""
        found: Counter[Key] = Counter()
        for shown, parts in PARTED:
            fields = [by.field for by in parts]
            flags = [_FLAGS[one] for one in shown[1:]]
            rows = _rows(shown[0], self.report, period).order_by().values_list(*fields, *flags)
            counts = Sum("worth") if shown[0] in neighborhoods.SUMMED else Count("pk")
            for *said, number in rows.annotate(number=counts):
                keys = [("", ""), *((by.name, str(key or NONE)) for by, key in zip(parts, said, strict=False))]
                holds = [shown[0], *(one for one, is_so in zip(shown[1:], said[len(parts) :], strict=True) if is_so)]
                found.update({(one, *key): number for one in holds for key in keys})
        return found


def questions_of_areas(top: Area, period: Period) -> Counter[tuple[int, str, str]]:
    """Of each area itself, without what lies below it: how many came in, and in each line of each table."""
    found: Counter[tuple[int, str, str]] = Counter()
    parts = next(parts for shown, parts in PARTED if shown is OF_QUESTIONS)
    rows = questions.asked(areas=[top], first=period.first, last=period.last).order_by()
    for area, *said, number in rows.values_list("area", *(by.field for by in parts)).annotate(number=Count("pk")):
        found[area, "", ""] += number
        for by, key in zip(parts, said, strict=True):
            found[area, f"{QUESTIONS.key}_{by.name}", str(key or NONE)] += number
    return found


_FLAGS: Final = {ANSWERED: "is_answered", DONE: "is_done", KEPT: "is_kept", LATE: "is_late", **rounds.FLAGS}


def _rows(measure: Measure, report: Report, period: Period) -> QuerySet[Any]:
    days = {"areas": [report.area], "first": period.first, "last": period.last}
    if measure in OF_QUESTIONS:
        rows: QuerySet[Any] = questions.asked(**days)  # type: ignore[arg-type]
    elif measure in OF_ORDERS:
        rows = assignments.ordered(**days, today=report.today)  # type: ignore[arg-type]
    elif measure in rounds.ALL:
        rows = rounds.rows(measure, days)
    elif measure in neighborhoods.ALL:
        rows = neighborhoods.rows(measure, days, report.today)
    else:
        rows = draws.tickets(**days)  # type: ignore[arg-type]
    return rows.filter(**{_FLAGS[measure]: True}) if measure in _FLAGS else rows


def behind(measure: Measure, report: Report, cell: Cell) -> Behind:
    """The rows a number was counted from, and how many they are, which is the number."""
    parts = {CELLS[name].field: None if name == "topic" and key == NONE else key for name, key in cell.items()}
    rows = _rows(measure, report, report.period)
    rows = rows.filter(**{f"{field}__isnull" if key is None else field: key or True for field, key in parts.items()})
    if measure in OF_QUESTIONS:
        rows = rows.select_related("topic", "area", "edition").order_by("received_at", "pk")
    elif measure in OF_ORDERS:
        rows = rows.select_related("unit", "area").order_by("given_at", "pk")
    elif measure in rounds.ALL:
        rows = rounds.shown(measure, rows)
    elif measure in neighborhoods.ALL:
        rows = neighborhoods.shown(measure, rows)
        if measure in neighborhoods.SUMMED:
            return Behind(rows, rows.aggregate(total=Sum("worth", default=0))["total"])
    else:
        rows = rows.select_related("draw").order_by("draw", "code")
    return Behind(rows, rows.count())


def named(measure: Measure, cell: Cell) -> list[str]:
    """What a part is a part by, in words; what there is not, or not of this number, is not found."""
    offered = {by.name for shown, parts in PARTED if measure in shown for by in parts}
    if not offered.issuperset(cell):
        raise Http404
    return list(_names(cell.items()))


def _names(parts: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, key in parts:
        by = CELLS[name]
        chooses = by in {_CHANNEL, _SORT, _WAY, *_BY_KIND.values()}
        if not chooses and not (key.isascii() and key.isdecimal() and len(key) <= 18):
            raise Http404
        label = by.labels([key]).get(key)
        if label is None or (key == NONE and by is not _TOPIC):
            raise Http404
        yield label


def definitions() -> list[Measure]:
    return list(ALL.values())
