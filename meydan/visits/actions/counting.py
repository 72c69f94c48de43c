"""A day of a venue, as a person says it."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.journal.action import Fact, action, note
from meydan.participation import actions as participation
from meydan.people.models import Person
from meydan.places.models import Venue
from meydan.visits import rules
from meydan.visits.actions import ledger
from meydan.visits.models import ClosedDay, VisitCount


class Counted(NamedTuple):
    """What a person says of one kind; women and men only where they looked."""

    count: int  # type: ignore[assignment]  # named as the column is; nobody counts in a tuple of three
    women: int | None = None
    men: int | None = None


@action
def count_day(
    *,
    by: Person,
    venue: Venue,
    day: dt.date,
    counts: Mapping[str, Counted | None],
    seen: Mapping[str, int | None] | None = None,
) -> list[VisitCount]:
    """Say how many came, by kind; None takes back what was said. A count says that the venue was not closed.

    `seen` is what stood on the page: what somebody else changed in the meantime is not written over.
    """
    _must_count(by, venue, day)
    ledger.hold(venue)
    known = {row.kind: row for row in VisitCount.objects.filter(venue=venue, day=day)}
    before = {kind: row.count for kind, row in known.items()}
    changed = []
    for kind, said in counts.items():
        was = known.get(kind)
        if seen is not None and _is_untouched(was, said, seen.get(kind), kind):
            continue
        if said is None:
            if was is not None:
                _erase(by, was)
        elif was is None or Counted(was.count, was.women, was.men) != said:
            changed.append(_said(was or VisitCount(venue=venue, day=day, kind=kind), said))
    if changed:
        _not_closed(venue, day)
    for row in ledger.keep(by=by, venue=venue, rows=changed):
        facts = _facts(row) | {"women": row.women, "men": row.men}
        if row.kind in before:
            note("visits.correct", on=row, area=venue.area_id, was=before[row.kind], **facts)
        else:
            note("visits.count", on=row, area=venue.area_id, **facts)
    return changed


@action
def take_counter(*, by: Person, venue: Venue, day: dt.date) -> list[VisitCount]:
    """Let the door counter's numbers of a day count instead of what people said."""
    _must_count(by, venue, day)
    ledger.hold(venue)
    rows = [row for row in VisitCount.objects.filter(venue=venue, day=day) if row.differs]
    if not rows:
        raise Refusal(_("The count is the door counter's already."))
    was = {row.pk: row.count for row in rows}
    for row in rows:
        row.count, row.women, row.men = row.counter_count or 0, None, None
        row.source = VisitCount.Source.COUNTER
    for row in ledger.keep(by=by, venue=venue, rows=rows):
        note("visits.correct", on=row, area=venue.area_id, was=was[row.pk], source=row.source, **_facts(row))
    return rows


@action
def close_day(*, by: Person, venue: Venue, day: dt.date) -> ClosedDay:
    """Say that the venue did not open. Zeros of that day go with it; visitors contradict it."""
    _must_count(by, venue, day)
    ledger.hold(venue)
    known = list(VisitCount.objects.filter(venue=venue, day=day))
    visits = sum(row.count for row in known)
    if visits:
        sentence = _("%(visits)s visits are counted on this day. Empty the boxes first if the venue was closed.")
        raise Refusal(sentence % {"visits": wording.number(visits)})
    for row in known:
        _erase(by, row)
    closed, is_new = ClosedDay.objects.get_or_create(venue=venue, day=day, defaults={"said_by": by})
    if is_new:
        note("visits.close_day", on=closed, area=venue.area_id, venue=venue.pk, day=day)
    return closed


@action
def reopen_day(*, by: Person, venue: Venue, day: dt.date) -> bool:
    """It was open after all; until somebody counts, the day is a gap."""
    _must_count(by, venue, day)
    ledger.hold(venue)
    return _not_closed(venue, day)


def _must_count(by: Person, venue: Venue, day: dt.date) -> None:
    today = timezone.localdate()
    window = rules.window(day, today)
    if window is rules.Window.BEFORE:
        raise Refusal(_("This day has not come yet."))
    if not rules.may_count(by, venue.area, day, today):
        if window is rules.Window.AFTER and rules.may_count(by, venue.area, today, today):
            sentence = _("This day is more than %(days)s days ago: a program officer can still correct it.")
            raise Refusal(sentence % {"days": wording.number(rules.STAYS_OPEN.days)})
        raise Refusal(_("You do not count visits at this venue."))


def _is_untouched(was: VisitCount | None, said: Counted | None, seen: int | None, kind: str) -> bool:
    """Whether a box was left as it stood while somebody else changed it; refuses two different corrections."""
    now = was.count if was else None
    if now == seen:
        return False
    if (said.count if said else None) == seen:
        return True
    if said is not None and said.count == now:
        return False
    words = wording.number(now) if now is not None else _("nothing")
    sentence = _("Somebody else wrote %(count)s here in the meantime. Look again, then keep yours if it is right.")
    raise Refusal(sentence % {"count": words}, field=kind)


def _said(row: VisitCount, said: Counted) -> VisitCount:
    if min(said.count, said.women or 0, said.men or 0) < 0:
        raise Refusal(_("A count cannot be less than zero."), field=row.kind)
    if (said.women or 0) + (said.men or 0) > said.count:
        raise Refusal(_("Women and men together are more than the whole count."), field=row.kind)
    row.count, row.women, row.men = said
    row.source = VisitCount.Source.HAND
    return row


def _erase(by: Person, row: VisitCount) -> None:
    participation.withdraw(by=by, door=ledger.DOOR, subject=row)
    note("visits.erase", on=row, area=row.venue.area_id, **_facts(row))
    row.delete()


def _facts(row: VisitCount) -> dict[str, Fact]:
    return {"venue": row.venue_id, "day": row.day, "kind": row.kind, "count": row.count}


def _not_closed(venue: Venue, day: dt.date) -> bool:
    closed = ClosedDay.objects.filter(venue=venue, day=day).first()
    if closed is not None:
        note("visits.reopen_day", on=closed, area=venue.area_id, venue=venue.pk, day=day)
        closed.delete()
    return closed is not None
