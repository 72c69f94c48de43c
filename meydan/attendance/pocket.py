"""What a phone takes along of a roll: the least it needs to call it without network."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

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


class Known(NamedTuple):
    """What was read of a roll."""

    lines: Collection[Line]
    counts: Collection[HeadCount]
    unsettled: int
    can: bool  # whether this person may mark now


def rolls(person: Person, occasions: Collection[Occasion]) -> list[dict[str, Any]]:
    """In as many queries for a hundred as for one."""
    lines, doors = queries.rolls(occasions), rosters.of_each(occasions)
    unsettled = Counter(queries.unsettled(occasions).values_list("occasion", flat=True))
    counts = queries.head_counts(occasions)
    return [
        described(
            occasion,
            Known(
                lines[occasion.pk],
                counts[occasion.pk],
                unsettled[occasion.pk],
                can=may_mark(person, doors.get(occasion.pk), occasion),
            ),
        )
        for occasion in occasions
    ]


def roll(person: Person, occasion: Occasion) -> dict[str, Any]:
    return rolls(person, [occasion])[0]


def may_mark(person: Person, roster: rosters.Roster | None, occasion: Occasion) -> bool:
    return roster is not None and rules.may_mark(person, roster, roll_row(occasion), occasion, timezone.now())


def described(occasion: Occasion, known: Known) -> dict[str, Any]:
    held = roll_row(occasion)
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
        "can": known.can,
        "unsettled": known.unsettled,
        "people": [_line(line) for line in known.lines],
        "counts": {count.age_band: _count(count) for count in known.counts},
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
