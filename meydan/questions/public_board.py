"""The board as everybody may see it: numbers of words that are about a few people are hidden."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base import charts
from meydan.participation.suppression import AT_LEAST, Count, suppressed
from meydan.people.models import Organization
from meydan.places import queries as places
from meydan.questions.models import Topic
from meydan.questions.tallies import Board, By, Tally

NONE = _("No topic")
HEADS: dict[By, str | Promise] = {"topic": _("Topic"), "unit": _("Unit"), "area": _("Neighborhood")}
TITLES: dict[By, str | Promise] = {
    "topic": _("By topic"),
    "unit": _("By unit"),
    "area": _("By neighborhood"),
}


class Line(NamedTuple):
    """`asked` and `answered` None: too few, or hidden so that others cannot be worked out. Orders are no persons."""

    name: str
    asked: int | None
    answered: int | None
    tally: Tally


class Table(NamedTuple):
    by: By
    title: str | Promise
    head: str | Promise
    lines: list[Line]

    @property
    def counts_words(self) -> bool:
        return self.by != "unit"

    @property
    def hides(self) -> bool:
        return self.counts_words and any(None in (line.asked, line.answered) for line in self.lines)


def tables(board: Board) -> list[Table]:
    return [_table(board, by) for by in ("topic", "unit", "area") if board.by[by]]


def _table(board: Board, by: By) -> Table:
    tallies = board.by[by]
    names = _names(by, tallies)
    keys = sorted(tallies, key=lambda key: (-tallies[key].asked, -tallies[key].ordered, names[key]))
    asked = hidden({key: tallies[key].asked for key in keys})
    # What is not answered could be had by subtraction, so it is hidden along.
    waiting = hidden({key: tallies[key].asked - tallies[key].answered for key in keys})
    answered = hidden({key: tallies[key].answered for key in keys})
    lines = [
        Line(
            names[key],
            asked[key],
            None if None in (asked[key], waiting[key]) else answered[key],
            tallies[key],
        )
        for key in keys
    ]
    return Table(by, TITLES[by], HEADS[by], lines)


def whole(board: Board) -> tuple[int | None, int | None]:
    """Asked and answered of all, or of one small evening."""
    asked, answered = board.whole.asked, board.whole.answered
    few = range(1, AT_LEAST)
    return None if asked in few else asked, None if answered in few or asked - answered in few else answered


def hidden(values: Mapping[int, int]) -> dict[int, int | None]:
    shown = suppressed([Count(str(key), value) for key, value in values.items()]).parts
    return {int(part.label): part.value for part in shown}


def _names(by: By, tallies: Mapping[int, Tally]) -> dict[int, str]:
    if by == "topic":
        found: dict[int, str] = {topic.pk: str(topic) for topic in Topic.objects.filter(pk__in=tallies)}
        return {0: str(NONE)} | found
    if by == "unit":
        return {unit.pk: str(unit) for unit in Organization.objects.filter(pk__in=tallies)}
    return {area.pk: str(area) for area in places.areas().filter(pk__in=tallies)}


def picture(table: Table) -> str:
    """Of words, or of orders where a table has no words."""
    if table.counts_words:
        rows = [charts.Bar(line.name, line.asked) for line in table.lines if line.asked]
        return charts.bars(rows, _("Words %(by)s") % {"by": table.title}, _("words")) if rows else ""
    rows = [charts.Bar(line.name, line.tally.ordered) for line in table.lines]
    return charts.bars(rows, _("Orders by unit"), _("orders"))
