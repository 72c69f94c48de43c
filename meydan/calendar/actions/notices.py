"""Telling the guests of an occasion something, each once: in pieces, each of which remembers how far it came.

A worker that is killed goes on after the last whole piece, and nobody is told twice: a message is written once for a
person and a cause.
"""

from collections.abc import Collection, Sequence
from typing import Final

from django.db.models import F
from django.utils import timezone

from meydan.calendar import guests, notices
from meydan.calendar.models import Notice, Occasion
from meydan.ground.queue import enqueue_once, named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging import queries as told
from meydan.messaging.models import Message
from meydan.people.models import Person

PIECE: Final = 500
MOST_WAITING: Final = 100_000


@action
def begin(*, by: Person | None, about: Sequence[tuple[Occasion, Notice.About]]) -> int:
    """Have the guests of these occasions told, unless that was begun already; says of how many it begins."""
    wanted = []
    for occasion, what in about:
        sequence = 0 if what in notices.REMINDERS else occasion.sequence
        wanted.append(Notice(occasion=occasion, about=what, day=occasion.day, sequence=sequence))
    known = {_key(row) for row in _beside(wanted)}
    Notice.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=100)
    tell_guests = named("meydan.calendar.tasks.tell_guests")
    new = [row for row in _beside(wanted) if _key(row) not in known]
    for row in new:
        if enqueue_once(tell_guests, f"notice:{row.pk}", row.pk):
            occasion = row.occasion
            note("calendar.tell_guests", on=occasion, area=occasion.area_id, about=row.about, day=row.day)
    return len(new)


@action
def tell_some(*, by: Person | None, notice: int) -> bool:
    """Tell the next guests; says whether there are more. What became untrue in the meantime is told to nobody else."""
    now = timezone.now()
    occasion_id = Notice.objects.values_list("occasion", flat=True).get(pk=notice)
    occasion = notices.with_place(Occasion.objects.select_for_update(of=("self",))).get(pk=occasion_id)
    row = Notice.objects.select_for_update().get(pk=notice)
    if row.finished_at is not None:
        return False
    piece: list[int] = []
    if notices.is_true(row, occasion, now):
        piece = guests.after(occasion, row.reached, PIECE, soon=row.about == Notice.About.SOON)
    persons = list(Person.objects.filter(pk__in=piece).select_related("guardian"))
    is_reminder = row.about in notices.REMINDERS
    kind = Message.Kind.REMINDER if is_reminder else Message.Kind.SERVICE
    silent = told.stopped_by(persons, kind) if is_reminder else set()
    texts = notices.Texts(row, occasion)
    drafts = [
        messaging.Draft(
            person,
            f"calendar.{row.about}",
            texts.of(person),
            row,
            kind,
            notices.expires_at(row, occasion),
            occasion.area_id,
        )
        for person in persons
        if person.pk not in silent
    ]
    count = messaging.send_many(by=by, drafts=drafts)
    is_last = len(piece) < PIECE
    Notice.objects.filter(pk=row.pk).update(
        reached=max(piece, default=row.reached), told=F("told") + count, finished_at=now if is_last else None
    )
    return not is_last


@action
def call_off(*, by: Person | None, occasions: Collection[int]) -> int:
    """What was to be told of these as they were is told to nobody else; says how many messages were held back."""
    open_still = Notice.objects.filter(occasion__in=list(occasions), day__gte=timezone.localdate())
    count = 0
    for row in open_still.select_related("occasion").order_by("pk"):
        Notice.objects.filter(pk=row.pk, finished_at=None).update(finished_at=timezone.now())
        count += messaging.take_back(
            by=by, template=f"calendar.{row.about}", cause=row, area=row.occasion.area_id, most=MOST_WAITING
        )
    return count


def _beside(wanted: Sequence[Notice]) -> list[Notice]:
    keys = {_key(row) for row in wanted}
    rows = Notice.objects.filter(occasion__in={row.occasion_id for row in wanted}).select_related("occasion")
    return [row for row in rows.order_by("pk") if _key(row) in keys]


def _key(row: Notice) -> tuple[int, str, object, int]:
    return row.occasion_id, str(row.about), row.day, row.sequence
