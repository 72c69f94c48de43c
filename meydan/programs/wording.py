"""What people are told about their programs, each in their own language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.people.models import Person
from meydan.programs.models import Program, Quota, Registration, Session

MOST_NAMED = 6  # tickets in one message; more are counted


def registered(rows: Sequence[Registration]) -> str:
    """The tickets of a party."""
    program = rows[0].program.title
    if len(rows) == 1:
        return _("%(name)s is registered for “%(program)s”. Ticket: %(code)s") % {
            "name": rows[0].person,
            "program": program,
            "code": rows[0].code,
        }
    if len(rows) > MOST_NAMED:
        return _("%(n)s tickets for “%(program)s” are in “My programs”.") % {
            "n": wording.number(len(rows)),
            "program": program,
        }
    tickets = _(", ").join(f"{row.person} {row.code}" for row in rows)
    return _("Registered for “%(program)s”: %(tickets)s") % {"program": program, "tickets": tickets}


def waiting(rows: Sequence[Registration]) -> str:
    """That a party waits, and with which numbers."""
    first, program = rows[0], rows[0].program
    names = _(", ").join(dict.fromkeys(str(row.person) for row in rows[:MOST_NAMED]))
    if first.number is None:
        day = _("later") if program.draw_at is None else wording.moment(program.draw_at, "weekday")
        return _("On the waiting list of “%(program)s”: %(names)s. The order is drawn %(day)s; lot: %(lots)s") % {
            "program": program.title,
            "names": names,
            "day": day,
            "lots": _(", ").join(row.lot for row in rows[:MOST_NAMED]),
        }
    return _(
        "On the waiting list of “%(program)s”: %(names)s, number %(numbers)s. You are told when a place becomes free."
    ) % {
        "program": program.title,
        "names": names,
        "numbers": _(", ").join(wording.number(row.number or 0) for row in rows[:MOST_NAMED]),
    }


def offered(registration: Registration) -> str:
    assert registration.offered_until is not None
    return _(
        "A place in “%(program)s” became free for %(name)s. Accept it in “My programs” until %(until)s; after that it "
        "is offered to the next in line."
    ) % {
        "program": registration.program.title,
        "name": registration.person,
        "until": wording.moment(registration.offered_until, "weekday"),
    }


def accepted(registration: Registration) -> str:
    return _("%(name)s has a place in “%(program)s”. Ticket: %(code)s") % {
        "name": registration.person,
        "program": registration.program.title,
        "code": registration.code,
    }


def lapsed(registration: Registration) -> str:
    return _(
        "The place in “%(program)s” kept for %(name)s was not accepted in time and went to the next in line. You can "
        "join the list again, at its end."
    ) % {"program": registration.program.title, "name": registration.person}


def drawn(registration: Registration) -> str:
    return _(
        "The order of those who wait for “%(program)s” is drawn: %(name)s is number %(number)s. You are told when a "
        "place becomes free."
    ) % {
        "program": registration.program.title,
        "name": registration.person,
        "number": wording.number(registration.number or 0),
    }


def given(registration: Registration) -> str:
    return _("%(name)s was given a place in “%(program)s”. Ticket: %(code)s") % {
        "name": registration.person,
        "program": registration.program.title,
        "code": registration.code,
    }


def taken_off(registration: Registration) -> str:
    return _("%(name)s was taken off the waiting list of “%(program)s”: %(reason)s") % {
        "name": registration.person,
        "program": registration.program.title,
        "reason": registration.status_reason,
    }


def line_ended(registration: Registration) -> str:
    """The program, or the session waited for, was called off."""
    if registration.session is not None and not registration.program.status_reason:
        return _(
            "The session of “%(program)s” on %(day)s, for which %(name)s waits, is cancelled; its list has ended."
        ) % {
            "program": registration.program.title,
            "day": wording.day(registration.session.occasion.day, "weekday"),
            "name": registration.person,
        }
    return _("“%(program)s”, for which %(name)s waits, is cancelled; its waiting list has ended.") % {
        "program": registration.program.title,
        "name": registration.person,
    }


def full(quota: Quota, party: int) -> str:
    """Why nobody of a party got a place."""
    if quota.session is not None:
        return _("All places of the session on %(day)s are taken.") % {
            "day": wording.day(quota.session.occasion.day, "weekday")
        }
    if quota.left and party > 1:
        return _("There are only %(left)s places left, and you are %(party)s.") % {
            "left": wording.number(quota.left),
            "party": wording.number(party),
        }
    return _("All places of this program are taken.")


def full_but_for_the_line(quota: Quota, party: int) -> str:
    """The same, with the way that is open."""
    way = _("Tick the box below to be put on the waiting list.")
    if party > 1:
        way = _("Tick the box below to be put on the waiting list together.")
    if quota.left and party <= quota.left:
        first = _("Places that become free are offered to those who wait first.")
        return f"{first} {way}"
    return f"{full(quota, party)} {way}"


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


def missed(registration: Registration) -> str:
    return _(
        "We miss %(name)s at “%(program)s”. We look forward to the next session. "
        "If you no longer come, please give the place back in Meydan, so that somebody who waits gets it."
    ) % {"name": registration.person, "program": registration.program.title}


def place_freed(registration: Registration) -> str:
    return _("The place of %(name)s in “%(program)s” was given to others: %(reason)s") % {
        "name": registration.person,
        "program": registration.program.title,
        "reason": registration.status_reason,
    }
