"""What a program needs before citizens see it."""

import datetime as dt
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.programs.models import Program, Session


class Check(NamedTuple):
    """One line of the publish checklist."""

    done: bool
    sentence: str | Promise
    needed: bool = True


def checklist(program: Program, sessions: list[Session], now: dt.datetime) -> list[Check]:
    """What a program needs before citizens see it."""
    coming = [session for session in sessions if session.occasion.starts_at > now]
    fits = program.hall is None or program.capacity <= program.hall.capacity
    online = program.mode == Program.Mode.ONLINE
    place = bool(program.online_link) if online else program.venue is not None
    return [
        Check(bool(program.summary), _("A summary of one or two sentences")),
        Check(place, _("A link to join by") if online else _("A venue")),
        Check(bool(coming), _("At least one session that is still to come")),
        Check(fits, _("No more places than the hall holds")),
        Check(program.leader is not None, _("A leader"), needed=False),
        Check(bool(program.photo), _("A photo"), needed=False),
    ]


def may_publish(program: Program, sessions: list[Session], now: dt.datetime) -> bool:
    ready = all(check.done for check in checklist(program, sessions, now) if check.needed)
    return program.status == Program.Status.DRAFT and ready
