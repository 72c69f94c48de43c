"""What a plan may say, and what has no meaning for its kind, mode and shape."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.calendar import repeating
from meydan.programs.models import Program

# What an officer says of a program, and what a copy of it takes over.
FIELDS: Final = (
    "title", "summary", "details", "kind", "shape", "audience", "age_from", "age_to", "mode", "venue", "hall", "leader",
    "online_link", "content_link", "protocols", "price", "capacity", "online_capacity", "takes_registrations",
    "registration_closes_at", "waiting", "offer_hours", "draw_at", "photo",
)  # fmt: skip
# Offered to officers; what is published is what they keep.
USUAL_PROTOCOLS: Final = gettext_lazy(
    "Come only if you have no fever, cough or other sign of illness.\n"
    "Keep a distance of two meters from others during the exercise.\n"
    "Bring your own mat, towel and water; nothing is shared.\n"
    "If you have a heart or breathing condition, ask your doctor first and tell the coach."
)

Mistake = tuple[str, str]


def horizon(today: dt.date) -> dt.date:
    return today + repeating.AHEAD


def goes_on(program: Program) -> bool:
    """Whether sessions are added by themselves."""
    standing = program.shape == Program.Shape.STANDING and program.status != Program.Status.CANCELLED
    open_place = program.venue is None or (program.venue.is_open and (program.hall is None or program.hall.is_open))
    return standing and open_place


def drop_what_does_not_apply(program: Program) -> None:
    """What was typed before another kind or mode was chosen is not kept."""
    if program.kind == Program.Kind.CONTENT:
        program.mode, program.shape = Program.Mode.ONLINE, Program.Shape.SINGLE
        program.takes_registrations, program.capacity, program.price = False, 1, 0
        program.venue = program.hall = None
        program.online_link = ""
    else:
        program.content_link = ""
    if program.mode != Program.Mode.HYBRID:
        program.online_capacity = None
    if program.mode == Program.Mode.IN_PERSON:
        program.online_link = ""
    if not program.takes_registrations:
        program.waiting, program.registration_closes_at = Program.Waiting.NONE, None
        if program.mode == Program.Mode.HYBRID:
            program.online_capacity = program.online_capacity or 1
    if program.waiting != Program.Waiting.DRAW:
        program.draw_at = None


def mistakes(
    program: Program, *, now: dt.datetime, was: Program | None = None, first_start: dt.datetime | None = None
) -> Iterator[Mistake]:
    """(field, sentence) of all that cannot stand. `was`: what the program said before this change."""
    if program.mode == Program.Mode.HYBRID and not program.online_capacity:
        yield "online_capacity", _("Write how many can join online.")
    if program.age_from is not None and program.age_to is not None and program.age_from > program.age_to:
        yield "age_to", _("The second age is lower than the first.")
    yield from _of_hall(program)
    yield from _of_moments(program, now, was, first_start)
    if was is not None:
        yield from _of_changes(program, was)


def _of_hall(program: Program) -> Iterator[Mistake]:
    hall = program.hall
    counted = program.takes_registrations and program.mode != Program.Mode.ONLINE
    if hall is not None and counted and program.capacity > hall.capacity:
        sentence = _("The hall holds %(people)s people.")
        yield "capacity", sentence % {"people": wording.number(hall.capacity)}


def _of_moments(
    program: Program, now: dt.datetime, was: Program | None, first_start: dt.datetime | None
) -> Iterator[Mistake]:
    """What was right when it was said stays right, though it has passed since."""
    closes, draw = program.registration_closes_at, program.draw_at
    if closes is not None and closes <= now and not (was and _same_minute(was.registration_closes_at, closes)):
        yield "registration_closes_at", _("This moment has passed. Choose a later one.")
    if program.waiting != Program.Waiting.DRAW:
        return
    if draw is None:
        yield "draw_at", _("Say when the order is drawn.")
    elif draw <= now and not (was and _same_minute(was.draw_at, draw)):
        yield "draw_at", _("This moment has passed. Choose a later one.")
    elif first_start is not None and draw >= first_start:
        yield "draw_at", _("The draw comes after the first session. Choose an earlier moment.")


def _same_minute(one: dt.datetime | None, other: dt.datetime) -> bool:
    """As near as a form can say it."""
    return one is not None and one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def _of_changes(program: Program, was: Program) -> Iterator[Mistake]:
    """What people relied on when they registered."""
    drawn = was.drawn_at is not None and was.draw_at is not None
    if drawn and not (
        program.waiting == was.waiting and program.draw_at and _same_minute(was.draw_at, program.draw_at)
    ):
        yield "waiting", _("The order was drawn already; it stays.")
    if was.status == Program.Status.DRAFT:
        return
    if program.kind != Program.Kind.CONTENT and program.mode != Program.Mode.ONLINE and program.venue is None:
        yield "venue", _("Choose where the program is held.")
    if program.shape != was.shape:
        yield "shape", _("The shape of a published program stays. Copy the program and change the copy.")
    if (program.kind == Program.Kind.CONTENT) != (was.kind == Program.Kind.CONTENT):
        yield "kind", _("A published program does not become content, nor content a program.")
