"""Holding a meeting: who came, what was said, what was decided, and the minutes of it."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import actions as assignments
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.meetings import queries, rules, wording
from meydan.meetings.actions.steps import held, tell
from meydan.meetings.models import Decision, Invited, Item, Meeting
from meydan.people.models import Organization, Person
from meydan.places.models import Area

State = Meeting.State
DOOR = "meetings"


@action
def open_meeting(*, by: Person | None, meeting: Meeting) -> Meeting:
    row = held(by, meeting, "open")
    if row.occasion.is_cancelled:
        raise Refusal(_("A closure crossed this meeting out. Move it to another time first."))
    if not rules.has_come(row):
        raise Refusal(_("This meeting is on another day. Move it first, if it takes place today."))
    row.state, row.opened_at = State.RUNNING, timezone.now()
    row.save(update_fields=["state", "opened_at"])
    note("meetings.open", on=row, area=row.area_id)
    return row


@action
def unopen(*, by: Person | None, meeting: Meeting) -> Meeting:
    """As if it had not been opened, which only one can be of which nothing was written down."""
    row = held(by, meeting, "unopen")
    if not queries.is_unwritten(row):
        raise Refusal(_("Something was written down in this meeting already. Close it instead."))
    row.state, row.opened_at = State.CALLED, None
    row.save(update_fields=["state", "opened_at"])
    note("meetings.unopen", on=row, area=row.area_id)
    return row


@action
def mark(*, by: Person | None, invited: Invited, came: bool) -> Invited:
    row = held(by, invited.meeting, "mark")
    if not row.invited.filter(pk=invited.pk).update(came=came):
        raise Refusal(_("This invitation was taken back in between."))
    invited.came = came
    note("meetings.mark", on=row, area=row.area_id, invited=invited.pk, came=came)
    return invited


@action
def begin(*, by: Person | None, item: Item) -> Item:
    """This is being talked about now; begun twice, the first moment stands."""
    row = held(by, item.meeting, "begin")
    _must_stand(row, item)
    row.items.filter(pk=item.pk, begun_at=None).update(begun_at=timezone.now())
    item.refresh_from_db()
    note("meetings.begin", on=row, area=row.area_id, item=item.pk)
    return item


@action
def unbegin(*, by: Person | None, item: Item) -> Item:
    row = held(by, item.meeting, "unbegin")
    _must_stand(row, item)
    if not queries.begun_only(row).filter(pk=item.pk).exists():
        raise Refusal(_("Something was written down about this item already."))
    item.begun_at = None
    item.save(update_fields=["begun_at"])
    note("meetings.unbegin", on=row, area=row.area_id, item=item.pk)
    return item


@action
def write(*, by: Person | None, item: Item, notes: str, version: int) -> Item:
    """What was said; refused where somebody else has written in between, and nothing is lost."""
    row = held(by, item.meeting, "write")
    _must_stand(row, item)
    mine = row.items.filter(pk=item.pk, version=version)
    if not mine.update(notes=notes, version=F("version") + 1):
        item.refresh_from_db()
        sentence = _("Somebody else has written here in between: “%(text)s”. Put both together and send it again.")
        raise Refusal(sentence % {"text": item.notes}, field="notes")
    row.items.filter(pk=item.pk, begun_at=None).update(begun_at=timezone.now())
    item.refresh_from_db()
    note("meetings.write", on=row, area=row.area_id, item=item.pk)
    return item


@action
def decide(
    *,
    by: Person | None,
    meeting: Meeting,
    text: str,
    item: Item | None = None,
    unit: Organization | None = None,
    area: Area | None = None,
    working_days: int | None = None,
    details: str = "",
    is_public: bool = True,
) -> Decision:
    """Write it down as it falls; with a unit it becomes an order to it, in a region, until a day."""
    row = held(by, meeting, "decide")
    if not text.strip():
        raise Refusal(_("Write what was decided."), field="text")
    if item is not None:
        _must_stand(row, item)
    order = None
    if unit is not None:
        if working_days is None:
            raise Refusal(_("Give a term in working days."), field="working_days")
        if area is not None and not row.area.contains(area):
            raise Refusal(_("Choose a region of this meeting’s area."), field="area")
        order = assignments.give(
            by=by,
            what=text,
            details=details,
            unit=unit,
            area=area or row.area,
            working_days=working_days,
            door=DOOR,
            activity=row.pk,
            origin=wording.origin(row),
            is_public=is_public,
            is_sample=row.is_sample,
        )
    decision = Decision.objects.create(
        meeting=row, item=item, text=text, order=order, unit=unit, by=by, at=timezone.now()
    )
    note("meetings.decide", on=row, area=row.area_id, decision=decision.pk, order=order.pk if order else None)
    return decision


@action
def close(*, by: Person | None, meeting: Meeting) -> Meeting:
    row = held(by, meeting, "close")
    row.state, row.closed_at = State.HELD, timezone.now()
    row.save(update_fields=["state", "closed_at"])
    note("meetings.close", on=row, area=row.area_id)
    return row


@action
def approve(*, by: Person | None, meeting: Meeting) -> Meeting:
    """From now on the minutes stay as they are; everybody invited is told where to read them."""
    row = held(by, meeting, "approve")
    row.state, row.approved_at = State.APPROVED, timezone.now()
    row.save(update_fields=["state", "approved_at"])
    told = tell(by, row, "approved", queries.invited(row))
    note("meetings.approve", on=row, area=row.area_id, told=told)
    return row


def _must_stand(meeting: Meeting, item: Item) -> None:
    if not meeting.items.filter(pk=item.pk).exists():
        raise Refusal(_("This item was taken off the agenda in between."))
