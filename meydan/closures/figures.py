"""What a closure would touch, in numbers the database counts; nothing here reads ten thousand rows whole."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meydan.base import charts, wording
from meydan.calendar import clashes, guests, holidays, kinds
from meydan.calendar.models import Occasion
from meydan.calendar.snapshots import Why
from meydan.closures import besides, doors, queries, telling
from meydan.closures.links import Place, places
from meydan.closures.models import Closure
from meydan.closures.wording import letter, line
from meydan.engines import jalali, sms

SAMPLE: Final = 60  # homes whose messages are written out to reckon the parts of all
EXAMPLES: Final = 2
MOST_DAYS: Final = 45  # shown one by one; more of them by month
MOST_SHOWN: Final = 20

Way = Closure.Way


@dataclass
class Preview:
    """All that an officer sees before carrying it out."""

    sessions: int = 0
    activities: list[str] = field(default_factory=list)  # "12 programs", a door each
    people: int = 0
    homes: int = 0
    parts: int = 0  # of SMS, about
    by_kind: SafeString | None = None
    by_day: SafeString | None = None
    examples: list[str] = field(default_factory=list)  # messages as they would be read
    clashes: int = 0
    clashing: list[tuple[Occasion, Why]] = field(default_factory=list)
    off: list[tuple[dt.date, str, int]] = field(default_factory=list)  # sessions that would fall on a holiday
    linkless: list[Place] = field(default_factory=list)
    linkless_sessions: int = 0
    besides: list[str] = field(default_factory=list)  # what else it would touch, a sentence each
    closing: int = 0  # of the sessions, those that would not be left as they are


def concerned(closure: Closure) -> tuple[int, int]:
    """How many people are expected, and in how many homes."""
    people = guests.persons(_seen(closure)).order_by()
    found = people.aggregate(people=Count("pk"), homes=Count(Coalesce("guardian", "pk"), distinct=True))
    return found["people"], found["homes"]


def preview(closure: Closure) -> Preview:
    rows = queries.selected(closure).order_by().values_list("kind", "day").annotate(Count("pk"))
    counts = {(kind, day): number for kind, day, number in rows}
    found = Preview(sessions=sum(counts.values()))
    found.besides = [one.counted(number) for one in besides.of(closure) if (number := one.count(closure))]
    if not found.sessions:
        return found
    found.people, found.homes = concerned(closure)
    found.by_kind, found.by_day = _by_kind(counts), _by_day(counts)
    by_activity = queries.activity_counts(closure)
    found.activities = [
        door.counted(number)
        for door in doors.every()
        if (number := sum(name == door.name for name, _key in by_activity))
    ]
    known: dict[tuple[str, int], Place] = {}
    if closure.way == Way.ONLINE:
        known = places(closure, by_activity)
        found.linkless = [known[key] for key in by_activity if key in known and not known[key].link]
        found.linkless_sessions = sum(by_activity[place.door.name, place.key] for place in found.linkless)
    elif closure.way == Way.POSTPONE:
        _postponed(closure, counts, found)
    left = found.linkless_sessions if closure.linkless == Closure.Linkless.LEAVE else 0
    found.closing = found.sessions - found.clashes - left
    _messages(closure, by_activity, known, found)
    return found


def _seen(closure: Closure) -> QuerySet[Occasion]:
    """Of what it touches, what those expected know of: of the rest nobody is told."""
    return queries.selected(closure).filter(Q(announced_at__isnull=False) | Q(kind__in=doors.private_kinds()))


def _by_kind(counts: Mapping[tuple[str, dt.date], int]) -> SafeString:
    sums: Counter[str] = Counter()
    for (kind, _on), number in counts.items():
        sums[kind] += number
    rows = [charts.Bar(kinds.name_of(kind), number) for kind, number in sums.most_common()]
    return charts.bars(rows, _("Sessions by kind"), _("sessions"))


def _by_day(counts: Mapping[tuple[str, dt.date], int]) -> SafeString:
    sums: Counter[dt.date] = Counter()
    for (_kind, day), number in counts.items():
        sums[day] += number
    first, last = min(sums), max(sums)
    if (last - first).days < MOST_DAYS:
        days = [first + dt.timedelta(days=step) for step in range((last - first).days + 1)]
        rows = [charts.Bar(wording.day(day, "short"), sums[day]) for day in days]
        return charts.columns(rows, _("Sessions by day"), _("sessions"))
    months: Counter[tuple[int, int]] = Counter()
    for day, number in sorted(sums.items()):
        year, month, _day = jalali.to_jalali(day)
        months[year, month] += number
    names = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
    rows = [
        charts.Bar(f"{names[month - 1]} {wording.digits(year)}", number) for (year, month), number in months.items()
    ]
    return charts.columns(rows, _("Sessions by month"), _("sessions"))


def _postponed(closure: Closure, counts: Mapping[tuple[str, dt.date], int], found: Preview) -> None:
    """What could not be postponed, and what would fall on a holiday."""
    later = dt.timedelta(weeks=closure.weeks or 0)
    rows = queries.selected(closure).values_list("pk", "hall", "url", "day", "starts_at", "ends_at")
    slots = [
        clashes.Slot(pk, hall, url, day + later, starts_at + later, ends_at + later)
        for pk, hall, url, day, starts_at, ends_at in rows.iterator()
    ]
    clashing = clashes.among(slots)
    found.clashes = len(clashing)
    shown = Occasion.objects.filter(pk__in=list(clashing)[:MOST_SHOWN]).select_related("venue", "hall")
    found.clashing = [(row, clashing[row.pk]) for row in shown.order_by("starts_at", "pk")]
    off = holidays.titles(closure.first_day + later, closure.last_day + later)
    on_day: Counter[dt.date] = Counter()
    for (_kind, day), number in counts.items():
        on_day[day + later] += number
    found.off = [(day, title, on_day[day]) for day, title in off.items() if on_day[day]]


def _messages(
    closure: Closure, by_activity: Mapping[tuple[str, int], int], known: Mapping[tuple[str, int], Place], found: Preview
) -> None:
    """Two messages as somebody of the largest programs would read them, and about how many parts all come to."""
    seen = _seen(closure)
    weeks = closure.weeks or 0
    for name, key in list(by_activity)[:MOST_SHOWN]:
        rows = list(seen.filter(kind__in=doors.named(name).kinds, **{doors.named(name).activity: key}))
        told = list(telling.supposed(rows, _deeds(closure, rows, known), weeks).values())
        text = letter([(line(told), "")], closure.reason) if told else ""
        if text and text not in found.examples:  # a group for women and one for men may be called alike
            found.examples.append(text)
        if len(found.examples) == EXAMPLES:
            break
    homes = telling.sample_homes(seen, SAMPLE)
    wanted = {pk for home in homes.values() for _person, expected in home for pk in expected}
    rows = list(seen.filter(pk__in=wanted))
    told_of = telling.supposed(rows, _deeds(closure, rows, known), weeks)
    letters = telling.Letters(told_of)
    texts = [text for home in homes.values() if (text := letters.of(home, told_of, closure.reason))]
    if texts:
        found.parts = round(sum(sms.segments(text).parts for text in texts) / len(homes) * found.homes)


def _deeds(closure: Closure, rows: list[Occasion], known: Mapping[tuple[str, int], Place]) -> dict[int, str]:
    """What would be done with each: nothing, where it is to move online and has no link."""
    if closure.way != Way.ONLINE:
        return {row.pk: closure.way for row in rows}
    found = {}
    activities = doors.activities_of(rows)
    for row in rows:
        door, key = activities.get(row.pk, (None, 0))
        if door and (place := known.get((door.name, key))) and place.link:
            found[row.pk] = Way.ONLINE.value
        elif closure.linkless == Closure.Linkless.CANCEL:
            found[row.pk] = Way.CANCEL.value
    return found
