"""What staff may do with a message by hand."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging import queries, rules, sendings
from meydan.messaging.models import Message, new_reference
from meydan.people.models import Person

State, Reason = Message.State, Message.Reason


@action
def resend(*, by: Person, message: Message) -> Message:
    """Send again what failed, was withheld by hand, or of which nobody knows.

    What may have been accepted keeps its reference, by which the provider knows it again; the rest gets a new one.
    """
    now = timezone.now()
    if not rules.may_be_resent(message):
        raise Refusal(_("Only a message that failed or whose outcome is unknown can be sent again, and never a code."))
    if rules.is_expired(message, now):
        raise Refusal(_("It is too late to send this message."))
    reference = message.reference if message.state == State.UNKNOWN else new_reference()
    moment = rules.not_before(message.kind, now)
    changed = Message.objects.filter(pk=message.pk, state=message.state, tried_at=message.tried_at).update(
        state=State.WAITING, reason="", tries=0, reference=reference, not_before=moment, settled_at=None
    )
    if not changed:
        raise Refusal(_("Something else has happened to this message. Open the page again."))
    note("messaging.resend", on=message, area=message.area_id, state=message.state)
    message.refresh_from_db()
    sendings.planned(message).enqueue(message.pk)
    return message


@action
def withhold(*, by: Person, message: Message) -> Message:
    changed = Message.objects.filter(pk=message.pk, state=State.WAITING).exclude(kind=Message.Kind.CODE)
    if not changed.update(state=State.WITHHELD, reason=Reason.BY_HAND, settled_at=timezone.now()):
        raise Refusal(_("Only a message that still waits can be withheld."))
    note("messaging.withhold", on=message, area=message.area_id)
    message.refresh_from_db()
    return message


@action
def take_back(*, by: Person | None, template: str, cause: models.Model, area: int | None = None, most: int) -> int:
    """Withhold what was written about this and still waits, at most so many; says how many, to be called until none."""
    waiting = queries.about(cause, template).filter(state=State.WAITING).values_list("pk", flat=True)
    found = Message.objects.filter(pk__in=list(waiting[:most]), state=State.WAITING)
    count = found.update(state=State.WITHHELD, reason=Reason.TAKEN_BACK, settled_at=timezone.now())
    if count:
        note("messaging.take_back", on=cause, area=area, template=template, count=count)
    return count
