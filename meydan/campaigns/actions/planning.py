"""The timetable by hand: sessions put, moved, pinned and taken out.

Every action holds the stage's row, so two planners follow one another; who changes a session names what they saw of it.
What a hand put stays where it is until somebody unpins it.
"""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns import moves, planner_words, problem
from meydan.campaigns.actions.stages import lock
from meydan.campaigns.models import Place, Placement, Stage
from meydan.campaigns.problem import Key, Sheet
from meydan.campaigns.rules import planning as rules
from meydan.engines.planning import Rule, Violation
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def place_session(
    *,
    by: Person | None,
    stage: Stage,
    key: Key,
    spot: moves.Spot,
    seen: str,
    other: str = "",
    knowingly: bool = False,
) -> Placement:
    """Put or moved, and pinned there. Whoever names the session that stands there (`other`, as they saw it) lets the
    two change places, or the other wait. What the house never allows is refused; what breaks another rule is done only
    `knowingly`, and stays shown as broken.
    """
    held = in_planning(by, stage)
    sheet = problem.sheet(held)
    row = _seen(sheet, key, seen)
    if not moves.exists(sheet, key, spot):
        raise Refusal(_("Choose a time and a space of this stage."))
    there = moves.occupant(sheet, key, spot)
    if there and seen_as(sheet.rows[there]) != other:
        raise Refusal(_("%(session)s stands there already.") % {"session": planner_words.session(sheet, there)})
    wanted = moves.changes(sheet, key, spot)
    broken = moves.broken(sheet, wanted)
    check_broken(sheet, wanted, broken, never=moves.HARD, knowingly=knowingly)
    _clear(sheet, [key], [(spot.space, spot.day, spot.slot)])
    row = row or Placement(promise=sheet.services[key[0]], sessions=key[1], number=key[2], version=0)
    try:
        with transaction.atomic():
            _move(sheet, row, wanted, there, by)
    except IntegrityError:
        raise Refusal(_("Another session stands there already.")) from None
    facts = {"stage": held.pk, "promise": key[0], "broken": len(broken), "swapped": there is not None}
    note("campaigns.place_session", on=row, area=held.area_id, **facts)
    return row


def check_broken(
    sheet: Sheet, wanted: moves.Changes, broken: Sequence[Violation], *, never: Collection[Rule], knowingly: bool
) -> None:
    """What breaks a rule of `never` is refused in any case, the rest unless it is done knowingly."""
    hard = [one for one in broken if one.rule in never]
    if hard or (broken and not knowingly):
        said = " ".join(planner_words.broken(sheet, one, moves.after(sheet, wanted)) for one in hard or broken)
        raise Refusal(said if hard else _("%(broken)s If it is to be so all the same, say so.") % {"broken": said})


def _move(sheet: Sheet, row: Placement, wanted: moves.Changes, there: Key | None, by: Person | None) -> None:
    """What stood there steps out first, and in again where there is room for it."""
    rows = [row]
    if there is not None:
        was = sheet.rows[there]
        Placement.objects.filter(pk=was.pk).delete()
        if wanted[there]:
            was.pk = None
            rows.append(was)
    for one in rows:
        to = wanted[problem.key_of(one)]
        assert to is not None
        one.space_id, one.day, one.slot_id, one.is_pinned = to.space, to.evening, to.slot, to.is_pinned
        one.moved_by, one.version = by, one.version + 1
        one.save()


@action
def take_out(*, by: Person | None, stage: Stage, key: Key, seen: str) -> Stage:
    held = in_planning(by, stage)
    row = _standing(problem.sheet(held), key, seen)
    note("campaigns.take_out", on=row, area=held.area_id, stage=held.pk, promise=row.promise_id)
    row.delete()
    return held


@action
def pin(*, by: Person | None, stage: Stage, key: Key, seen: str, pinned: bool) -> Placement:
    held = in_planning(by, stage)
    row = _standing(problem.sheet(held), key, seen)
    row.is_pinned, row.version = pinned, row.version + 1
    row.save(update_fields=["is_pinned", "version"])
    note("campaigns.pin", on=row, area=held.area_id, stage=held.pk, promise=row.promise_id, pinned=pinned)
    return row


@action
def pin_all(
    *, by: Person | None, stage: Stage, day: dt.date | None = None, place: Place | None = None, pinned: bool = True
) -> int:
    """A whole evening, or a whole place, is left as it is; or freed again."""
    held = in_planning(by, stage)
    rows = Placement.objects.filter(promise__invited__stage=held).exclude(is_pinned=pinned)
    if day is not None:
        rows = rows.filter(day=day)
    if place is not None:
        rows = rows.filter(space__place=place)
    count = rows.update(is_pinned=pinned, version=F("version") + 1)
    facts = {"day": day, "place": place.pk if place else None, "pinned": pinned, "count": count}
    note("campaigns.pin_all", on=held, area=held.area_id, **facts)
    return count


@action
def clear_lost(*, by: Person | None, stage: Stage) -> int:
    """What stands nowhere any more: its day, time, space or promise is gone."""
    held = in_planning(by, stage)
    lost = [row.pk for row in problem.sheet(held).lost]
    Placement.objects.filter(pk__in=lost).delete()
    note("campaigns.clear_lost", on=held, area=held.area_id, count=len(lost))
    return len(lost)


def in_planning(by: Person | None, stage: Stage) -> Stage:
    held = lock(by, stage)
    if not rules.can_plan(held):
        raise Refusal(_("The timetable is made after the council has closed what is declared, and before publishing."))
    return held


def _seen(sheet: Sheet, key: Key, seen: str) -> Placement | None:
    """The row as it stands, if it is the one that was seen ("": none)."""
    row = sheet.rows.get(key)
    if seen_as(row) != seen:
        raise Refusal(_("Somebody else moved this session meanwhile. See where it stands now."))
    return row


def _standing(sheet: Sheet, key: Key, seen: str) -> Placement:
    row = _seen(sheet, key, seen)
    if row is None:
        raise Refusal(_("This session stands nowhere yet."))
    return row


def seen_as(row: Placement | None) -> str:
    return f"{row.pk}.{row.version}" if row else ""


def _clear(sheet: Sheet, keys: Sequence[Key], spots: Sequence[tuple[int, dt.date, int]]) -> None:
    """What stands nowhere any more makes room."""
    for row in sheet.lost:
        if problem.key_of(row) in keys or (row.space_id, row.day, row.slot_id) in spots:
            row.delete()
