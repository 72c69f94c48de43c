"""Which month a row counts in, and what a month comes to when it is written down.

Sessions are closed late, and for a day can be opened again. So a month is written some days after its end, with what is
final by then; what is closed later counts in the next month that is written. In which month a session counts follows
from when it was held and closed alone: nothing is counted twice, nothing is lost, and nothing written ever changes.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from meydan.base.days import during, midnight
from meydan.counseling.models import Appointment, Case, FrozenMonth
from meydan.counseling.rules.desk import REOPENED_FOR
from meydan.engines import jalali
from meydan.places.models import Area

GRACE: Final = 5  # days after a month's end
WHOLE: Final = ""
UNKNOWN: Final = "-"
WAITING: Final = "waiting"
TABLES: Final[dict[str, tuple[str, ...]]] = {
    "referrals": ("topic", "mode", "home", "age", "whom"),
    "sessions": ("topic", "mode", "counselor", "house"),
    "missed": ("topic", "mode"),
}
State = Appointment.State
FINAL: Final = Coalesce("closed_at", "ends_at")
STATES: Final = {"sessions": State.ATTENDED, "missed": State.MISSED}


class Month(NamedTuple):
    year: int
    month: int

    @property
    def next(self) -> "Month":
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def before(self) -> "Month":
        return Month(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return jalali.month_bounds(self.year, self.month)

    @property
    def settles_at(self) -> dt.datetime:
        """From when on it can be written."""
        return midnight(self.days[1] + dt.timedelta(days=1 + GRACE))


class Key(NamedTuple):
    measure: str
    table: str
    line: str


def of_day(day: dt.date) -> Month:
    year, month, _day = jalali.to_jalali(day)
    return Month(year, month)


def counts_in(held_at: dt.datetime, closed_at: dt.datetime) -> Month:
    """The first month, from that of the session on, that is written when nobody can open it again any more."""
    month = of_day(timezone.localdate(held_at))
    while month.settles_at < closed_at + REOPENED_FOR:
        month = month.next
    return month


def next_due(area: Area, now: dt.datetime) -> Month | None:
    """The month to be written now: after the last one, else the first in which there is anything."""
    last = FrozenMonth.objects.filter(area=area).order_by("-year", "-month").values_list("year", "month").first()
    month = Month(*last).next if last else _first(area)
    return month if month is not None and month.settles_at <= now else None


def count(area: Area, month: Month) -> Counter[Key]:
    """What it comes to; a line that nobody is in does not stand in it."""
    found: Counter[Key] = Counter()
    for measure, lines in _rows(area, month):
        found[Key(measure, WHOLE, WHOLE)] += 1
        for table, line in zip(TABLES[measure], lines, strict=True):
            found[Key(measure, table, str(line) if line not in {None, ""} else UNKNOWN)] += 1
    for topic, booked_at, starts_at in _first_sessions(area, month):
        found[Key(WAITING, str(topic), f"{(starts_at - booked_at).total_seconds() / 86_400:.1f}")] += 1
    return found


def _first(area: Area) -> Month | None:
    opened = Case.objects.filter(area=area).aggregate(at=Min("opened_at"))["at"]
    held = Appointment.objects.filter(case__area=area).aggregate(at=Min("starts_at"))["at"]
    begins = min(filter(None, (opened, held)), default=None)
    return of_day(timezone.localdate(begins)) if begins else None


def _rows(area: Area, month: Month) -> Iterator[tuple[str, Iterable[object]]]:
    first_mode = Appointment.objects.filter(case=OuterRef("pk"), is_first=True).order_by("pk").values("mode")[:1]
    cases = Case.objects.filter(during("opened_at", *month.days), area=area).annotate(met=Subquery(first_mode))
    for lines in cases.values_list("topic", "met", "home", "age_band", "booked_for"):
        yield "referrals", lines
    for measure, state in STATES.items():
        columns = ("topic", "mode", "counselor", "venue")[: len(TABLES[measure])]
        for held_at, closed_at, *lines in _closed(area, month, state).values_list("starts_at", FINAL, *columns):
            if counts_in(held_at, closed_at) == month:
                yield measure, lines


def _first_sessions(area: Area, month: Month) -> Iterator[tuple[int, dt.datetime, dt.datetime]]:
    rows = _closed(area, month, State.ATTENDED).filter(is_first=True)
    for topic, booked_at, starts_at, closed_at in rows.values_list("topic", "booked_at", "starts_at", FINAL):
        if counts_in(starts_at, closed_at) == month:
            yield topic, booked_at, starts_at


def _closed(area: Area, month: Month, state: Appointment.State) -> QuerySet[Appointment]:
    """Of this month, and of earlier ones closed too late for theirs; `FINAL` says when each was closed."""
    first, last = month.days
    since = month.before.settles_at - REOPENED_FOR
    late = Q(closed_at__gt=since) | Q(closed_at=None, ends_at__gt=since)
    late &= Q(starts_at__lt=midnight(first))
    return Appointment.objects.filter(during("starts_at", first, last) | late, case__area=area, state=state)
