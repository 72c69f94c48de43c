"""What orders come to. Unit: orders given in the period asked for; days are working days of Iran.

Whether a term was kept is measured by the last day as it was ordered: neither a longer term given later nor a first
"done" that those concerned said no to makes an order kept.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from statistics import median
from typing import Final, NamedTuple

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from meydan.assignments.models import KEPT_IN_TIME, UNDONE, Assignment
from meydan.base.days import during
from meydan.calendar.holidays import WorkingDays
from meydan.people.models import Organization
from meydan.places import queries as places
from meydan.places.models import Area

State, Confirmed = Assignment.State, Assignment.Confirmed
ACCEPTED: Final = (State.ACCEPTED, State.DONE, State.CONFIRMED)


def ordered(*, areas: Sequence[Area], first: dt.date, last: dt.date, today: dt.date) -> QuerySet[Assignment]:
    """In these areas or below; each with `is_done`, `is_kept` (by its day), `is_late`. Withdrawn ones are left out."""
    found = places.within(Assignment.objects.filter(during("given_at", first, last)), areas)
    done = Q(state__in=[State.DONE, State.CONFIRMED])
    return found.exclude(state=State.WITHDRAWN).annotate(
        is_done=_whether(done),
        is_kept=_whether(done & KEPT_IN_TIME),
        is_late=_whether(Q(state__in=UNDONE, due_on__lt=today)),
    )


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


class Sums(NamedTuple):
    """`share` and `days` are None where nothing is there to measure."""

    given: int  # all of them, without what was withdrawn
    accepted: int  # and what came after accepting
    returned: int
    done: int  # says the unit; confirmed ones as well
    confirmed: int
    by_silence: int  # of the confirmed: nobody objected
    reopened: int  # those concerned said no at least once
    late: int  # neither done nor withdrawn, and their last day is over
    in_time: int  # done within the term as it was ordered
    due: int  # done, or their promised day is over: what `share` is a share of
    withdrawn: int
    share: Decimal | None
    days: Decimal | None  # the median of working days from giving to done


class Row(NamedTuple):
    unit: int
    area: int
    state: str
    given: dt.date
    done: dt.date | None
    due_on: dt.date
    promised_on: dt.date
    confirmed_by: str
    reopened: int


def sums(rows: QuerySet[Assignment]) -> Sums:
    """Of all these together: `sums(queries.counted([city], door="questions", activity=edition.pk))`."""
    found = _read(rows)
    return _sums(found, _days(found))


def by_unit(rows: QuerySet[Assignment]) -> list[tuple[Organization, Sums]]:
    """For each unit that has any that stands, by its name."""
    found = _by(rows, lambda row: row.unit)
    units = Organization.objects.filter(pk__in=found).order_by("name", "pk")
    return [(unit, found[unit.pk]) for unit in units]


def by_area(rows: QuerySet[Assignment]) -> list[tuple[Area, Sums]]:
    """For each place where something was ordered, in the order of the alphabet."""
    found = _by(rows, lambda row: row.area)
    return [(area, found[area.pk]) for area in places.areas().filter(pk__in=found)]


def _by(rows: QuerySet[Assignment], key: Callable[[Row], int]) -> dict[int, Sums]:
    found = _read(rows)
    days = _days(found)
    groups: dict[int, list[Row]] = {}
    for row in found:
        groups.setdefault(key(row), []).append(row)
    counted = {pk: _sums(group, days) for pk, group in groups.items()}
    return {pk: found for pk, found in counted.items() if found.given}


def _read(rows: QuerySet[Assignment]) -> list[Row]:
    columns = ("unit", "area", "state", "given_at", "done_at", "due_on", "promised_on", "confirmed_by", "reopened")
    found = rows.order_by().values_list(*columns)
    return [
        Row(unit, area, state, timezone.localdate(given), timezone.localdate(done) if done else None, *rest)
        for unit, area, state, given, done, *rest in found
    ]


def _days(rows: Iterable[Row]) -> WorkingDays | None:
    spans = [(row.given, row.done) for row in rows if row.done]
    return WorkingDays(min(first for first, _done in spans), max(last for _given, last in spans)) if spans else None


def _sums(rows: Sequence[Row], days: WorkingDays | None) -> Sums:
    today = timezone.localdate()
    standing = [row for row in rows if row.state != State.WITHDRAWN]
    done = [row for row in standing if row.done is not None]
    in_time = sum(row.done <= row.promised_on for row in done if row.done)
    due = len(done) + sum(row.done is None and row.promised_on < today for row in standing)
    taken = [days.after(row.given, row.done) for row in done if days and row.done]
    return Sums(
        given=len(standing),
        accepted=sum(row.state in ACCEPTED for row in standing),
        returned=sum(row.state == State.RETURNED for row in standing),
        done=len(done),
        confirmed=sum(row.state == State.CONFIRMED for row in standing),
        by_silence=sum(row.confirmed_by == Confirmed.SILENCE for row in standing),
        reopened=sum(row.reopened > 0 for row in standing),
        late=sum(row.state in UNDONE and row.due_on < today for row in standing),
        in_time=in_time,
        due=due,
        withdrawn=sum(row.state == State.WITHDRAWN for row in rows),
        share=Decimal(in_time) / due if due else None,
        days=Decimal(str(median(taken))) if taken else None,
    )
