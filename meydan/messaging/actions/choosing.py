"""What a person decides about the messages they get."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging import queries
from meydan.messaging.models import Message, OptOut
from meydan.people.models import Person


@action
def mark_read(*, by: Person, message: Message) -> Message:
    now = timezone.now()
    if queries.inbox(by).filter(pk=message.pk, read_at=None).update(read_at=now):
        message.read_at = now
        note("messaging.read", on=message)
    return message


@action
def mark_all_read(*, by: Person) -> int:
    count = queries.inbox(by).filter(read_at=None).update(read_at=timezone.now())
    if count:
        note("messaging.read_all", on=by, count=count)
    return count


@action
def opt_out(*, by: Person, kind: Message.Kind) -> OptOut:
    """No more messages of this kind to this phone; what concerns them still stands in the inbox."""
    if kind == Message.Kind.CODE:
        raise Refusal(_("Sign-in codes are sent only when you ask for one; they cannot be turned off."))
    row, new = OptOut.objects.get_or_create(person=by, kind=kind)
    if new:
        note("messaging.opt_out", on=by, kind=kind)
    return row


@action
def opt_in(*, by: Person, kind: Message.Kind) -> None:
    if OptOut.objects.filter(person=by, kind=kind).delete()[0]:
        note("messaging.opt_in", on=by, kind=kind)
