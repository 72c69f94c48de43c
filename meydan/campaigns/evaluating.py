"""How a stage went, in tables: every number knows the address of its rows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from meydan.base import wording
from meydan.base.charts import Bar
from meydan.campaigns.models import Audience, Promise
from meydan.campaigns.queries import evaluation as queries
from meydan.campaigns.queries import stages
from meydan.campaigns.queries.evaluation import NONE, Fact, Sums, Whole
from meydan.engines import jalali

Words = str | Lazy
LABELS: Final[Mapping[str, Words]] = {
    "promised": gettext_lazy("Sessions promised"),
    "placed": gettext_lazy("Sessions placed"),
    "held": pgettext_lazy("campaigns", "Sessions held"),
    "standing": gettext_lazy("Stalls and pieces promised"),
    "stood": gettext_lazy("Evenings they stood"),
    "came": pgettext_lazy("campaigns", "People who came"),
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "served": gettext_lazy("Served, as was said"),
    "cost": pgettext_lazy("campaigns", "Cost"),
    "each": gettext_lazy("Cost of each who came"),
}
MEANINGS: Final[Mapping[str, Words]] = {
    "promised": gettext_lazy("Sessions that agencies declared; drafts and what was withdrawn are left out."),
    "placed": gettext_lazy("Sessions that stand in the timetable and were not cancelled."),
    "held": gettext_lazy("As staff at the place say; where they said nothing, as the agency says."),
    "standing": gettext_lazy("Stalls of the bazaar and pieces of the exhibition that agencies declared."),
    "stood": gettext_lazy("Evenings on which a stall or a piece stood, by what was said at the place."),
    "came": gettext_lazy("Comings to sessions, as rolls and head counts say; who came on two evenings counts twice."),
    "women": gettext_lazy("Of those who came, where it is known."),
    "men": gettext_lazy("Of those who came, where it is known."),
    "served": gettext_lazy("As whoever said what was delivered counted; many of them came to sessions too."),
}
TITLES: Final[Mapping[str, tuple[Words, Words]]] = {
    "concern": (gettext_lazy("What each concern got"), pgettext_lazy("campaigns", "Concern")),
    "place": (gettext_lazy("By place"), gettext_lazy("Place")),
    "audience": (gettext_lazy("By audience"), gettext_lazy("For whom")),
    "kind": (gettext_lazy("By kind"), gettext_lazy("Kind")),
    "day": (gettext_lazy("Evening by evening"), gettext_lazy("Day")),
}
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "concern": ("promised", "placed", "held", "came", "women", "men", "cost", "each"),
    "place": ("placed", "held", "stood", "came", "women", "men", "served"),
    "audience": ("promised", "placed", "held", "came", "women", "men"),
    "kind": ("promised", "placed", "held", "standing", "stood", "came", "served"),
    "day": ("placed", "held", "stood", "came", "women", "men", "served"),
}
MONEY: Final = ("cost", "each")
Cell = str | int | None


class Number(NamedTuple):
    """`value=None`: nobody knows it."""

    measure: str
    value: int | None
    link: str = ""

    @property
    def label(self) -> Words:
        return LABELS[self.measure]

    @property
    def is_money(self) -> bool:
        return self.measure in MONEY


class Line(NamedTuple):
    label: str
    numbers: list[Number]


class Table(NamedTuple):
    key: str
    title: Words
    head: Words
    columns: list[Words]
    lines: list[Line]
    whole: Line


@dataclass(frozen=True)
class Evaluation:
    whole: Whole

    @cached_property
    def costs(self) -> dict[int, int]:
        return queries.costs_by_concern(self.whole.stage)

    @property
    def cost(self) -> int | None:
        """None where nobody wrote down any."""
        return sum(self.costs.values()) if self.costs else None

    @property
    def cost_each(self) -> int | None:
        return _each(self.cost, self.whole.sums.came)

    @cached_property
    def figures(self) -> list[Number]:
        shown = ("promised", "placed", "held", "standing", "stood", "came", "served")
        return [Number(one, getattr(self.whole.sums, one), self.link(one)) for one in shown]

    @cached_property
    def tables(self) -> list[Table]:
        return [self._table(name) for name in TITLES]

    def bars(self, name: str, measure: str) -> list[Bar]:
        table = next(one for one in self.tables if one.key == name)
        place = COLUMNS[name].index(measure)
        numbers = [(line.label, line.numbers[place]) for line in table.lines]
        return [Bar(label, number.value, number.link) for label, number in numbers if number.value]

    def evenings(self) -> list[Bar]:
        """An evening on which nobody counted is a gap."""
        came = {fact.day for fact in self.whole.facts if fact.of == "came"}
        sums = self.whole.by("day")
        return [
            Bar(_short(day), sums[str(day)].came, self.link("came", "day", str(day)))
            if day in came
            else Bar(_short(day), None)
            for day in stages.days_of(self.whole.stage)
        ]

    def steps(self) -> list[Bar]:
        """From what was promised to what was held."""
        return [Bar(one.label, one.value, one.link) for one in self.figures[:3]]

    def sexes(self) -> list[Bar]:
        sums = self.whole.sums
        rest = sums.came - sums.women - sums.men
        known = [Bar(LABELS[one], getattr(sums, one), self.link(one)) for one in ("women", "men")]
        return [*known, Bar(_("Not noted"), rest)] if sums.came else []

    def link(self, measure: str, name: str = "", key: Any = "") -> str:
        if measure in MONEY:
            return reverse("campaigns:costs", args=[self.whole.stage.pk]) if measure == "cost" else ""
        part = {"by": name, "key": key} if name else {}
        address = reverse("campaigns:evaluation_rows", args=[self.whole.stage.pk])
        return f"{address}?{urlencode({'of': measure, **part})}"

    def label(self, name: str, key: Any) -> str:
        return labels(self.whole, name)[key]

    def _table(self, name: str) -> Table:
        sums, named = self.whole.by(name), labels(self.whole, name)
        if name == "concern":  # one that nobody brought anything for is the news
            keys = [key for key in named if key != NONE or key in sums]
        else:
            keys = [key for key in named if key in sums]
        costs = {key: amount for key, amount in self.costs.items() if key != NONE}
        lines = [Line(named[key], self._numbers(name, key, sums.get(key, Sums()), costs.get(key))) for key in keys]
        if name == "concern" and NONE in self.costs:  # of no concern, which is not the same as of another topic
            cost = Number("cost", self.costs[NONE], self.link("cost"))
            shared = [cost if one == "cost" else Number(one, None) for one in COLUMNS[name]]
            lines.append(Line(_("For the whole stage"), shared))
        title, head = TITLES[name]
        whole = Line(_("All"), self._numbers(name, "", self.whole.sums, self.cost))
        return Table(name, title, head, [LABELS[one] for one in COLUMNS[name]], lines, whole)

    def _numbers(self, name: str, key: Any, sums: Sums, cost: int | None) -> list[Number]:
        found = []
        for measure in COLUMNS[name]:
            if measure == "cost":
                value = cost
            elif measure == "each":
                value = _each(cost, sums.came)
            else:
                value = getattr(sums, measure)
            part = (name, key) if key != "" else ()
            found.append(Number(measure, value, self.link(measure, *part) if value else ""))
        return found

    def lines(self) -> Iterator[list[Cell]]:
        """All tables under each other, for a spreadsheet: money in Rial."""
        shown = [one for one in LABELS if one != "each"]
        yield [_("Part"), _("Of"), *(str(LABELS[one]) if one != "cost" else _("Cost in Rial") for one in shown)]
        sums = self.whole.sums
        yield ["", _("All"), *(self.cost if one == "cost" else getattr(sums, one) for one in shown)]
        for table in self.tables:
            for line in table.lines:
                values = {number.measure: number.value for number in line.numbers}
                yield [str(table.head), line.label, *(values.get(one) for one in shown)]


def _each(cost: int | None, came: int) -> int | None:
    """To a hundred Toman."""
    return round(cost / came / 1000) * 1000 if cost and came else None


def _short(day: dt.date) -> str:
    """«۹/۵»"""
    _year, month, number = jalali.to_jalali(day)
    return wording.digits(f"{month}/{number}")


def asked_part(whole: Whole, name: str, typed: str) -> Any:
    """The key an address names, where there is such a part."""
    if name not in queries.KEYS:
        raise Http404
    found = {str(key): key for key in labels(whole, name)}
    if typed not in found:
        raise Http404
    return found[typed]


def rows_csv(whole: Whole, measure: str, facts: Sequence[Fact]) -> Iterator[list[Cell]]:
    yield [_("Title"), pgettext("campaigns", "Agency"), _("Day"), _("Place"), str(LABELS[measure])]
    for fact in facts:
        place = str(whole.places[fact.place]) if fact.place else ""
        day = wording.day(fact.day, "iso") if fact.day else ""
        yield [fact.promise.title, str(fact.promise.invited.organization), day, place, worth(fact, measure)]


def worth(fact: Fact, measure: str) -> int:
    return int(getattr(fact, measure)) if measure in {"women", "men"} else fact.number


def labels(whole: Whole, name: str) -> dict[Any, str]:
    """How each part there can be is called, in the order of the page."""
    if name == "concern":
        rows = whole.stage.concerns.order_by("-weight", "pk")
        return {**{row.pk: wording.digits(row.name) for row in rows}, NONE: _("Another topic")}
    if name == "place":
        return {pk: str(place) for pk, place in whole.places.items()}
    if name == "agency":
        return {row.invited_id: str(row.invited.organization) for row in whole.promises.values()}
    if name == "day":
        return {str(day): wording.day(day, "weekday") for day in stages.days_of(whole.stage)}
    choices = Audience if name == "audience" else Promise.Kind
    return {value: str(label) for value, label in choices.choices}
