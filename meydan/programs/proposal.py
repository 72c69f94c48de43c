"""What a program would come to if it were held again from another day on: the days, part by part."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from meydan.calendar import queries as calendar
from meydan.calendar import repeating, timing
from meydan.calendar.models import Occasion, Series
from meydan.engines import recurrence
from meydan.programs import queries, rules
from meydan.programs.models import Program

Span = tuple[dt.datetime, dt.datetime]


@dataclass
class Part:
    """Sessions that are planned together: those of one rule, or one by itself."""

    like: Series | Occasion  # whose timing they have
    starts_on: dt.date
    days: list[dt.date]
    rule: recurrence.Rule | None = None  # with an end; of a group without one, as far as it is planned at first
    is_endless: bool = False
    holidays: dict[dt.date, str] = field(default_factory=dict)

    def spans(self, program: Program) -> list[Span]:
        place = timing.spot(program.venue, program.area) if self.like.prayer else None
        return [timing.resolve_at(place, self.like, day) for day in self.days]

    def taken(self, program: Program) -> list[dt.date]:
        """The days on which the hall is somebody else's."""
        if program.hall is None:
            return []
        spans = self.spans(program)
        met = calendar.conflicts_among(spans, hall=program.hall)
        pairs = zip(self.days, spans, strict=True)
        return [day for day, (start, end) in pairs if any(one.starts_at < end and start < one.ends_at for one in met)]

    def asked(self, left_out: Collection[dt.date]) -> dict[str, Any]:
        """As `calendar.plan_series` or `calendar.plan` want it."""
        names = ("clock", "prayer", "prayer_offset", "minutes")
        times = {name: getattr(self.like, name) for name in names}
        if self.rule is None:
            return {"day": self.starts_on, **times}
        assert isinstance(self.like, Series)
        until = {"planned_until" if self.is_endless else "until": self.rule.until}
        return {
            "rule": recurrence.to_text(self.rule),
            "starts_on": self.starts_on,
            "skips_holidays": self.like.skips_holidays,
            "exceptions": sorted(set(left_out) & set(self.days)),
            **until,
            **times,
        }


def first_day_of(program: Program) -> dt.date | None:
    first = queries.first_start(program)
    return timezone.localdate(first) if first else None


def first_day_in(program: Program, quarter: rules.Quarter) -> dt.date:
    day = first_day_of(program)
    return rules.same_day_in(day, quarter) if day else quarter.bounds[0]


def parts(program: Program, first_day: dt.date) -> list[Part]:
    """Each rule of the program from its new day on, and each session that stood by itself, so many days later."""
    was = first_day_of(program)
    if was is None:
        return []
    later = first_day - was
    sessions = [session.occasion for session in queries.sessions_of(program)]
    by_series: dict[int, list[Occasion]] = {}
    alone = []
    for occasion in sessions:
        if occasion.series_id is not None:
            by_series.setdefault(occasion.series_id, []).append(occasion)
        elif not occasion.is_cancelled:
            alone.append(occasion)
    rows = Series.objects.in_bulk(by_series)
    found = [_of_rule(rows[pk], some, later, first_day) for pk, some in by_series.items()]
    found += [Part(one, one.day + later, [one.day + later]) for one in alone]
    return sorted((part for part in found if part.days), key=lambda part: part.days[0])


def _of_rule(series: Series, planned: list[Occasion], later: dt.timedelta, first_day: dt.date) -> Part:
    rule = recurrence.parse_rule(series.rule)
    endless = series.planned_until is not None
    last = max(occasion.day for occasion in planned)
    until = rules.horizon(first_day) if endless else (rule.until or last) + later
    starts_on = max(series.starts_on + later, first_day)
    rule = replace(rule, until=until, count=None)
    if recurrence.expand(rule, starts_on, limit=1):
        days, holidays = repeating.days(rule, starts_on, skips_holidays=series.skips_holidays)
        return Part(series, starts_on, days, rule, endless, holidays)
    return Part(series, starts_on, [], rule, endless)
