"""What a phone takes along of a roll: the least it needs to call it without network."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from meydan.attendance import queries, rosters, rules
from meydan.attendance.models import HeadCount, Roll
from meydan.attendance.queries import Line
from meydan.base import wording
from meydan.calendar import timing
from meydan.calendar.models import Occasion
from meydan.people.models import Person

KEPT = dt.timedelta(days=3)  # after the session, whether or not it was sent


def _milliseconds(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1000)


def rolls(person: Person, occasions: Collection[Occasion]) -> list[dict[str, Any]]:
    lines = queries.rolls(occasions)
    unsettled = Counter(queries.unsettled(occasions).values_list("occasion", flat=True))
    counts: dict[int, list[HeadCount]] = {occasion.pk: [] for occasion in occasions}
    for count in HeadCount.objects.filter(occasion__in=list(counts)):
        counts[count.occasion_id].append(count)
    return [
        _roll(person, occasion, lines[occasion.pk], counts[occasion.pk], unsettled[occasion.pk])
        for occasion in occasions
    ]


def roll(person: Person, occasion: Occasion) -> dict[str, Any]:
    return rolls(person, [occasion])[0]


def _roll(
    person: Person, occasion: Occasion, lines: Collection[Line], counts: Collection[HeadCount], unsettled: int
) -> dict[str, Any]:
    held = roll_row(occasion)
    roster = rosters.of(occasion)
    return {
        "id": occasion.pk,
        "title": occasion.title,
        "day": wording.day(occasion.day, "weekday"),
        "when": timing.describe(occasion),
        "place": str(occasion.venue or ""),
        "opens": _milliseconds(occasion.starts_at - Roll.OPENS_BEFORE),
        "starts": _milliseconds(occasion.starts_at),
        "drop": _milliseconds(occasion.ends_at + KEPT),
        "closed": held is not None and held.closed_at is not None,
        "can": roster is not None and rules.may_mark(person, roster, held, occasion, timezone.now()),
        "unsettled": unsettled,
        "people": [_line(line) for line in lines],
        "counts": {count.age_band: _count(count) for count in counts},
    }


def _line(line: Line) -> dict[str, Any]:
    known = {"t": line.target, "n": line.name, "s": line.state, "e": str(line.entry or ""), "c": line.code}
    return {name: value for name, value in known.items() if value} | ({"w": True} if line.is_walk_in else {})


def _count(count: HeadCount) -> dict[str, Any]:
    return {"women": count.women, "men": count.men, "others": count.others, "e": str(count.entry_id or "")}


def roll_row(occasion: Occasion) -> Roll | None:
    """Read along with the occasion, where it was."""
    try:
        return occasion.roll
    except Roll.DoesNotExist:
        return None
