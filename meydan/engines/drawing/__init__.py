"""A draw that anybody can recompute: commit, freeze, reveal, roll, order.

    commitment(secret, "draw-7", "1")             # each overseer, on a phone of their own, before the list is frozen
    file = ticket_file(codes)                     # frozen and published with its ticket_hash
    drawn = seed("draw-7", ticket_hash(file), prizes, reveals, dice)
    order(drawn, file)                            # winners first, reserves next
    verify(transcript_bytes, file)                # anybody, any time later: None, or DrawMismatch

No single party can steer the outcome: whoever keeps the list does not know the secrets when it is frozen, each secret
was committed to before any was shown, and the dice fall on a table before everybody. Formats: docs/draw-transcript.md;
why so: docs/decisions/0013. `rfc3797` is the older public scheme, for draws that must follow it.
"""

from meydan.engines.drawing.errors import DrawMismatch, NotADraw
from meydan.engines.drawing.ordering import line_inputs, order, place
from meydan.engines.drawing.seeding import (
    DICE,
    Prize,
    Reveals,
    commitment,
    new_secret,
    phrase_secret,
    read_dice,
    read_secret,
    seed,
)
from meydan.engines.drawing.tickets import (
    new_ticket,
    read_ticket,
    spaced,
    ticket_codes,
    ticket_file,
    ticket_hash,
)
from meydan.engines.drawing.transcript import Overseer, read, transcript, verify

__all__ = [
    "DICE",
    "DrawMismatch",
    "NotADraw",
    "Overseer",
    "Prize",
    "Reveals",
    "commitment",
    "line_inputs",
    "new_secret",
    "new_ticket",
    "order",
    "phrase_secret",
    "place",
    "read",
    "read_dice",
    "read_secret",
    "read_ticket",
    "seed",
    "spaced",
    "ticket_codes",
    "ticket_file",
    "ticket_hash",
    "transcript",
    "verify",
]
