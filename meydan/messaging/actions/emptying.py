"""What came in is forgotten: some days after it was settled, and when its sender is."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from meydan.journal.action import action, note
from meydan.messaging.models import Inbound
from meydan.people.models import Person


@action
def empty_settled(*, by: Person | None, before: dt.datetime, most: int = 500) -> int:
    """Forget who wrote what, of messages settled before a moment; that they came in is still counted."""
    old = Inbound.objects.filter(settled_at__lt=before, emptied_at=None).order_by("settled_at")
    return empty(old[:most])


def empty(rows: Iterable[Inbound]) -> int:
    """A step of what forgets: words, numbers and files go."""
    found = list(rows)
    for row in found:
        for file in (row.voice, row.photo):
            if file.name:
                transaction.on_commit(partial(file.storage.delete, file.name))
    nothing = {"text": "", "sender": "", "contact": "", "attached": "", "voice": "", "photo": "", "chat": None}
    Inbound.objects.filter(pk__in=[row.pk for row in found]).update(
        **nothing, person=None, handled_as="", emptied_at=timezone.now()
    )
    if found:
        note("messaging.empty_inbound", on=found[0], count=len(found))
    return len(found)
