"""Two published sessions change their evenings, times and spaces in one deed."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.campaigns import moves, problem
from meydan.campaigns.actions.planning import check_broken, seen_as
from meydan.campaigns.actions.published import NEVER, check_leaders, first_seen, open_session, steered, where_of
from meydan.campaigns.actions.telling import tell_of_swap
from meydan.campaigns.models import Placement
from meydan.campaigns.problem import Sheet
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def swap_sessions(
    *, by: Person | None, placement: Placement, other: Placement, seen: str | None = None, knowingly: bool = False
) -> list[Placement]:
    """Both move, or none does. `seen`: the two as the officer saw them; what breaks a rule of the planner is done only
    `knowingly`. Whoever keeps or brings either of them is told once.
    """
    held = steered(by, placement.promise.invited.stage)
    one, two = open_session(placement), open_session(other)
    if one.pk == two.pk or two.promise.invited.stage_id != held.pk:
        raise Refusal(_("Choose another session of this stage."), field="other")
    if seen is not None and seen != seen_of(one, two):
        raise Refusal(_("Somebody else moved one of the two meanwhile. See where they stand now."))
    if away := next((row for row in (one, two) if not stands_as_planned(row)), None):
        title = {"title": away.promise.title}
        raise Refusal(_("“%(title)s” stands elsewhere because of a closure; move it by itself.") % title)
    sheet = problem.sheet(held)
    broken = _check_rules(sheet, one, two, knowingly=knowingly)
    _exchange(by, one, two)
    assert one.occasion is not None
    assert two.occasion is not None
    moved = calendar.move_many(by=by, moves=[(row.occasion, where_of(row)) for row in (one, two) if row.occasion])
    fresh = {occasion.pk: occasion for occasion in moved}
    one.occasion, two.occasion = fresh[one.occasion.pk], fresh[two.occasion.pk]
    for row in (one, two):
        check_leaders(row)
    told = tell_of_swap(by, one, two)
    facts = {"stage": held.pk, "other": two.pk, "told": told, "broken": broken}
    note("campaigns.swap_sessions", on=one, area=held.area_id, **facts)
    return [one, two]


def seen_of(one: Placement, two: Placement) -> str:
    return f"{seen_as(one)}-{seen_as(two)}"


def stands_as_planned(row: Placement) -> bool:
    """Not carried elsewhere by a closure."""
    occasion = row.occasion
    return occasion is not None and (occasion.day, occasion.venue_id) == (row.day, row.space.place.venue_id)


def swapped(one: Placement, two: Placement) -> moves.Changes:
    """As the planner's rules see it."""
    to = {one: two, two: one}
    return {
        problem.key_of(row): problem.engine_of(
            Placement(
                promise=row.promise,
                sessions=row.sessions,
                number=row.number,
                space=there.space,
                day=there.day,
                slot=there.slot,
                is_pinned=row.is_pinned,
            )
        )
        for row, there in to.items()
    }


def _check_rules(sheet: Sheet, one: Placement, two: Placement, *, knowingly: bool) -> int:
    """What nobody can do is refused in any case; the rest unless it is done knowingly."""
    wanted = swapped(one, two)
    if not all(key in sheet.rows for key in wanted):
        raise Refusal(_("One of the two stands nowhere in the timetable any more. Move the other by itself."))
    broken = moves.broken(sheet, wanted)
    check_broken(sheet, wanted, broken, never=NEVER, knowingly=knowingly)
    return len(broken)


def _exchange(by: Person | None, one: Placement, two: Placement) -> None:
    """One steps aside while the other takes its place: a space holds one session that is not cancelled."""
    spots = [(row.day, row.slot, row.space) for row in (two, one)]
    try:
        with transaction.atomic():
            Placement.objects.filter(pk=one.pk).update(is_off=True)
            for row, (day, slot, space) in zip((two, one), reversed(spots), strict=True):
                was = row.space
                row.day, row.slot, row.space, row.moved_by = day, slot, space, by
                row.was_space = first_seen(row, was)
                row.printed_at, row.version = None, row.version + 1
                row.save()
    except IntegrityError:
        raise Refusal(_("Another session stands in this space at that time."), field="other") from None
