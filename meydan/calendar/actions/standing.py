"""Series without an end: their occasions stand some weeks ahead, and go on from there."""

import datetime as dt
from dataclasses import replace
from typing import Any

from meydan.calendar import holidays, queries, timing
from meydan.calendar.actions.halls import lock, save
from meydan.calendar.models import Occasion, Series
from meydan.engines import recurrence
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def extend_series(*, by: Person | None, series: Series, first: dt.date, until: dt.date, **what: Any) -> list[Occasion]:
    """The occasions after those that stand, from `first` to `until`, each exactly once; `what` as for
    `plan`.

    Days before are not looked at again, so what was cancelled or moved stays so. Where the hall is taken that day, the
    day becomes an exception of the series.
    """
    row = Series.objects.select_for_update().get(pk=series.pk)
    if row.planned_until is None or until <= row.planned_until:
        return []
    found, taken = _free(row, _days(row, first, until), what)
    save(found)
    row.planned_until = until
    row.exceptions = sorted({*row.exceptions, *(day.isoformat() for day in taken)})
    row.save(update_fields=["planned_until", "exceptions"])
    note("calendar.extend_series", on=row, area=what["area"].pk, occasions=len(found), until=until, left_out=len(taken))
    return found


@action
def end_series(*, by: Person | None, series: Series) -> Series:
    """What stands already is the last of it."""
    row = Series.objects.select_for_update().get(pk=series.pk)
    if row.planned_until is not None:
        rule = replace(recurrence.parse_rule(row.rule), until=row.planned_until)
        row.rule, row.planned_until = recurrence.to_text(rule), None
        row.save(update_fields=["rule", "planned_until"])
        note("calendar.end_series", on=row, until=rule.until)
    return row


def _days(series: Series, first: dt.date, until: dt.date) -> list[dt.date]:
    """Of the rule, after those planned already, without what is left out."""
    exceptions = {dt.date.fromisoformat(day) for day in series.exceptions}
    rule = replace(recurrence.parse_rule(series.rule), until=until)
    every = recurrence.expand(rule, series.starts_on, limit=100_000, exceptions=exceptions)
    days = [day for day in every if day >= first and series.planned_until and day > series.planned_until]
    off = holidays.titles(days[0], days[-1]) if series.skips_holidays and days else {}
    return [day for day in days if day not in off]


def _free(series: Series, days: list[dt.date], what: dict[str, Any]) -> tuple[list[Occasion], list[dt.date]]:
    """An occasion for each day on which the hall is free, and the other days."""
    hall = what.get("hall")
    place = timing.spot(what.get("venue"), what["area"]) if series.prayer else None
    times = {"clock": series.clock, "prayer": series.prayer, "prayer_offset": series.prayer_offset}
    found = [Occasion(day=day, series=series, minutes=series.minutes, **times, **what) for day in days]
    for one in found:
        one.starts_at, one.ends_at = timing.resolve_at(place, series, one.day)
    if hall is None or not found:
        return found, []
    lock(hall)
    met = queries.conflicts_among([(one.starts_at, one.ends_at) for one in found], hall=hall)
    free = [
        one
        for one in found
        if not any(other.starts_at < one.ends_at and one.starts_at < other.ends_at for other in met)
    ]
    return free, [one.day for one in found if one not in free]
