"""Who calls a meeting and writes its minutes, who reads them, and what may be done with it as it stands."""

import datetime as dt
from typing import Final

from django.utils import timezone

from meydan.base.roles import Role
from meydan.meetings.models import Meeting
from meydan.people.models import Person
from meydan.places.models import Area

HOLDERS: Final = (Role.SECRETARY, Role.MAYOR, Role.CAMPAIGN_OFFICER)
READERS: Final = (*HOLDERS, Role.MANAGER)
LONGEST: Final = 600  # minutes
MOST_INVITED: Final = 200
MOST_ITEMS: Final = 100
MOST_NUMBERS: Final = 20  # that one person gives in an hour to invite by them
EARLY: Final = dt.timedelta(hours=2)  # one soon after midnight is opened before it
State = Meeting.State

MAY: Final = {  # what may be done in which state
    "move": {State.CALLED},
    "invite": {State.CALLED, State.RUNNING},
    "uninvite": {State.CALLED},
    "answer": {State.CALLED},
    "plan": {State.CALLED, State.RUNNING},  # items onto the agenda, up and down
    "open": {State.CALLED},
    "unopen": {State.RUNNING},
    "mark": {State.RUNNING, State.HELD},
    "begin": {State.RUNNING},
    "unbegin": {State.RUNNING},
    "write": {State.RUNNING, State.HELD},
    "decide": {State.RUNNING, State.HELD},
    "close": {State.RUNNING},
    "approve": {State.HELD},
    "cancel": {State.CALLED},
    "follow": {State.HELD, State.APPROVED},
}


def has_come(meeting: Meeting) -> bool:
    """Its day; a meeting called for shortly after midnight may open before it."""
    return meeting.occasion.day <= timezone.localdate(timezone.now() + EARLY)


def may(what: str, meeting: Meeting) -> bool:
    return meeting.state in MAY[what]


def may_hold(by: Person, area: Area) -> bool:
    return by.reaches(area, *HOLDERS)


def may_read(by: Person, area: Area) -> bool:
    return by.reaches(area, *READERS)
