"""A counselor is away from a moment to a moment, and what was booked in it is moved or canceled at once."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling.actions.converting import put_off
from meydan.counseling.actions.taking import alone_with
from meydan.counseling.models import Counselor, Hours, Leave
from meydan.counseling.queries import team as queries
from meydan.counseling.rules import managing as rules
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def say_leave(
    *,
    by: Person,
    counselor: Counselor,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    reason: str,
    moves: bool,
    seen: int,
) -> Leave:
    """`seen`: how many sessions within it were shown; where more were booked since, they are shown first."""
    _must_say(by, counselor)
    if ends_at - starts_at > rules.MOST_LEAVE:
        raise Refusal(_("Write a leave of a year at most."), field="ends_at")
    expected = dict(queries.touched(counselor, starts_at, ends_at, timezone.now()).values_list("pk", "client_mac"))
    rooms = Hours.objects.filter(counselor=counselor).exclude(room=None).values_list("room", flat=True)
    alone_with(expected.values(), [counselor.pk], set(rooms))
    if Leave.objects.filter(counselor=counselor, starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refusal(_("Another leave lies within this time. Take it back first."), field="starts_at")
    touched = queries.touched(counselor, starts_at, ends_at, timezone.now())
    rows = list(touched.select_for_update(of=("self",)).select_related("case", "topic", "counselor__area"))
    if len(rows) > seen or not {row.pk for row in rows} <= expected.keys():
        raise Refusal(_("Sessions are booked within this time. Look at them below, then send it again."), field="way")
    leave = Leave.objects.create(counselor=counselor, starts_at=starts_at, ends_at=ends_at, reason=reason, said_by=by)
    moved, canceled = put_off(by=by, rows=rows, back=ends_at, moves=moves)
    note("counseling.say_leave", on=leave, area=counselor.area_id, moved=moved, canceled=canceled)
    return leave


@action
def remove_leave(*, by: Person, leave: Leave) -> Leave:
    """Times of it are offered again; what was moved or canceled for it stays so."""
    _must_say(by, leave.counselor)
    note("counseling.remove_leave", on=leave, area=leave.counselor.area_id)
    Leave.objects.filter(pk=leave.pk).delete()
    return leave


def _must_say(by: Person, counselor: Counselor) -> None:
    if not rules.may_say_leave(by, counselor):
        raise Refusal(_("Only the counselor and their manager write this leave."))
