"""Closing a list of two hundred thousand, computing the order, telling everybody; and voiding what is late."""

from typing import Final

from django.utils import timezone
from django_tasks import task

from meydan.draws import actions, outcome, queries, rules, wording
from meydan.draws.models import Draw, Ticket
from meydan.engines import drawing
from meydan.ground.queue import every, report_progress

State = Draw.State
AT_ONCE: Final = 2000
TOLD_AT_ONCE: Final = 200


@task()
def freeze(draw_id: int) -> None:
    """Hand out tickets in the order of ids, each portion once; then publish."""
    draw = queries.draws().filter(pk=draw_id).first()
    if draw is None or draw.state != State.FREEZING:
        return
    entrants = draw.entrants or queries.entrants(draw).count()
    while persons := list(queries.entrants(draw).filter(pk__gt=draw.last_person)[:AT_ONCE]):
        actions.hand_out(by=None, draw=draw, persons=persons, entrants=entrants)
        draw.refresh_from_db()
        if draw.state != State.FREEZING:
            return
        report_progress(draw.tickets_count, entrants)
    codes = Ticket.objects.filter(draw=draw).values_list("code", "weight").iterator(chunk_size=10_000)
    lines = [code for code, weight in codes for _line in range(weight)]
    if not lines:
        actions.void(by=None, draw=draw, reason=wording.void_for_nobody())
        return
    actions.publish(by=None, draw=draw, file=drawing.ticket_file(lines), codes=len(set(lines)))


@task()
def tell_tickets(draw_id: int) -> None:
    draw = queries.draws().get(pk=draw_id)
    while draw.told_at is None:
        ahead = Ticket.objects.filter(draw=draw, person__gt=draw.told_person).order_by("person")
        tickets = list(ahead.select_related("person__guardian")[:TOLD_AT_ONCE])
        actions.tell_some(by=None, draw=draw, tickets=tickets)
        draw.refresh_from_db()


@task()
def draw(draw_id: int) -> None:
    """Compute the order outside any transaction; it is the same however often it is computed."""
    found = queries.draws().get(pk=draw_id)
    if found.state != State.REVEALING:
        return
    try:
        transcript = outcome.transcript(found)
    except drawing.NotADraw:  # the file or a row was changed behind the house's back: said in public, and nothing drawn
        actions.void(by=None, draw=found, reason=wording.void_for_damage())
    else:
        actions.keep_outcome(by=None, draw=found, transcript=transcript)


@task()
def tell_winners(draw_id: int) -> None:
    found = queries.draws().get(pk=draw_id)
    while found.state == State.DRAWN and actions.tell_winners(by=None, draw=found):
        found.refresh_from_db(fields=["state"])


@task()
def void_if_late(draw_id: int) -> None:
    """Late or missing: void, in public, with the reason. Looked at when the time is over."""
    found = queries.draws().filter(pk=draw_id).first()
    if found is None or not rules.is_late(found, timezone.now()):
        return
    if not found.dice:
        actions.void(by=None, draw=found, reason=wording.void_without_dice())
        return
    missing = [f"{one.name} ({one.body})" for one in queries.overseers(found) if not one.reveal]
    if missing:
        actions.void(by=None, draw=found, reason=wording.void_for_missing(missing)[:300])


@every(minutes=1)
@task()
def look_after_draws() -> None:
    """What is late although no task came for it."""
    for late in Draw.objects.filter(state=State.REVEALING, reveal_by__lte=timezone.now()).values_list("pk", flat=True):
        void_if_late.call(late)
