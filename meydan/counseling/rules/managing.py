"""Who keeps counselors, topics, hours and the policy of a city, and what of them fits together."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from meydan.base.roles import Role
from meydan.counseling.models import Counselor, Hours, Topic
from meydan.people.models import Person
from meydan.places.models import Area

MANAGERS: Final = (Role.COUNSELING_MANAGER,)
DEEPEST: Final = 3  # a heading, what it divides into, a topic
MOST_LEAVE: Final = dt.timedelta(days=366)


def may_manage(by: Person, area: Area) -> bool:
    return by.reaches(area, *MANAGERS)


def may_say_leave(by: Person, counselor: Counselor) -> bool:
    """A counselor of themselves, and their manager."""
    return by.pk == counselor.person_id or may_manage(by, counselor.area)


def meet(one: Hours, other: Hours) -> bool:
    """Whether two rows of hours by the clock are at once on some day: one counselor, or one room, could not hold both.

    Hours from a prayer wander through the year, so they are left to `times`, which never offers one time twice.
    """
    if one.weekday != other.weekday or one.season_id != other.season_id or one.clock is None or other.clock is None:
        return False
    if (one.until and one.until < other.since) or (other.until and other.until < one.since):
        return False
    return _minute(one) < _minute(other) + other.minutes and _minute(other) < _minute(one) + one.minutes


def depth(topic: Topic | None, parents: dict[int, int | None]) -> int:
    """How many steps it stands from the top, itself counted."""
    steps, pk = 0, topic.pk if topic else None
    while pk is not None and steps <= len(parents):
        steps, pk = steps + 1, parents.get(pk)
    return steps


def height(pk: int, parents: dict[int, int | None]) -> int:
    """How many storeys stand below and including it."""
    return 1 + max((height(child, parents) for child, above in parents.items() if above == pk), default=0)


def below(pk: int, parents: dict[int, int | None]) -> set[int]:
    """It and all under it."""
    found = {pk}
    for child, above in parents.items():
        if above == pk:
            found |= below(child, parents)
    return found


def oversees_itself(counselor: int, supervisor: int, supervisors: dict[int, int | None]) -> bool:
    """Whether going up from the supervisor leads back to the counselor."""
    seen: set[int] = set()
    at: int | None = supervisor
    while at is not None and at not in seen:
        if at == counselor:
            return True
        seen.add(at)
        at = supervisors.get(at)
    return False


def leaves(topics: Iterable[Topic]) -> list[Topic]:
    """Those with nothing below them: what can be booked."""
    rows = list(topics)
    headings = {row.parent_id for row in rows}
    return [row for row in rows if row.pk not in headings]


def _minute(hours: Hours) -> int:
    assert hours.clock is not None
    return hours.clock.hour * 60 + hours.clock.minute
