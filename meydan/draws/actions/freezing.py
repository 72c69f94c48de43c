"""Closing the list: tickets handed out some at a time, published with its hash, and everybody told their code.

Each step holds the draw's row first. A task whose worker was killed goes on where the last whole step ended; two tasks
of one draw take turns and never do the same.
"""

from collections.abc import Sequence
from typing import Final

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import ngettext

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.draws import livewire, queries, wording
from meydan.draws.actions.holding import held, in_state, must_run, step
from meydan.draws.models import Draw, Ticket
from meydan.engines import drawing
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State = Draw.State
AT_ONCE: Final = 2000  # tickets
TOLD_AT_ONCE: Final = 200  # people


@action
def freeze(*, by: Person, draw: Draw) -> Draw:
    """Close the list: whoever is in the ledger by now has a ticket. Every overseer has committed before."""
    row = in_state(draw, State.COMMITTING)
    must_run(by, row)
    missing = row.overseers.filter(commitment="").count()
    if missing:
        raise Refusal(
            ngettext(
                "%(count)s overseer has not committed to a secret yet. The list is closed after all have.",
                "%(count)s overseers have not committed to their secrets yet. The list is closed after all have.",
                missing,
            )
            % {"count": base_wording.number(missing)}
        )
    step(row, state=State.FREEZING, freezing_at=timezone.now())
    named("meydan.draws.tasks.freeze").using(priority=50).enqueue(row.pk)
    note("draws.freeze", on=row, area=row.area_id)
    livewire.tell(row)
    return row


@action
def hand_out(*, by: Person | None, draw: Draw, persons: Sequence[Person], entrants: int) -> bool:
    """Give these, the next in the order of ids, a ticket each; False when somebody else has done so already."""
    row = held(draw)
    if row.state != State.FREEZING or row.last_person != draw.last_person or not persons:
        return False
    weights = queries.weights(row, persons)
    without = list(persons)
    while without:  # of a million codes two may be the same: those get another one
        Ticket.objects.bulk_create(
            (Ticket(draw=row, person=one, code=drawing.new_ticket(), weight=weights.get(one.pk, 1)) for one in without),
            ignore_conflicts=True,
            batch_size=AT_ONCE,
        )
        given = set(Ticket.objects.filter(draw=row, person__in=without).values_list("person", flat=True))
        without = [one for one in without if one.pk not in given]
    step(row, last_person=persons[-1].pk, tickets_count=row.tickets_count + len(persons), entrants=entrants)
    note("draws.hand_out", on=row, area=row.area_id, tickets=len(persons))
    livewire.tell(row)
    return True


@action
def publish(*, by: Person | None, draw: Draw, file: bytes, codes: int) -> Draw:
    """Publish the closed list with its fingerprint. From here on no ticket is added and none taken away."""
    row = in_state(draw, State.FREEZING)
    fingerprint = drawing.ticket_hash(file)
    row.tickets_file.save(f"{row.key}-{fingerprint[:16]}.txt", ContentFile(file), save=False)
    step(
        row,
        state=State.FROZEN,
        frozen_at=timezone.now(),
        tickets_count=codes,
        tickets_lines=file.count(b"\n"),
        tickets_sha256=fingerprint,
        tickets_file=row.tickets_file.name,
    )
    named("meydan.draws.tasks.tell_tickets").enqueue(row.pk)
    note("draws.publish", on=row, area=row.area_id, tickets=codes, sha256=fingerprint)
    livewire.tell(row)
    return row


@action
def tell_some(*, by: Person | None, draw: Draw, tickets: Sequence[Ticket]) -> bool:
    """Tell the next ones their codes; without any left, note that everybody was told."""
    row = held(draw)
    if row.told_person != draw.told_person or row.told_at is not None:
        return False
    if not tickets:
        step(row, told_at=timezone.now())
        note("draws.told", on=row, area=row.area_id, tickets=row.tickets_count)
        return False
    drafts = []
    for ticket in tickets:
        person = ticket.person
        if person is not None:
            ticket.draw = row
            with in_language_of(person.guardian or person):
                drafts.append(messaging.Draft(person, "draws.ticket", wording.ticket(ticket), row))
    messaging.send_many(by=by, drafts=drafts)
    step(row, told_person=max(ticket.person_id or 0 for ticket in tickets))
    return True
