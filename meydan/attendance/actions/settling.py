"""One tap settles what two phones said differently, or what came too late."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.attendance import rules
from meydan.attendance.actions.hearing import Hearing
from meydan.attendance.actions.saying import roster_for
from meydan.attendance.models import Entry, State
from meydan.attendance.sayings import Saying
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.participation.models import Evidence
from meydan.people.models import Person


@action
def settle(*, by: Person, entry: Entry, take: bool) -> Entry:
    """`take`: what this entry says is true. Else what stands is. Both settle everything open of the same target."""
    occasion = entry.occasion
    roster = roster_for(by, occasion)
    hearing = Hearing(by=by, occasion=occasion, roster=roster, keeper=rules.may_keep(by, roster, occasion))
    if not rules.may_mark(by, roster, hearing.roll, occasion, hearing.now):
        raise Refusal(_("This roll is closed. Open it again first, or ask a program officer."))
    now = timezone.now()
    settled = _open_beside(entry).update(settled_at=now, settled_by=by)
    if not settled:
        raise Refusal(_("Somebody settled this already."))
    if take:
        if entry.person_id:
            hearing.expected.add(entry.person_id)  # they were in a list of ours once
        (again,) = hearing.hear([_again(entry)])
        if again.reason:
            raise Refusal(str(again.get_reason_display()))
        hearing.keep()
    note("attendance.settle", on=entry, area=occasion.area_id, occasion=occasion.pk, settled=settled, taken=take)
    entry.refresh_from_db()
    return entry


def _open_beside(entry: Entry) -> QuerySet[Entry]:
    """The open entries of the same person, walk-in or count."""
    if entry.kind == Entry.Kind.COUNT:
        same = Q(kind=Entry.Kind.COUNT, age_band=entry.age_band)
    elif entry.person_id:
        same = Q(person=entry.person_id)
    else:
        same = Q(walk_in=entry.walk_in, walk_in__isnull=False) | Q(pk=entry.pk)
    return Entry.objects.filter(
        same,
        occasion=entry.occasion_id,
        outcome__in=[Entry.Outcome.CONFLICT, Entry.Outcome.REFUSED],
        settled_at__isnull=True,
    )


def _again(entry: Entry) -> Saying:
    return Saying(
        kind=Entry.Kind(entry.kind),
        person=entry.person_id,
        walk_in=entry.walk_in,
        name=entry.name,
        sex=entry.sex,
        age_band=entry.age_band,
        state=State(entry.state) if entry.state else None,
        women=entry.women,
        men=entry.men,
        total=entry.total,
        evidence=Evidence(entry.evidence),
        at_desk=True,
    )
