"""What every action here begins with: the meeting's row, held until the action is over, and who may do this now."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.meetings import queries, rules, wording
from meydan.meetings.models import Invited, Meeting
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person


def held(by: Person | None, meeting: Meeting, what: str) -> Meeting:
    """The row, locked; refused where it stands otherwise in between, or is not this person’s to hold."""
    row = lock(meeting, what)
    if by is not None and not rules.may_hold(by, row.area):
        raise Refusal(_("You do not hold meetings in this area."))
    return row


def lock(meeting: Meeting, what: str) -> Meeting:
    row = Meeting.objects.select_for_update(of=("self",)).select_related("area", "occasion__venue").get(pk=meeting.pk)
    if not rules.may(what, row):
        raise Refusal(_("The meeting has moved on in between. Open its page again and look."))
    return row


def tell(
    by: Person | None, meeting: Meeting, template: str, invited: Iterable[Invited], *, but: Iterable[Invited] = ()
) -> int:
    """Everybody invited, and whoever speaks for the organizations invited; each once; but not those of `but`."""
    name = f"meetings.{template}"
    if template == "moved":
        name = f"{name}.{meeting.occasion.sequence}"  # each time anew
    again = queries.uninvited(meeting) if template == "invited" else set()
    left_out = _persons(but)
    drafts = []
    for person in _persons(invited).values():
        if person.pk in left_out:
            continue
        with in_language_of(person):
            text = wording.told(template, meeting)
        # who was told that they need not come is told once more that they are to
        named = f"{name}.again" if person.pk in again else name
        drafts.append(messaging.Draft(person, named, text, meeting, area=meeting.area_id))
    return messaging.send_many(by=by, drafts=drafts) if drafts else 0


def _persons(invited: Iterable[Invited]) -> dict[int, Person]:
    rows = list(invited)
    persons = [row.person for row in rows if row.person is not None]
    persons += queries.speakers(row.organization_id for row in rows if row.organization_id is not None)
    return {one.pk: one for one in persons}
