"""A sample city's visits. Tabriz: a year around the epidemic, venue by venue; Qods: the last weeks.

What a day brings is shared out over the venues; Fridays and Nowruz are quieter, some days nobody counts.
"""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from meydan.engines import jalali
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area, Venue
from meydan.visits.actions.ledger import draft
from meydan.visits.models import MAIN_KIND, ClosedDay, VisitCount

Kind = VisitCount.Kind
ONE = dt.timedelta(days=1)
# What the story gives for a day before the epidemic: 35,000 in cultural and health centers, 30,000 at sports places.
A_DAY: Final = {Kind.CULTURAL: 24_000, Kind.HEALTH: 11_000, Kind.SPORTS: 30_000}
SHARE_NOT_COUNTED, SHARE_CLOSED = 0.03, 0.01
# From this day on, the part of those who came before: then much of the audience was lost.
FALL: Final = (
    (dt.date(2019, 9, 23), 1.0),
    (dt.date(2020, 2, 21), 0.55),  # 2 Esfand 1398: the first cases are announced
    (dt.date(2020, 2, 29), 0.12),
    (dt.date(2020, 3, 20), 0.03),  # Nowruz: closed, nearly all
    (dt.date(2020, 4, 18), 0.1),
    (dt.date(2020, 5, 23), 0.24),  # 3 Khordad 1399: open again, with half the places
    (dt.date(2020, 7, 5), 0.18),  # the second wave
    (dt.date(2020, 8, 22), 0.27),
)


@action
def make_year(*, by: Person, area: Area, first: dt.date, last: dt.date) -> int:
    """Each venue's days from Mehr 1398 to Shahrivar 1399. Returns how many counts."""
    chance = random.Random(1398)  # noqa: S311 - a seed, so that every sample city is the same
    venues = _counting(area)
    counts: list[VisitCount] = []
    closed: list[ClosedDay] = []
    weights = {venue.pk: chance.uniform(0.6, 1.5) for venue in venues}
    whole = {
        kind: sum(weights[venue.pk] for venue in venues if MAIN_KIND[Venue.Kind(venue.kind)] is kind) for kind in Kind
    }
    day = first
    while day <= last:
        level = _level(day) * chance.uniform(0.93, 1.07)
        for venue in venues:
            shut = str(jalali.weekday(day)) not in venue.opening_hours
            luck = chance.random()
            if shut or luck < SHARE_NOT_COUNTED:
                continue
            if luck < SHARE_NOT_COUNTED + SHARE_CLOSED + (0.5 if level < 0.05 else 0):
                closed.append(ClosedDay(venue=venue, day=day, said_by=by, is_sample=True))
                continue
            kind = MAIN_KIND[Venue.Kind(venue.kind)]
            people = A_DAY[kind] * weights[venue.pk] / whole[kind] * level * chance.uniform(0.85, 1.15)
            counts.append(_count(venue, day, kind, round(people), by))
        day += ONE
    _as_many_as_told(counts)
    return _kept(by, area, venues, counts, closed)


def _as_many_as_told(counts: Sequence[VisitCount]) -> None:
    """Bring the average of a counted day before the epidemic to what the story gives, and the later days with it."""
    for kind in Kind:
        before = [row for row in counts if row.kind == kind and row.day < FALL[1][0]]
        days = len({row.day for row in before})
        factor = A_DAY[kind] * days / (sum(row.count for row in before) or 1)
        for row in counts:
            if row.kind == kind:
                row.count = round(row.count * factor)


@action
def make_weeks(*, by: Person, area: Area, days: int = 21) -> int:
    """The last weeks of a city that counts today: by hand and by door counters, which do not always agree."""
    chance = random.Random(1405)  # noqa: S311 - a seed, so that every sample city is the same
    venues = _counting(area)
    counts: list[VisitCount] = []
    today = timezone.localdate()
    for venue in venues:
        main = MAIN_KIND[Venue.Kind(venue.kind)]
        size = {Kind.CULTURAL: 160, Kind.HEALTH: 60, Kind.SPORTS: 90}[main] * chance.uniform(0.6, 1.5)
        for back in range(1, days + 1):
            day = today - ONE * back
            if str(jalali.weekday(day)) not in venue.opening_hours or chance.random() < 0.08:
                continue
            row = _count(venue, day, main, round(size * chance.uniform(0.7, 1.3)), by)
            if chance.random() < 0.15:
                row.counter_count = row.count + chance.randint(-9, 14)
                row.counter_count = max(row.counter_count, 0)
            counts.append(row)
            if main is Kind.CULTURAL and chance.random() < 0.7:
                counts.append(_count(venue, day, Kind.HEALTH, chance.randint(4, 30), by))
    return _kept(by, area, venues, counts, [])


def _counting(area: Area) -> list[Venue]:
    return list(places.venues_within([area]).filter(kind__in=MAIN_KIND))


def _level(day: dt.date) -> float:
    """The part of a full day: by the epidemic, the weekday, and the Nowruz holidays."""
    level = next(part for since, part in reversed(FALL) if day >= since)
    quiet = {5: 0.8, 6: 0.45}.get(jalali.weekday(day), 1.06)
    year, month, number = jalali.to_jalali(day)
    return level * quiet * (0.6 if month == 1 and number <= 13 and year >= 1398 else 1)


def _count(venue: Venue, day: dt.date, kind: str, count: int, by: Person) -> VisitCount:
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(20)), timezone.get_default_timezone())
    return VisitCount(venue=venue, day=day, kind=kind, count=count, counted_by=by, counted_at=at, is_sample=True)


def _kept(
    by: Person, area: Area, venues: Sequence[Venue], counts: Sequence[VisitCount], closed: Sequence[ClosedDay]
) -> int:
    rows = VisitCount.objects.bulk_create(counts)
    ClosedDay.objects.bulk_create(closed)
    venue_of = {venue.pk: venue for venue in venues}
    participation.record_many(by=by, drafts=[draft(row, venue_of[row.venue_id]) for row in rows])
    note("visits.sample", on=area, area=area.pk, counts=len(rows), closed=len(closed))
    return len(rows)
