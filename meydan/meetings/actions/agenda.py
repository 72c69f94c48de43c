"""What is talked about, in which order."""

from django.db.models import Max
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.meetings import rules
from meydan.meetings.actions.steps import held
from meydan.meetings.models import Invited, Item, Meeting
from meydan.people.models import Organization, Person


@action
def add_item(
    *,
    by: Person | None,
    meeting: Meeting,
    title: str,
    minutes: int = 10,
    presenter: Invited | None = None,
    organization: Organization | None = None,
) -> Item:
    """At the end. `organization`: whoever is invited for it presents it."""
    row = held(by, meeting, "plan")
    if not title.strip():
        raise Refusal(_("Write what is talked about."), field="title")
    if not 1 <= minutes <= rules.LONGEST:
        raise Refusal(_("Give it some minutes."), field="minutes")
    if row.items.count() >= rules.MOST_ITEMS:
        sentence = _("An agenda has at most %(most)s items.")
        raise Refusal(sentence % {"most": base_wording.number(rules.MOST_ITEMS)}, field="title")
    if organization is not None:
        presenter = row.invited.filter(organization=organization).first()
    if presenter is not None and presenter.meeting_id != row.pk:
        raise Refusal(_("Choose one of those who are invited."), field="presenter")
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    item = Item.objects.create(meeting=row, position=last + 1, title=title, minutes=minutes, presenter=presenter)
    note("meetings.add_item", on=row, area=row.area_id, item=item.pk)
    return item


@action
def raise_item(*, by: Person | None, item: Item) -> Item:
    """One place up; the first stays where it is."""
    row = held(by, item.meeting, "plan")
    found = row.items.filter(pk=item.pk).first()
    if found is None:
        raise Refusal(_("This item was taken off the agenda in between."))
    above = row.items.filter(position__lt=found.position).order_by("-position").first()
    if above is not None:
        places = found.position, above.position
        row.items.filter(pk=above.pk).update(position=0)
        row.items.filter(pk=found.pk).update(position=places[1])
        row.items.filter(pk=above.pk).update(position=places[0])
    note("meetings.raise_item", on=row, area=row.area_id, item=item.pk)
    found.refresh_from_db()
    return found


@action
def remove_item(*, by: Person | None, item: Item) -> Meeting:
    """While nobody has come to it."""
    row = held(by, item.meeting, "plan")
    if not row.items.filter(pk=item.pk, begun_at=None, notes="", decisions=None).delete()[0]:
        raise Refusal(_("This item was talked about, and stays on the agenda."))
    note("meetings.remove_item", on=row, area=row.area_id, item=item.pk)
    return row
