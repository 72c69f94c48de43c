"""Where a call has ambassadors and where not: each neighborhood with what was done there, and what came through whom.

What all of a neighborhood sent is read from the ledger's sheets, what came through ambassadors from their own rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meydan.ambassadors import queries, rules
from meydan.ambassadors.models import Activity, Ambassador, Call
from meydan.participation import sheets
from meydan.places.models import Area

IDEA: Final = "idea"  # kinds of the ledger, as the doors mark their rows
SUPPORT: Final = "idea_support"
BALLOT: Final = "ballot"
COUNTED: Final = (IDEA, BALLOT)


class Row(NamedTuple):
    area: Area
    ambassadors: int
    activities: int
    people: int  # reached, as the ambassadors say
    ideas: int
    ideas_through: int
    ballots: int
    ballots_through: int

    @property
    def is_hole(self) -> bool:
        return self.ambassadors == 0

    @property
    def share(self) -> float | None:
        return self.ballots_through / self.ballots if self.ballots else None


class Share(NamedTuple):
    """How much of a neighborhood's ballots came through one helper."""

    ambassador: Ambassador
    area: Area
    through: int
    ballots: int

    @property
    def share(self) -> float:
        return self.through / self.ballots if self.ballots else 0.0

    @property
    def is_odd(self) -> bool:
        return rules.is_odd(self.through, self.ballots)


class Coverage(NamedTuple):
    rows: Sequence[Row]
    shares: Sequence[Share]  # the largest first

    @property
    def holes(self) -> list[Area]:
        return [row.area for row in self.rows if row.is_hole]

    @property
    def odd(self) -> list[Share]:
        return [share for share in self.shares if share.is_odd]

    @property
    def whole(self) -> dict[str, int]:
        names = ("activities", "people", "ideas", "ideas_through", "ballots", "ballots_through")
        return {name: sum(getattr(row, name) for row in self.rows) for name in names}


def of(call: Call) -> Coverage:
    areas = queries.neighborhoods_of(call)
    held = queries.coverage(call)
    done = {area: (count, people) for area, count, people in _activities(call)}
    of_all, of_each = _sent(call), _through(call)
    through: dict[tuple[str, int], int] = defaultdict(int)
    for (kind, area, _person), count in of_each.items():
        through[kind, area] += count
    rows = [
        Row(
            area,
            held.get(area.pk, 0),
            *done.get(area.pk, (0, 0)),
            of_all.get((IDEA, area.pk), 0),
            through[IDEA, area.pk],
            of_all.get((BALLOT, area.pk), 0),
            through[BALLOT, area.pk],
        )
        for area in areas
    ]
    return Coverage(rows, _shares(call, {area.pk: area for area in areas}, of_all, of_each))


def columns() -> list[str]:
    """The heads of the table as a file."""
    return [
        _("Neighborhood"),
        _("Ambassadors"),
        _("Activities"),
        _("People reported as reached"),
        _("Ideas"),
        _("Ideas through ambassadors"),
        pgettext("through an ambassador", "Ballots"),
        _("Ballots through ambassadors"),
    ]


def lines(found: Coverage) -> Iterable[Sequence[Any]]:
    yield columns()
    for row in found.rows:
        yield [str(row.area), *row[1:]]


def _activities(call: Call) -> Iterable[tuple[int, int, int]]:
    rows = Activity.objects.filter(ambassador__call=call).order_by()
    return rows.values_list("area").annotate(Count("pk"), Sum("people"))


def _sent(call: Call) -> dict[tuple[str, int], int]:
    """By kind and area, whoever sent it."""
    today = timezone.localdate()
    counted = sheets.counted(areas=[call.area], first=timezone.localdate(call.opened_at), last=today)
    found = counted.by(
        lambda key: (
            [(key.kind, key.area_id)]
            if key.door == call.door and key.activity == call.activity and key.kind in COUNTED
            else []
        )
    )
    return {pair: totals.visits for pair, totals in found.items()}


def _through(call: Call) -> dict[tuple[str, int, int], int]:
    """By kind, area and ambassador."""
    rows = queries.ledger(call).filter(kind__in=COUNTED)
    found = rows.values_list("kind", "area", "ambassador").annotate(Sum("count"))
    return {(kind, area, person): count for kind, area, person, count in found if person}


def _shares(
    call: Call,
    areas: dict[int, Area],
    of_all: dict[tuple[str, int], int],
    of_each: dict[tuple[str, int, int], int],
) -> list[Share]:
    rows = queries.ambassadors().filter(call=call).prefetch_related(None)
    by_person = {row.person_id: row for row in rows}
    found = [
        Share(by_person[person], areas[area], count, of_all.get((BALLOT, area), count))
        for (kind, area, person), count in of_each.items()
        if kind == BALLOT and area in areas and person in by_person
    ]
    return sorted(found, key=lambda share: (not share.is_odd, -share.share, -share.through))
