"""What came out: kept once, shown one by one, and told to those who won."""

import datetime as dt
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.draws import livewire, queries, wording
from meydan.draws.actions.holding import held, in_state, must_run, step
from meydan.draws.models import Draw, Place, Ticket
from meydan.engines import drawing
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State = Draw.State
TOLD_AT_ONCE: Final = 100
TELLS_ANYWAY_AFTER: Final = 60  # minutes: where nobody showed the winners


@action
def keep_outcome(*, by: Person | None, draw: Draw, transcript: bytes) -> bool:
    """Keep the transcript and who stands where; False when somebody has kept it already."""
    row = held(draw)
    if row.state != State.REVEALING:
        return False
    told = drawing.read(transcript)
    codes = [*told["winners"], *told["reserves"]]
    tickets = dict(Ticket.objects.filter(draw=row, code__in=codes).values_list("code", "pk"))
    prizes = [prize for prize in queries.prizes(row) for _number in range(prize.count)]
    places = []
    for order, code in enumerate(codes, start=1):
        wins = order <= len(told["winners"])
        places.append(
            Place(
                draw=row,
                order=order,
                ticket_id=tickets[code],
                prize=prizes[order - 1] if wins else None,
                state=Place.State.DRAWN if wins else Place.State.RESERVE,
            )
        )
    Place.objects.bulk_create(places, batch_size=500)
    step(row, state=State.DRAWN, drawn_at=timezone.now(), seed=told["seed"], transcript=transcript.decode())
    tell = named("meydan.draws.tasks.tell_winners")
    tell.using(run_after=timezone.now() + dt.timedelta(minutes=TELLS_ANYWAY_AFTER)).enqueue(row.pk)
    note("draws.drawn", on=row, area=row.area_id, winners=len(told["winners"]), sha256=told["sha256"])
    livewire.tell(row)
    return True


@action
def show_next(*, by: Person, draw: Draw, after: int) -> Draw:
    """Show the hall the next winner. `after` is how many the officer sees shown: of two taps at once one counts."""
    row = in_state(draw, State.DRAWN)
    must_run(by, row)
    if row.shown != after:
        raise Refusal(_("The next winner was shown just now. Look at the screen."))
    return _show(row, after + 1)


@action
def show_all(*, by: Person, draw: Draw) -> Draw:
    """Show every winner who is not shown yet."""
    row = in_state(draw, State.DRAWN)
    must_run(by, row)
    return _show(row, queries.drawn(row).count())


def _show(row: Draw, count: int) -> Draw:
    winners = queries.drawn(row).count()
    step(row, shown=min(count, winners))
    if row.shown == winners and row.shown_at is None:
        step(row, shown_at=timezone.now())
        named("meydan.draws.tasks.tell_winners").enqueue(row.pk)
    note("draws.show", on=row, area=row.area_id, shown=row.shown)
    livewire.tell(row)
    return row


@action
def tell_winners(*, by: Person | None, draw: Draw) -> int:
    """Tell those who hold a prize and were not told, some at a time; the days to answer begin then."""
    row = in_state(draw, State.DRAWN)
    waiting = queries.places_of(row).filter(state=Place.State.DRAWN, told_at__isnull=True)
    places = list(waiting.select_related("ticket__person__guardian")[:TOLD_AT_ONCE])
    drafts = []
    for place in places:
        person = place.ticket.person
        if person is not None:
            with in_language_of(person.guardian or person):
                drafts.append(messaging.Draft(person, "draws.won", wording.won(place), place, area=row.area_id))
    messaging.send_many(by=by, drafts=drafts)
    Place.objects.filter(pk__in=[place.pk for place in places]).update(told_at=timezone.now())
    if places:
        note("draws.tell_winners", on=row, area=row.area_id, count=len(places))
    return len(places)
