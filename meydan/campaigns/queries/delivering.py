"""What stands at a place on an evening, and what either side said of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from meydan.calendar.models import Occasion
from meydan.campaigns.models import Delivery, Place, Placement, Promise, Stage
from meydan.campaigns.queries import evaluation
from meydan.campaigns.queries import stages as stages_
from meydan.campaigns.queries.promises import promises

Spot = tuple[int, dt.date, int]  # a promise on a day at a place


@dataclass
class Line:
    """A promise at a place on an evening: its sessions there, none where it stands there or nobody planned it."""

    promise: Promise
    place: Place
    day: dt.date
    sessions: list[Placement] = field(default_factory=list)
    staff: Delivery | None = None
    agency: Delivery | None = None
    came: int | None = None  # as the rolls of its sessions say
    late: list[Delivery] = field(default_factory=list)  # what was said when the evaluation was closed already


class Sides(NamedTuple):
    """What both say of one promise on a day at a place."""

    line: Line
    placed: int

    @property
    def differs(self) -> bool:
        """Both spoke, and not alike. A tenth of the heads more or less is nothing: they come and go."""
        one, two = self.line.agency, self.line.staff
        if one is None or two is None:
            return False
        return _far(one.served, two.served) or (one.state, one.sessions) != (two.state, two.sessions)


def _far(one: int | None, two: int | None) -> bool:
    return one is not None and two is not None and abs(one - two) * 10 > max(one, two)


def board(stage: Stage, there: Sequence[Place], day: dt.date) -> list[tuple[Place, list[Line]]]:
    """Of each place, in the order of the evening; stalls and pieces last."""
    lines: dict[Spot, Line] = {}
    at = {place.pk: place for place in there}
    known = {row.pk: row for row in _declared(stage)}

    def line(promise: int, place: int) -> Line:
        return lines.setdefault((promise, day, place), Line(known[promise], at[place], day))

    for row in placements(on(day) & Q(space__place__in=at, promise__in=known)):
        line(row.promise_id, row.space.place_id).sessions.append(row)
    for promise in known.values():
        if promise.kind in Promise.STANDING:
            for place in _stands(promise, there):
                line(promise.pk, place.pk)
    for said in Delivery.objects.filter(promise__in=known, day=day, place__in=at).order_by("by_agency"):
        _say(line(said.promise_id, said.place_id), said)
    _count(lines.values())
    return [(place, [one for one in lines.values() if one.place.pk == place.pk]) for place in there]


def both_sides(whole: evaluation.Whole, today: dt.date) -> list[Sides]:
    """Day by day until today, of all that was placed or said."""
    lines: dict[Spot, Line] = {}
    placed: dict[Spot, int] = defaultdict(int)

    def line(promise: int, day: dt.date, place: int) -> Line:
        key = (promise, day, place)
        return lines.setdefault(key, Line(whole.promises[promise], whole.places[place], day))

    for row in whole.placements:
        spot = (row.promise_id, evaluation.day_of(row), row.space.place_id)
        placed[spot] += 1
        line(*spot).sessions.append(row)
    for said in whole.said:
        _say(line(said.promise_id, said.day, said.place_id), said)
    for fact in whole.facts:
        if fact.of == "came":
            assert fact.day is not None
            assert fact.place is not None
            one = line(fact.promise.pk, fact.day, fact.place)
            one.came = (one.came or 0) + fact.number
    come = [pair for pair in lines.items() if pair[1].day <= today]
    in_order = sorted(come, key=lambda pair: (pair[1].day, not pair[1].place.is_host, pair[0][2], pair[0][0]))
    return [Sides(one, placed[key]) for key, one in in_order]


def awaited(whole: evaluation.Whole, now: dt.datetime) -> list[Line]:
    """Evening by evening, what has begun and its agency has not spoken of: sessions that were placed, and what stands
    there.
    """
    today = timezone.localdate(now)
    lines = {(one.line.promise.pk, one.line.day, one.line.place.pk): one.line for one in both_sides(whole, today)}
    lines = {spot: line for spot, line in lines.items() if _has_begun(line, now)}
    places = list(whole.places.values())
    first = Min("occasion__starts_at")
    begins = placements(on(today) & Q(promise__invited__stage=whole.stage)).aggregate(first=first)["first"]
    until = today if begins is None or begins <= now else today - dt.timedelta(days=1)
    for promise in whole.promises.values():
        if promise.kind in Promise.STANDING:
            for day in stages_.days_of(whole.stage):
                if day <= until and (not promise.days or day.isoformat() in promise.days):
                    for place in _stands(promise, places):
                        lines.setdefault((promise.pk, day, place.pk), Line(promise, place, day))
    waiting = [one for one in lines.values() if not one.agency and not any(said.by_agency for said in one.late)]
    return sorted(waiting, key=lambda one: (-one.day.toordinal(), not one.place.is_host, one.place.pk, one.promise.pk))


def _has_begun(line: Line, now: dt.datetime) -> bool:
    starts = [row.occasion.starts_at for row in line.sessions if row.occasion]
    return not starts or min(starts) <= now


def unsaid(sides: Iterable[Sides]) -> list[Line]:
    """What was to be held, and neither side spoke of."""
    return [one.line for one in sides if one.placed and not (one.line.staff or one.line.agency)]


def on(day: dt.date) -> Q:
    """Where a closure postponed it, the day it is held on now."""
    return Q(occasion__day=day) | Q(occasion=None, day=day)


def placements(which: Q) -> QuerySet[Placement]:
    rows = Placement.objects.filter(which, Q(occasion=None) | ~Q(occasion__status=Occasion.Status.CANCELLED))
    return rows.select_related("space", "slot", "occasion").order_by("slot__order", "pk")


def _declared(stage: Stage) -> QuerySet[Promise]:
    rows = promises().filter(invited__stage=stage, state=Promise.State.DECLARED)
    return rows.prefetch_related("places").order_by("pk")


def _stands(promise: Promise, there: Sequence[Place]) -> list[Place]:
    """Where a stall or a piece is looked for: where it said it can be; else at the host place."""
    named = {place.pk for place in promise.places.all()}
    return [place for place in there if (place.pk in named if named else place.is_host)]


def _say(line: Line, said: Delivery) -> None:
    if said.is_late:
        line.late.append(said)
    elif said.by_agency:
        line.agency = said
    else:
        line.staff = said


def _count(lines: Iterable[Line]) -> None:
    of = {row.occasion_id: one for one in lines for row in one.sessions if row.occasion_id}
    for occasion, count, _women, _men in evaluation.came(Q(occasion__in=of)) if of else ():
        of[occasion].came = (of[occasion].came or 0) + count
