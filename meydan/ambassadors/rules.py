"""Who handles a call, who may apply and when, what may be logged, and from what share on a helper's ballots are odd."""

import datetime as dt
from typing import Final

from django.utils import timezone

from meydan.ambassadors.models import Activity, Ambassador, Call
from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.places.models import Area

State = Ambassador.State

HANDLERS: Final = (Role.BUDGET_OFFICER, Role.MANAGER)
WAKES: Final = Role.BUDGET_OFFICER  # who is told that an application waits
APART: Final = dt.timedelta(minutes=15)  # between two such messages

MOST_REACH: Final = 1_000_000
MOST_PEOPLE: Final = 20_000  # reached by one activity
MOST_DECISIONS: Final = 5  # after which nobody applies to the same call again
CHANGEABLE: Final = dt.timedelta(days=14)  # after an activity was logged

FEW: Final = 5  # ballots; an ambassador who sees fewer would know whose they are

ODD_SHARE: Final = 0.4  # of a neighborhood's ballots through one helper
ODD_FROM: Final = 10  # ballots through them; under it a share says nothing


def may_handle(by: Person, area: Area) -> bool:
    return by.reaches(area, *HANDLERS)


def may_decide(by: Person, ambassador: Ambassador) -> bool:
    """Nobody decides on themselves."""
    return by.pk != ambassador.person_id and may_handle(by, ambassador.call.area)


def runs(call: Call, day: dt.date) -> bool:
    """Whether links count and activities are logged on that day."""
    return call.ends_on is None or day <= call.ends_on


def may_apply(call: Call, day: dt.date) -> bool:
    return call.is_open and runs(call, day)


def may_apply_again(ambassador: Ambassador) -> bool:
    """Who was declined may mend what they wrote, who stepped back may return; who was ended waits for the officer."""
    turned_down = ambassador.state in {State.DECLINED, State.WITHDRAWN}
    return turned_down and ambassador.decided_times < MOST_DECISIONS


def may_log(ambassador: Ambassador, day: dt.date) -> bool:
    return ambassador.is_accepted and runs(ambassador.call, day)


def may_change(activity: Activity, now: dt.datetime) -> bool:
    fresh = now <= activity.logged_at + CHANGEABLE
    return fresh and may_log(activity.ambassador, timezone.localdate(now))


def days_to_log(ambassador: Ambassador, today: dt.date) -> tuple[dt.date, dt.date]:
    """From the day they applied until today, and never after the call is over."""
    last = min(today, ambassador.call.ends_on) if ambassador.call.ends_on else today
    return timezone.localdate(ambassador.applied_at), last


def is_odd(through: int, of_all: int) -> bool:
    """So large a part of a neighborhood's ballots through one helper that somebody should look. It proves nothing."""
    return through >= ODD_FROM and through >= ODD_SHARE * of_all
