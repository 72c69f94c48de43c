"""Publishing the timetable: each session becomes an occasion of the calendar, and what is printed is frozen."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.campaigns import checklist, printed
from meydan.campaigns.actions.stages import lock
from meydan.campaigns.models import Placement, Stage
from meydan.campaigns.occasions import KIND
from meydan.campaigns.queries import public as queries
from meydan.campaigns.rules import public as rules
from meydan.journal.action import action, note
from meydan.people.models import Person

AT_ONCE = 100


@action
def publish(*, by: Person | None, stage: Stage) -> Stage:
    """Everybody sees it from now on. All sessions stand in the calendar, or, where one cannot stand, none."""
    held = lock(by, stage)
    if not rules.can_publish(held):
        raise Refusal(_("Only a stage whose timetable is being made can be published."))
    if missing := checklist.missing(checklist.before_publishing(held)):
        raise Refusal(_("Before everybody sees it, this is missing: %(what)s") % {"what": "، ".join(missing)})
    placements = list(queries.standing(held))
    occasions = stand(by=by, stage=held, placements=placements)
    for placement, occasion in zip(placements, occasions, strict=True):
        placement.printed_at = occasion.starts_at
    _write(placements, "occasion", "printed_at")
    held.state, held.published_at = Stage.State.PUBLISHED, timezone.now()
    held.save(update_fields=["state", "published_at", "changed_at"])
    note("campaigns.publish", on=held, area=held.area_id, number=held.number, sessions=len(placements))
    return held


@action
def stand(*, by: Person | None, stage: Stage, placements: Iterable[Placement]) -> list[Occasion]:
    """The occasions of these sessions, announced. Each follows its prayer until it is held."""
    rows = list(placements)
    planned = calendar.plan_many(by=by, occasions=[_occasion(stage, row) for row in rows])
    announced = {one.pk: one for one in calendar.announce(by=by, occasions=planned)}
    for row, occasion in zip(rows, planned, strict=True):
        row.occasion = announced[occasion.pk]
    return [announced[one.pk] for one in planned]


@action
def print_again(*, by: Person | None, stage: Stage) -> int:
    """What is printed from now on says what is so: says how many sessions stood otherwise on the paper."""
    held = lock(by, stage)
    if not rules.can_steer(held):
        raise Refusal(_("Only what is published is printed."))
    now = timezone.now()
    rows = list(queries.sessions(held).select_for_update(of=("self",)))
    stale = printed.stale(rows, now)
    if not stale:
        raise Refusal(_("What was printed still says what is so."))
    calendar.re_resolve(by=by, occasions=[row.occasion_id for row in stale if row.occasion_id])
    fresh = Occasion.objects.in_bulk([row.occasion_id for row in stale])
    for row in stale:
        occasion = fresh[row.occasion_id or 0]
        row.printed_at = None if occasion.is_cancelled else occasion.starts_at
    _write(stale, "printed_at")
    note("campaigns.print_again", on=held, area=held.area_id, sessions=len(stale))
    return len(stale)


@action
def end_stage(*, by: Person | None, stage: Stage, today: dt.date) -> Stage:
    """After its last day it was held. Said twice, it changes nothing."""
    held = lock(by, stage)
    if rules.is_over(held, today):
        held.state = Stage.State.HELD
        held.save(update_fields=["state", "changed_at"])
        note("campaigns.end_stage", on=held, area=held.area_id, number=held.number)
    return held


def timing_of(placement: Placement) -> dict[str, object]:
    """The slot's clock or prayer, for as long as the promise says."""
    slot = placement.slot
    return {
        "clock": slot.clock,
        "prayer": slot.prayer,
        "prayer_offset": slot.prayer_offset,
        "minutes": placement.promise.minutes,
    }


def capacity_of(placement: Placement) -> int:
    space, asked = placement.space, placement.promise.capacity
    most = min(space.capacity, space.hall.capacity) if space.hall else space.capacity
    return min(asked, most) if asked else most


def _occasion(stage: Stage, placement: Placement) -> Occasion:
    space = placement.space
    venue = space.place.venue
    return Occasion(
        title=placement.promise.title,
        kind=KIND,
        url=reverse("campaigns:session", args=[placement.pk]),
        area=venue.area,
        venue=venue,
        hall=space.hall,
        day=placement.day,
        capacity=capacity_of(placement),
        is_sample=stage.is_sample,
        **timing_of(placement),
    )


def _write(placements: Iterable[Placement], *names: str) -> None:
    Placement.objects.bulk_update(list(placements), names, batch_size=AT_ONCE)
