"""Pure questions: may this person, is this window open."""

import datetime as dt
from enum import Enum
from typing import Final

from meydan.attendance.models import STANDING, Entry, Roll
from meydan.attendance.rosters import Roster
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.people.models import Person

# Of any door; a roster names its own of them.
CALLERS: Final = (Role.PROGRAM_OFFICER, Role.CENTER_STAFF, Role.COACH, Role.CAMPAIGN_OFFICER)

CHECK_IN_OPENS_BEFORE: Final = dt.timedelta(minutes=30)
JOIN_OPENS_BEFORE: Final = dt.timedelta(minutes=15)
ARRIVES_WITHIN: Final = dt.timedelta(days=14)  # what a phone kept longer without network is an officer's to judge


class Window(Enum):
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


def _window(opens: dt.datetime, closes: dt.datetime, now: dt.datetime) -> Window:
    if now < opens:
        return Window.BEFORE
    return Window.OPEN if now <= closes else Window.AFTER


def roll_window(occasion: Occasion, now: dt.datetime) -> Window:
    return _window(occasion.starts_at - Roll.OPENS_BEFORE, occasion.ends_at + Roll.STAYS_OPEN, now)


def check_in_window(occasion: Occasion, now: dt.datetime) -> Window:
    return _window(occasion.starts_at - CHECK_IN_OPENS_BEFORE, occasion.ends_at, now)


def join_window(occasion: Occasion, now: dt.datetime) -> Window:
    return _window(occasion.starts_at - JOIN_OPENS_BEFORE, occasion.ends_at, now)


def may_call(person: Person, roster: Roster, occasion: Occasion) -> bool:
    return person.reaches(occasion.area, *roster.callers)


def may_keep(person: Person, roster: Roster, occasion: Occasion) -> bool:
    """Correct a roll that is closed."""
    return person.reaches(occasion.area, *roster.keepers)


def is_open(roll: Roll | None, occasion: Occasion, now: dt.datetime) -> bool:
    """For those who call it."""
    closed = roll is not None and roll.closed_at is not None
    return occasion.status in STANDING and not closed and roll_window(occasion, now) is Window.OPEN


def may_mark(person: Person, roster: Roster, roll: Roll | None, occasion: Occasion, now: dt.datetime) -> bool:
    if occasion.status not in STANDING or roll_window(occasion, now) is Window.BEFORE:
        return False
    return may_keep(person, roster, occasion) or (may_call(person, roster, occasion) and is_open(roll, occasion, now))


def why_not(
    *, roll: Roll, occasion: Occasion, said_at: dt.datetime, now: dt.datetime, keeper: bool
) -> Entry.Reason | None:
    """Why something said at that time, and arriving now, is not taken over. None: it is."""
    if occasion.status not in STANDING:
        return Entry.Reason.CANCELLED
    window = roll_window(occasion, said_at)
    if window is Window.BEFORE:
        return Entry.Reason.TOO_EARLY
    if keeper:
        return None
    if roll.closed_at is not None:
        return Entry.Reason.CLOSED
    if window is Window.AFTER or now > occasion.ends_at + ARRIVES_WITHIN:
        return Entry.Reason.TOO_LATE
    return None
