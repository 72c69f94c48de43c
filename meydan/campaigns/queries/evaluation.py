"""What was promised, placed and held in a stage, who came, and what it cost: every figure a sum over its rows.

A `Fact` is one row behind a figure. People are the ledger's, from the rolls and head counts of sessions; what a
delivery says was served stands beside them and is never added to them, since many are in both.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet, Sum

from meydan.calendar.models import Occasion
from meydan.campaigns.models import Closing, Cost, Delivery, Place, Placement, Promise, Stage
from meydan.campaigns.queries import stages as stages_
from meydan.campaigns.queries.promises import promises
from meydan.participation.models import Evidence, Participation

NOBODY_CAME: Final = (Evidence.ONLINE_VIEW, Evidence.CONTRIBUTION)  # a device that watched, something sent in
PLACEMENT, DELIVERY = "placement", "delivery"
NONE: Final = 0  # the key of what has no concern


class Fact(NamedTuple):
    of: str  # what it is a row of: one of `MEASURES`
    promise: Promise
    number: int
    day: dt.date | None = None
    place: int | None = None
    women: int = 0
    men: int = 0
    row: Any = None  # the placement or the delivery it was read from


MEASURES: Final = ("promised", "placed", "held", "standing", "stood", "came", "women", "men", "served")
KEYS: Final[Mapping[str, Callable[[Fact], Any]]] = {
    "concern": lambda fact: fact.promise.concern_id or NONE,
    "agency": lambda fact: fact.promise.invited_id,
    "audience": lambda fact: fact.promise.audience,
    "kind": lambda fact: fact.promise.kind,
    "place": lambda fact: fact.place,
    "day": lambda fact: fact.day.isoformat() if fact.day else None,
}


@dataclass(frozen=True)
class Sums:
    """Of some facts. `promised`, `placed` and `held` are sessions; `standing` are stalls and pieces, `stood` their
    evenings.
    """

    promised: int = 0
    placed: int = 0
    held: int = 0
    standing: int = 0
    stood: int = 0
    came: int = 0
    women: int = 0
    men: int = 0
    served: int = 0

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "Sums":
        found: dict[str, int] = defaultdict(int)
        for fact in facts:
            found[fact.of] += fact.number
            if fact.of == "came":
                found["women"] += fact.women
                found["men"] += fact.men
        return cls(**found)


@dataclass(frozen=True)
class Whole:
    """A stage read once, or one agency's part of it: as it was closed, where its evaluation is; else as it is now."""

    stage: Stage
    invited: int | None = None
    shown: Closing | None = None  # as it was closed once, whether or not it was reopened

    @cached_property
    def promises(self) -> dict[int, Promise]:
        rows = promises().filter(invited__stage=self.stage, state=Promise.State.DECLARED)
        rows = rows.filter(invited=self.invited) if self.invited else rows
        return {row.pk: row for row in rows.order_by("pk")}

    @cached_property
    def places(self) -> dict[int, Place]:
        return {row.pk: row for row in stages_.places_of(self.stage)}

    @cached_property
    def closing(self) -> Closing | None:
        if self.shown or self.stage.evaluated_at is None:
            return self.shown
        return Closing.objects.filter(stage=self.stage, reopened_at=None).select_related("closed_by").first()

    @cached_property
    def facts(self) -> list[Fact]:
        if self.closing:
            return list(self._closed(self.closing))
        return [*self._promised(), *self._placed(), *self._held(), *self._came()]

    @cached_property
    def sums(self) -> Sums:
        return Sums.of(self.facts)

    def by(self, name: str) -> dict[Any, Sums]:
        found: dict[Any, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[KEYS[name](fact)].append(fact)
        return {key: Sums.of(facts) for key, facts in found.items() if key is not None}

    def behind(self, measure: str, name: str = "", key: Any = None) -> list[Fact]:
        """The rows whose sum a figure is."""
        of = "came" if measure in {"women", "men"} else measure
        return [fact for fact in self.facts if fact.of == of and (not name or KEYS[name](fact) == key)]

    @cached_property
    def deliveries(self) -> list[Delivery]:
        """Not what was said when the evaluation was closed already."""
        return [row for row in self.said if not row.is_late]

    @cached_property
    def said(self) -> list[Delivery]:
        rows = Delivery.objects.filter(promise__in=self.promises).select_related("said_by")
        return list(rows.order_by("day", "promise", "place", "by_agency", "is_late"))

    @cached_property
    def placements(self) -> list[Placement]:
        """Those that were not cancelled."""
        rows = Placement.objects.filter(promise__in=self.promises).select_related("space", "slot", "occasion")
        rows = rows.filter(Q(occasion=None) | ~Q(occasion__status=Occasion.Status.CANCELLED))
        return list(rows.order_by("day", "slot__order", "pk"))

    def _closed(self, closing: Closing) -> Iterable[Fact]:
        """As `written` left them. A row that is gone meanwhile leaves its number."""
        rows: dict[str, Mapping[int, Any]] = {
            PLACEMENT: {row.pk: row for row in self.placements},
            DELIVERY: {row.pk: row for row in self.deliveries},
        }
        for of, promise, number, day, place, women, men, kind, row in closing.facts:
            if promise in self.promises:
                when = dt.date.fromisoformat(day) if day else None
                behind = rows.get(kind, {}).get(row)
                yield Fact(of, self.promises[promise], number, when, place, women, men, behind)

    def _promised(self) -> Iterable[Fact]:
        for row in self.promises.values():
            if row.kind in Promise.STANDING:
                yield Fact("standing", row, 1)
            else:
                yield Fact("promised", row, row.together + row.women + row.men)

    def _placed(self) -> Iterable[Fact]:
        for row in self.placements:
            yield Fact("placed", self.promises[row.promise_id], 1, day_of(row), row.space.place_id, row=row)

    def _held(self) -> Iterable[Fact]:
        """By what staff at the place say; where they say nothing, by what the agency says."""
        stands = {(row.promise_id, row.day, row.place_id): row for row in reversed(self.deliveries)}
        for row in sorted(stands.values(), key=lambda one: (one.day, one.promise_id, one.place_id)):
            promise, where = self.promises[row.promise_id], (row.day, row.place_id)
            if promise.kind in Promise.STANDING:
                yield Fact("stood", promise, int(row.state != Delivery.State.NOT_DELIVERED), *where, row=row)
            else:
                yield Fact("held", promise, row.sessions, *where, row=row)
            if row.served is not None:
                yield Fact("served", promise, row.served, *where, row=row)

    def _came(self) -> Iterable[Fact]:
        at = {row.occasion_id: row for row in self.placements if row.occasion_id}
        for occasion, count, women, men in came(Q(occasion__in=at)):
            row = at[occasion]
            yield Fact("came", self.promises[row.promise_id], count, day_of(row), row.space.place_id, women, men, row)


def written(facts: Iterable[Fact]) -> list[list[Any]]:
    """To be kept where an evaluation is closed."""
    return [
        [
            *(fact.of, fact.promise.pk, fact.number, fact.day.isoformat() if fact.day else None, fact.place),
            *(fact.women, fact.men, *_behind(fact.row)),
        ]
        for fact in facts
    ]


def _behind(row: Any) -> tuple[str, int | None]:
    if isinstance(row, Placement):
        return PLACEMENT, row.pk
    return (DELIVERY, row.pk) if isinstance(row, Delivery) else ("", None)


def day_of(row: Placement) -> dt.date:
    """Where a closure postponed it, the day it is held on now."""
    return row.occasion.day if row.occasion else row.day


def came(which: Q) -> QuerySet[Participation, tuple[int, int, int, int]]:
    """Of each occasion: how many came, women and men of them where it is known."""
    rows = Participation.objects.filter(which).exclude(evidence__in=NOBODY_CAME).order_by("occasion")
    return rows.values_list("occasion").annotate(Sum("count"), Sum("women"), Sum("men"))


def costs_of(stage: Stage) -> QuerySet[Cost]:
    return Cost.objects.filter(stage=stage).select_related("concern", "said_by").order_by("is_late", "paid_on", "pk")


def costs_by_concern(stage: Stage) -> dict[int, int]:
    """What was written down before the evaluation was closed."""
    rows = Cost.objects.filter(stage=stage, is_late=False).order_by().values_list("concern").annotate(Sum("amount"))
    return {concern or NONE: amount for concern, amount in rows}
