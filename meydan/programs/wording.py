"""What people are told about their programs, each in their own language."""

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.people.models import Person
from meydan.programs.models import Program, Registration, Session


def registered(registration: Registration) -> str:
    return _("%(name)s is registered for “%(program)s”. Ticket: %(code)s") % {
        "name": registration.person,
        "program": registration.program.title,
        "code": registration.code,
    }


def cancelled_place(registration: Registration) -> str:
    return _("The place of %(name)s in “%(program)s” was given up.") % {
        "name": registration.person,
        "program": registration.program.title,
    }


def program_cancelled(program: Program, guest: Person) -> str:
    return _("“%(program)s”, for which %(name)s is registered, is cancelled: %(reason)s") % {
        "program": program.title,
        "name": guest,
        "reason": program.status_reason,
    }


def session_cancelled(session: Session, guest: Person) -> str:
    return _("The session of “%(program)s” on %(day)s at %(clock)s, for %(name)s, is cancelled: %(reason)s") % {
        "program": session.program.title,
        "day": wording.day(session.occasion.day, "weekday"),
        "clock": wording.clock(session.occasion.starts_at),
        "name": guest,
        "reason": session.occasion.status_reason,
    }


def session_moved(session: Session, guest: Person) -> str:
    return _("A session of “%(program)s”, for %(name)s, has a new time: %(day)s at %(clock)s.") % {
        "program": session.program.title,
        "day": wording.day(session.occasion.day, "weekday"),
        "clock": wording.clock(session.occasion.starts_at),
        "name": guest,
    }


def place_changed(program: Program, guest: Person) -> str:
    return _("“%(program)s”, for which %(name)s is registered, has a new place: %(venue)s") % {
        "program": program.title,
        "name": guest,
        "venue": program.venue or _("online"),
    }
