"""Inviting persons and organizations, and what they answer."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.meetings import queries, rules
from meydan.meetings.actions.steps import held, lock, tell
from meydan.meetings.models import Invited, Meeting
from meydan.people.models import Organization, Person


@action
def invite(
    *,
    by: Person | None,
    meeting: Meeting,
    organizations: Collection[Organization] = (),
    persons: Collection[Person] = (),
) -> list[Invited]:
    """Those who are invited already stay so and are not told again. Gives the new ones."""
    row = held(by, meeting, "invite")
    if any(not (row.area.contains(one.area) or one.area.contains(row.area)) for one in organizations):
        raise Refusal(_("This organization is of another city."), field="organizations")
    known: list[tuple[int | None, int | None]] = list(row.invited.values_list("person", "organization"))
    new = [Invited(meeting=row, person=one) for one in persons if (one.pk, None) not in known]
    new += [Invited(meeting=row, organization=one) for one in organizations if (None, one.pk) not in known]
    if len(known) + len(new) > rules.MOST_INVITED:
        sentence = _("At most %(most)s can be invited to a meeting.")
        raise Refusal(sentence % {"most": base_wording.number(rules.MOST_INVITED)}, field="organizations")
    if not new:
        raise Refusal(_("They are invited already."), field="organizations")
    Invited.objects.bulk_create(new)
    told = tell(by, row, "invited", new)
    note("meetings.invite", on=row, area=row.area_id, invited=len(new), told=told)
    return new


@action
def uninvite(*, by: Person | None, invited: Invited) -> Meeting:
    row = held(by, invited.meeting, "uninvite")
    if not row.invited.filter(pk=invited.pk).delete()[0]:
        raise Refusal(_("This invitation was taken back in between."))
    told = tell(by, row, "uninvited", [invited], but=row.invited.all())
    note("meetings.uninvite", on=row, area=row.area_id, invited=invited.pk, told=told)
    return row


@action
def answer(*, by: Person | None, invited: Invited, answer: str, who: str = "") -> Invited:
    """Whether one comes; of an organization, who comes."""
    row = lock(invited.meeting, "answer")
    if by is not None and not queries.invitations(by).filter(pk=invited.pk).exists():
        raise Refusal(_("This invitation is not yours."))
    if invited.organization_id and answer == Invited.Answer.COMES and not who.strip():
        raise Refusal(_("Write who comes."), field="who")
    who = who if answer == Invited.Answer.COMES else ""
    row.invited.filter(pk=invited.pk).update(answer=answer, who=who, answered_at=timezone.now())
    invited.refresh_from_db()
    note("meetings.answer", on=row, area=row.area_id, invited=invited.pk, answer=answer)
    return invited


@action
def forget(*, by: Person | None, person: Person) -> int:
    """What was said and decided stays, without the person's invitations."""
    count = Invited.objects.filter(person=person).delete()[0]
    note("meetings.forget", on=person, count=count)
    return count
