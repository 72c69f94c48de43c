"""What a program needs before citizens see it."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion
from meydan.programs.models import Program, Session


class Check(NamedTuple):
    """One line of the publish checklist."""

    done: bool
    sentence: str | Promise
    needed: bool = True
    door: str = "change"  # where it is mended: the form of the program, or of its sessions
    group: str = "what"  # of that form


def checklist(program: Program, sessions: list[Session], now: dt.datetime) -> list[Check]:
    """What a program needs before citizens see it, the needed first."""
    every = [*_of_words(program)]
    if program.kind == Program.Kind.CONTENT:
        every.append(Check(bool(program.content_link), _("A link to what is watched, heard or read"), group="where"))
    else:
        standing = [one for one in sessions if one.occasion.status != Occasion.Status.CANCELLED]
        every += [*_of_place(program), *_of_sessions(program, standing, now), *_of_registration(program, standing, now)]
    return sorted(every, key=lambda check: not check.needed)


def _of_words(program: Program) -> Iterator[Check]:
    yield Check(bool(program.aims.all()), _("At least one aim that the program serves"), group="whom")
    yield Check(bool(program.summary), _("A summary of one or two sentences"))
    if program.kind == Program.Kind.SPORTS:
        yield Check(bool(program.protocols), _("Health rules, as for every sports program"), group="health")
    yield Check(bool(program.photo), _("A photo"), needed=False)


def _of_place(program: Program) -> Iterator[Check]:
    if program.mode != Program.Mode.ONLINE:
        yield Check(program.venue is not None, _("A venue"), group="where")
        fits = program.hall is None or not program.takes_registrations or program.capacity <= program.hall.capacity
        yield Check(fits, _("No more places than the hall holds"), group="places")
    if program.mode != Program.Mode.IN_PERSON:
        yield Check(bool(program.online_link), _("A link to join by"), group="where")
    yield Check(program.leader is not None, _("A leader"), needed=False, group="where")


def _of_sessions(program: Program, standing: list[Session], now: dt.datetime) -> Iterator[Check]:
    coming = sum(session.occasion.starts_at > now for session in standing)
    if program.shape == Program.Shape.SINGLE:
        yield Check(coming == len(standing) == 1, _("Exactly one session, still to come"), door="add_sessions")
    else:
        yield Check(coming > 0, _("At least one session that is still to come"), door="add_sessions")


def _of_registration(program: Program, standing: list[Session], now: dt.datetime) -> Iterator[Check]:
    closes, draw = program.registration_closes_at, program.draw_at
    if closes is not None:
        yield Check(closes > now, _("A closing of registration that has not passed"), group="places")
    if program.waiting == Program.Waiting.DRAW:
        first = min((session.occasion.starts_at for session in standing), default=None)
        in_time = draw is not None and draw > now and (first is None or draw < first)
        yield Check(in_time, _("A moment of the draw, from now to the first session"), group="waiting")


def missing(program: Program, sessions: list[Session], now: dt.datetime) -> list[Check]:
    return [check for check in checklist(program, sessions, now) if check.needed and not check.done]


def may_publish(program: Program, sessions: list[Session], now: dt.datetime) -> bool:
    return program.status == Program.Status.DRAFT and not missing(program, sessions, now)
