"""How lines are numbered and linked. `append` runs in the action's transaction, after everything else it writes."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from meydan.engines import chain
from meydan.journal.models import Head, Line

Plain = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A line before it has its number, its time and its link."""

    actor: uuid.UUID | None
    verb: str
    subject: str
    subject_id: str
    area_id: int | None
    facts: Mapping[str, Plain]
    origin: str


def append(lines: Sequence[Draft]) -> None:
    """Write the lines behind the last one.

    The head's row lock orders all writers on PostgreSQL; on SQLite the transaction is the only writer anyway. The time
    is taken under the lock, so that it does not run against the numbers.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Lines are appended in the transaction of what they tell.")
    if not lines:
        return
    head = Head.objects.select_for_update().get(pk=1)
    now = timezone.now()
    number, link = head.number, bytes(head.hash)
    rows = []
    for draft in lines:
        number += 1
        link = chain.link(link, fields(number, now, draft))
        rows.append(
            Line(
                number=number,
                at=now,
                actor=draft.actor,
                verb=draft.verb,
                subject=draft.subject,
                subject_id=draft.subject_id,
                area_id=draft.area_id,
                facts=dict(draft.facts),
                origin=draft.origin,
                hash=link,
            )
        )
    Line.objects.bulk_create(rows)
    Head.objects.filter(pk=1).update(number=number, hash=link)


def fields(number: int, at: dt.datetime, line: "Draft | Line") -> dict[str, Plain]:
    """What of a line is linked, each in its one written form."""
    return {
        "number": number,
        "at": at.astimezone(dt.UTC).isoformat(timespec="microseconds").removesuffix("+00:00"),
        "actor": line.actor.hex if line.actor else None,
        "verb": line.verb,
        "subject": line.subject,
        "subject_id": line.subject_id,
        "area": line.area_id,
        "facts": chain.canonical(line.facts).decode(),
        "origin": line.origin,
    }
