"""The answer to what somebody wrote: on the way it came, at once, and once."""

from typing import Any

from django.utils import timezone

from meydan.engines import sms
from meydan.journal.action import action, note
from meydan.messaging import sendings
from meydan.messaging.inbound import Handled
from meydan.messaging.models import Inbound, Message, named
from meydan.messaging.wording import LONGEST
from meydan.people.models import Person

TEMPLATE = "messaging.answer"


@action
def answer(*, by: Person | None, inbound: Inbound, handled: Handled) -> Message | None:
    """By the bot to the chat, by SMS to the number it came from; None where there is no way back."""
    chat, phone = inbound.chat, "" if inbound.chat else inbound.sender
    person = inbound.person
    if not (chat or phone) or (person is not None and person.erased_at is not None):
        return None
    text = handled.reply[:LONGEST]
    message = Message.objects.create(
        person=person,
        phone=phone,
        chat=chat,
        keyboard=_keyboard(handled) if chat else [],
        kind=Message.Kind.REPLY,
        template=TEMPLATE,
        text=text,
        cause=named(inbound),
        area_id=inbound.area_id,
        parts=0 if chat else sms.segments(text).parts,
        not_before=timezone.now(),
    )
    sendings.planned(message).enqueue(message.pk)
    note("messaging.send", on=message, area=message.area_id, template=TEMPLATE, kind=message.kind)
    return message


def _keyboard(handled: Handled) -> list[list[dict[str, Any]]]:
    """As the messenger takes it: rows of ready answers, and the one that tells one's own number."""
    rows: list[list[dict[str, Any]]] = [[{"text": text} for text in row] for row in handled.buttons]
    if handled.ask_number:
        rows.append([{"text": handled.ask_number, "request_contact": True}])
    return rows
