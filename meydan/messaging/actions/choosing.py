"""What a person decides about the messages they get, and that they be forgotten."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging import queries
from meydan.messaging.actions.emptying import empty
from meydan.messaging.models import Chat, Message, OptOut
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


@action
def choose(*, by: Person, wanted: Mapping[Message.Kind, bool]) -> None:
    """Several kinds at once, as the form has them."""
    for kind, yes in wanted.items():
        if yes:
            opt_in(by=by, kind=kind)
        else:
            opt_out(by=by, kind=kind)


@action
def forget(*, by: Person | None, person: Person) -> int:
    """Empty what tells who was told what; that a message went out is still counted. What waits goes nowhere."""
    now = timezone.now()
    theirs = Message.objects.filter(person=person)
    theirs.filter(state=Message.State.WAITING).update(state=Message.State.WITHHELD, settled_at=now)
    count = theirs.update(person=None, phone="", text="", cause="", chat=None)
    OptOut.objects.filter(person=person).delete()
    empty(queries.sent_by(person))
    Chat.objects.filter(person=person).delete()
    note("messaging.forget", on=person, count=count)
    return count
