"""From what the tables hold to the transcript anybody can recompute."""

import datetime as dt

from django.utils import timezone

from meydan.draws import queries, wording
from meydan.draws.models import Draw
from meydan.engines import drawing


def ticket_file(draw: Draw) -> bytes:
    """The published list, as it was frozen."""
    with draw.tickets_file.open("rb") as file:
        return bytes(file.read())


def transcript(draw: Draw, at: dt.datetime | None = None) -> bytes:
    """Draw, from everything that is public by now. Raises `drawing.NotADraw` where something was tampered with."""
    dice, tickets = drawing.read_dice(draw.dice), ticket_file(draw)
    if drawing.ticket_hash(tickets) != draw.tickets_sha256:
        raise drawing.NotADraw("hash", "the list is not the one that was published")
    if not (dice and draw.frozen_at and draw.rolled_at):
        raise drawing.NotADraw("dice", "the dice were not read yet")
    return drawing.transcript(
        draw_id=draw.engine_id,
        title=draw.title,
        rules=wording.rule_for_the_record(draw),
        prizes=[(prize.title, prize.count) for prize in queries.prizes(draw)],
        reserves=draw.reserves,
        tickets=tickets,
        frozen_at=draw.frozen_at,
        overseers=[
            drawing.Overseer(
                str(one.number), one.name, one.body, one.commitment, one.committed_at, one.reveal, one.revealed_at
            )
            for one in queries.overseers(draw)
            if one.committed_at and one.revealed_at
        ],
        dice=dice,
        rolled_at=draw.rolled_at,
        drawn_at=at or timezone.now(),
    )
