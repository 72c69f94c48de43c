"""Where and when counselors are there: rooms, seasons, weekly hours."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import agenda
from meydan.counseling.actions.team import check_reach
from meydan.counseling.models import Counselor, Hours, Mode, Room, Season
from meydan.counseling.rules import managing as rules
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue


@action
def add_room(*, by: Person | None, venue: Venue, name: str) -> Room:
    check_reach(by, venue.area)
    room = Room(venue=venue, name=name)
    _save_room(room)
    note("counseling.add_room", on=room, area=venue.area_id, venue=venue.pk)
    return room


@action
def change_room(*, by: Person | None, room: Room, name: str, is_open: bool) -> Room:
    """In a closed room nothing more is offered; what is booked in it stays."""
    row = Room.objects.select_for_update().get(pk=room.pk)
    check_reach(by, row.venue.area)
    row.name, row.is_open = name, is_open
    _save_room(row)
    note("counseling.change_room", on=row, area=row.venue.area_id, venue=row.venue_id, is_open=is_open)
    return row


def _save_room(room: Room) -> None:
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError:
        raise Refusal(_("This venue has a counseling room of this name already."), field="name") from None


@action
def add_season(*, by: Person | None, area: Area, name: str, starts_on: dt.date, ends_on: dt.date) -> Season:
    check_reach(by, area)
    season = Season.objects.create(area=area, name=name, starts_on=starts_on, ends_on=ends_on)
    note("counseling.add_season", on=season, area=area.pk, starts_on=starts_on, ends_on=ends_on)
    return season


@action
def change_season(*, by: Person | None, season: Season, name: str, starts_on: dt.date, ends_on: dt.date) -> Season:
    row = Season.objects.select_for_update().get(pk=season.pk)
    check_reach(by, row.area)
    row.name, row.starts_on, row.ends_on = name, starts_on, ends_on
    row.save()
    note("counseling.change_season", on=row, area=row.area_id, starts_on=starts_on, ends_on=ends_on)
    return row


@action
def remove_season(*, by: Person | None, season: Season) -> int:
    """With its hours; its days have the ordinary ones again. What is booked stays."""
    check_reach(by, season.area)
    note("counseling.remove_season", on=season, area=season.area_id)
    return season.delete()[0]


@action
def add_hours(*, by: Person | None, counselor: Counselor, weekdays: Iterable[int], **facts: Any) -> list[Hours]:
    """The same hours on some days of the week, a row each."""
    _lock(by, counselor)
    rows = []
    for weekday in sorted(set(weekdays)):
        row = Hours(counselor=counselor, weekday=weekday, **facts)
        _check(row)
        row.save()
        rows.append(row)
    if not rows:
        raise Refusal(_("Choose a day of the week."), field="weekdays")
    note("counseling.add_hours", on=counselor, area=counselor.area_id, rows=len(rows))
    return rows


@action
def change_hours(*, by: Person | None, hours: Hours, **facts: Any) -> Hours:
    """What is booked stays where it is."""
    _lock(by, hours.counselor)
    row = Hours.objects.select_for_update(of=("self",)).get(pk=hours.pk)
    for name, value in facts.items():
        setattr(row, name, value)
    _check(row)
    row.save()
    note("counseling.change_hours", on=row, area=row.counselor.area_id)
    return row


@action
def remove_hours(*, by: Person | None, hours: Hours) -> Hours:
    _lock(by, hours.counselor)
    note("counseling.remove_hours", on=hours, area=hours.counselor.area_id)
    Hours.objects.filter(pk=hours.pk).delete()
    return hours


@action
def copy_hours(
    *,
    by: Person | None,
    counselor: Counselor,
    source: Counselor,
    from_season: Season | None,
    to_season: Season | None,
    room: Room | None,
    since: dt.date,
) -> int:
    """As another has them, or as oneself in another season; in one's own room, or at a distance only. Those that would
    meet hours one has are left out; gives how many were copied."""
    _lock(by, counselor)
    if (source.pk, from_season) == (counselor.pk, to_season):
        raise Refusal(_("Copy from another counselor, or from another season."), field="source")
    copied = 0
    rows = Hours.objects.filter(counselor=source, season=from_season).exclude(until__lt=since).order_by("pk")
    for row in rows:
        row.pk, row._state.adding = None, True  # noqa: SLF001 - Django's way of copying a row
        row.counselor, row.season, row.since = counselor, to_season, max(row.since, since)
        row.room = room
        if room is None:
            row.modes = [mode for mode in row.modes if mode != Mode.IN_PERSON]
        if row.modes and not any(rules.meet(row, other) for other in Hours.objects.filter(counselor=counselor)):
            _check(row)
            row.save()
            copied += 1
    if not copied:
        raise Refusal(_("There is nothing to copy that these hours do not have already."), field="source")
    note("counseling.copy_hours", on=counselor, area=counselor.area_id, source=source.pk, rows=copied)
    return copied


def _lock(by: Person | None, counselor: Counselor) -> None:
    """Two who write one counselor's hours at once take turns, so that none meet."""
    row = Counselor.objects.select_for_update(of=("self",)).select_related("area").get(pk=counselor.pk)
    check_reach(by, row.area)


def _check(row: Hours) -> None:
    if not row.modes:
        raise Refusal(_("Choose at least one way to meet."), field="modes")
    if Mode.IN_PERSON in row.modes and row.room is None:
        raise Refusal(_("Choose the room in which clients are received."), field="room")
    if row.room is not None and not row.counselor.area.contains(row.room.venue.area):
        raise Refusal(_("Choose a room of the counselor’s own city."), field="room")
    if row.season is not None and row.season.area_id != row.counselor.area_id:
        raise Refusal(_("Choose a season of the counselor’s own city."), field="season")
    if row.until is not None and row.until < row.since:
        raise Refusal(_("The first day must not be after the last."), field="until")
    _check_nothing_met(row)


def _check_nothing_met(row: Hours) -> None:
    """Neither other hours of the counselor nor those of whoever else receives in the room."""
    for other in Hours.objects.filter(counselor=row.counselor).exclude(pk=row.pk):
        if rules.meet(row, other):
            day = agenda.weekday_names()[row.weekday]
            raise Refusal(_("On %(day)s these meet other hours of this counselor.") % {"day": day}, field="clock")
    if row.room is not None and Mode.IN_PERSON in row.modes:
        others = (
            Hours.objects.filter(room=row.room).exclude(counselor=row.counselor).select_related("counselor__person")
        )
        for other in others:
            if Mode.IN_PERSON in other.modes and rules.meet(row, other):
                sentence = _("On %(day)s %(counselor)s receives clients in this room at that time.")
                facts = {"day": agenda.weekday_names()[row.weekday], "counselor": other.counselor}
                raise Refusal(sentence % facts, field="room")
