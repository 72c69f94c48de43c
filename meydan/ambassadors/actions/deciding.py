"""The officer says yes or no, and may end it later. Each decision is told."""

from collections.abc import Collection

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors import rules, wording
from meydan.ambassadors.models import Ambassador
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State = Ambassador.State


@action
def accept(*, by: Person | None, ambassador: Ambassador) -> Ambassador:
    """Also one who was declined or ended before: their link and kit are good again."""
    row = _decide(by, ambassador, (State.APPLIED, State.DECLINED, State.ENDED), State.ACCEPTED)
    note("ambassadors.accept", on=row, area=row.call.area_id)
    return row


@action
def decline(*, by: Person | None, ambassador: Ambassador, reason: str) -> Ambassador:
    row = _decide(by, ambassador, (State.APPLIED,), State.DECLINED, reason)
    note("ambassadors.decline", on=row, area=row.call.area_id)
    return row


@action
def end(*, by: Person | None, ambassador: Ambassador, reason: str) -> Ambassador:
    """Their link leads on and counts for nobody. What they did and brought stays counted."""
    row = _decide(by, ambassador, (State.ACCEPTED,), State.ENDED, reason)
    note("ambassadors.end", on=row, area=row.call.area_id)
    return row


def _decide(
    by: Person | None, ambassador: Ambassador, frm: Collection[State], to: State, reason: str | None = None
) -> Ambassador:
    if by is not None and not rules.may_decide(by, ambassador):
        raise Refusal(_("You do not decide on this ambassador."))
    if reason is not None and not reason.strip():
        raise Refusal(_("Write why: they read it."), field="reason")
    before = Ambassador.objects.filter(pk=ambassador.pk, state__in=frm, person__erased_at=None)
    changed = before.update(
        state=to,
        reason=reason or "",
        decided_at=timezone.now(),
        decided_by=by,
        decided_times=F("decided_times") + 1,
    )
    if not changed:
        raise Refusal(_("Somebody else decided in between, or they stepped back. Open the page again and look."))
    ambassador.refresh_from_db()
    if not ambassador.is_sample:
        _tell(by, ambassador)
    return ambassador


def _tell(by: Person | None, ambassador: Ambassador) -> None:
    with in_language_of(ambassador.person):
        text = wording.decided(ambassador)
    messaging.send(
        by=by,
        person=ambassador.person,
        template=f"ambassadors.{ambassador.state}.{ambassador.decided_times}",
        text=text,
        cause=ambassador,
        area=ambassador.call.area_id,
    )
