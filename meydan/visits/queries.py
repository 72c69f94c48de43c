"""Reads that have a name."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from meydan.engines import jalali
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area, Venue
from meydan.visits.models import MAIN_KIND, ClosedDay, CounterFile, VisitCount

ONE = dt.timedelta(days=1)
LOOKS_BACK = dt.timedelta(days=14)  # how far the list looks for days nobody counted
MINE = dt.timedelta(days=30)  # whoever counted somewhere within these days is likely to count there again


class Day(NamedTuple):
    """A venue on a day: counted (`counts` by kind), said to be closed, shut by its opening hours, or a gap."""

    day: dt.date
    counts: dict[str, VisitCount]
    is_closed: bool  # somebody said so
    is_shut: bool  # its opening hours say so, and nobody counted

    @property
    def total(self) -> int | None:
        return sum(row.count for row in self.counts.values()) if self.counts else None

    @property
    def is_gap(self) -> bool:
        return not (self.counts or self.is_closed or self.is_shut)

    @property
    def differs(self) -> bool:
        """Whether the door counter read another number than the one that counts."""
        return any(row.differs for row in self.counts.values())


class Board(NamedTuple):
    """What a card of the list shows of a venue."""

    venue: Venue
    today: Day
    yesterday: Day
    gaps: list[dt.date]  # of the last days, the newest first


def venues(areas: Iterable[Area], person: Person, today: dt.date) -> QuerySet[Venue]:
    """Where people are counted, those first where this person counted lately."""
    mine = VisitCount.objects.filter(venue=OuterRef("pk"), counted_by=person, day__gte=today - MINE)
    rows = places.venues_within(areas).filter(kind__in=MAIN_KIND).annotate(is_mine=Exists(mine))
    return rows.order_by("-is_mine", places.BY_KIND, "sort_key", "pk")


def not_counted_on(rows: QuerySet[Venue], day: dt.date) -> QuerySet[Venue]:
    counted = VisitCount.objects.filter(venue=OuterRef("pk"), day=day)
    closed = ClosedDay.objects.filter(venue=OuterRef("pk"), day=day)
    return rows.filter(~Exists(counted), ~Exists(closed))


def venues_in_reach(areas: Iterable[Area]) -> QuerySet[Venue]:
    """Any venue, also one closed for good: its history stays."""
    return places.within(places.venues(), areas)


def boards(rows: Sequence[Venue], today: dt.date) -> list[Board]:
    """Today, yesterday and the gaps before, of several venues at once."""
    first = today - LOOKS_BACK
    known = days_of(rows, first, today)
    found = []
    for venue in rows:
        *before, yesterday, now = known[venue.pk]
        began = any(day.counts for day in (*before, yesterday))  # nobody misses what was never begun
        gaps = [day.day for day in (*before, yesterday) if day.is_gap] if began else []
        found.append(Board(venue, now, yesterday, gaps[::-1]))
    return found


def days_of(rows: Sequence[Venue], first: dt.date, last: dt.date) -> dict[int, list[Day]]:
    """Each day of the period at each venue. Two queries, whatever the number of venues."""
    span = {"venue__in": [venue.pk for venue in rows], "day__gte": first, "day__lte": last}
    counts: dict[tuple[int, dt.date], dict[str, VisitCount]] = defaultdict(dict)
    for row in VisitCount.objects.filter(**span):
        counts[row.venue_id, row.day][row.kind] = row
    closed = set(ClosedDay.objects.filter(**span).values_list("venue_id", "day"))
    days = [first + ONE * number for number in range((last - first).days + 1)]
    return {venue.pk: [_day(venue, day, counts.get((venue.pk, day), {}), closed) for day in days] for venue in rows}


def day_of(venue: Venue, day: dt.date) -> Day:
    return days_of([venue], day, day)[venue.pk][0]


def _day(venue: Venue, day: dt.date, counts: dict[str, VisitCount], closed: set[tuple[int, dt.date]]) -> Day:
    is_closed = (venue.pk, day) in closed
    shut = bool(venue.opening_hours) and str(jalali.weekday(day)) not in venue.opening_hours
    return Day(day, counts, is_closed, shut and not counts and not is_closed)


def kinds_of(venue: Venue) -> list[str]:
    """The kinds in the order of this venue: what people mostly come for stands first."""
    main = MAIN_KIND.get(Venue.Kind(venue.kind), VisitCount.Kind.CULTURAL)
    return [main.value, *(kind.value for kind in VisitCount.Kind if kind is not main)]


def began(venue: Venue) -> dt.date | None:
    """The first day anything was counted here: nobody misses what was never begun."""
    return VisitCount.objects.filter(venue=venue).order_by("day").values_list("day", flat=True).first()


def files_of(person: Person) -> QuerySet[CounterFile]:
    """Files this person brought, the newest first, without their text."""
    return CounterFile.objects.filter(brought_by=person).select_related("venue").order_by("-brought_at", "-pk")
