"""Calling a meeting, moving it, canceling it, and calling the next one with what is still open."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.meetings import queries, rules
from meydan.meetings.actions.steps import held, tell
from meydan.meetings.models import Decision, Invited, Item, Meeting
from meydan.meetings.occasions import KIND
from meydan.people.models import Person
from meydan.places.models import Area, Venue


@action
def call(
    *,
    by: Person | None,
    area: Area,
    kind: str,
    title: str,
    starts_at: dt.datetime,
    minutes: int,
    venue: Venue | None = None,
    place: str = "",
    purpose: str = "",
    door: str = "",
    subject: int = 0,
) -> Meeting:
    """Nobody is told yet: `invite` does that. `door` and `subject` say what it is about, see `abouts`."""
    if by is not None and not rules.may_hold(by, area):
        raise Refusal(_("You do not hold meetings in this area."), field="area")
    if not title.strip():
        raise Refusal(_("Give the meeting a title."), field="title")
    meeting = Meeting(
        area=area, kind=kind, title=title, purpose=purpose, place=place, door=door, subject=subject, called_by=by
    )
    meeting.occasion = _planned(by, meeting, starts_at, minutes, venue)
    meeting.save()
    note("meetings.call", on=meeting, area=area.pk, kind=kind, occasion=meeting.occasion_id)
    return meeting


@action
def move(
    *,
    by: Person | None,
    meeting: Meeting,
    starts_at: dt.datetime,
    minutes: int,
    venue: Venue | None = None,
    place: str = "",
) -> Meeting:
    """To another time or place; whoever is invited is told, and their answers stay. One that a closure crossed out
    takes place again, with its agenda and what was still open.
    """
    row = held(by, meeting, "move")
    _must_be_ahead(starts_at, minutes)
    _must_be_in(row.area, venue)
    local = timezone.localtime(starts_at)
    changes = {"venue": venue, "day": local.date(), "clock": local.time(), "minutes": minutes}
    was_off = row.occasion.is_cancelled
    row.occasion = calendar.move(by=by, occasion=row.occasion, revive=True, **changes)
    row.place = place
    row.save(update_fields=["place"])
    told = tell(by, row, "moved", queries.invited(row))
    note("meetings.move", on=row, area=row.area_id, day=row.occasion.day, revived=was_off, told=told)
    return row


@action
def cancel(*, by: Person | None, meeting: Meeting, reason: str) -> Meeting:
    row = held(by, meeting, "cancel")
    if not reason.strip():
        raise Refusal(_("Say why the meeting does not take place."), field="reason")
    if row.occasion.status != Occasion.Status.CANCELLED:
        row.occasion = calendar.cancel(by=by, occasion=row.occasion, reason=reason)
    row.state, row.reason = Meeting.State.CANCELED, reason
    row.save(update_fields=["state", "reason"])
    told = tell(by, row, "canceled", queries.invited(row))
    note("meetings.cancel", on=row, area=row.area_id, told=told)
    return row


@action
def follow(
    *,
    by: Person | None,
    meeting: Meeting,
    title: str,
    starts_at: dt.datetime,
    minutes: int,
    venue: Venue | None = None,
    place: str = "",
) -> Meeting:
    """The next one: the same people are invited, and its agenda begins with what is still open of this one."""
    before = held(by, meeting, "follow")
    row = Meeting(
        area=before.area,
        kind=before.kind,
        title=title,
        place=place,
        door=before.door,
        subject=before.subject,
        called_by=by,
        follows=before,
    )
    row.occasion = _planned(by, row, starts_at, minutes, venue)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(_("The next meeting is called already.")) from None
    old = list(queries.invited(before))
    new = Invited.objects.bulk_create(
        [Invited(meeting=row, person=one.person, organization=one.organization) for one in old]
    )
    presenters = {one.pk: made for one, made in zip(old, new, strict=True)}
    carried = [_carried(row, one) for one in queries.still_open(before)]
    for one in queries.untouched(before):
        presenter = presenters.get(one.presenter_id) if one.presenter_id else None
        carried.append(Item(meeting=row, title=one.title, minutes=one.minutes, presenter=presenter))
    for position, item in enumerate(carried, 1):
        item.position = position
    Item.objects.bulk_create(carried)
    told = tell(by, row, "invited", queries.invited(row))
    note("meetings.follow", on=row, area=row.area_id, follows=before.pk, items=len(carried), told=told)
    return row


def _carried(meeting: Meeting, what: Decision | Item) -> Item:
    order = what.order if isinstance(what, Decision) else what.about
    assert order is not None
    return Item(meeting=meeting, title=order.what, minutes=5, about=order)


def _planned(
    by: Person | None, meeting: Meeting, starts_at: dt.datetime, minutes: int, venue: Venue | None
) -> Occasion:
    """Not announced: it stands in the calendars of those who are invited, and in no public one."""
    _must_be_ahead(starts_at, minutes)
    _must_be_in(meeting.area, venue)
    local = timezone.localtime(starts_at)
    return calendar.plan(
        by=by,
        title=meeting.title,
        kind=KIND,
        area=meeting.area,
        venue=venue,
        leader=by,
        day=local.date(),
        clock=local.time(),
        minutes=minutes,
    )


def _must_be_ahead(starts_at: dt.datetime, minutes: int) -> None:
    if starts_at < timezone.now():
        raise Refusal(_("This moment is over. Choose one that is to come."), field="starts_at")
    if not 5 <= minutes <= rules.LONGEST:
        sentence = _("A meeting lasts from five minutes to %(hours)s hours.")
        raise Refusal(sentence % {"hours": base_wording.number(rules.LONGEST // 60)}, field="minutes")


def _must_be_in(area: Area, venue: Venue | None) -> None:
    if venue is not None and not area.contains(venue.area):
        raise Refusal(_("%(venue)s is not in this area.") % {"venue": venue}, field="venue")
