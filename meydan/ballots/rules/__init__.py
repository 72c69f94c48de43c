"""Who may vote, cast for whom, close, count and see what; and when."""

from meydan.ballots.rules.voting import (
    Voting,
    age,
    closed_to,
    is_known,
    is_open,
    may_vote,
    own_pot,
    pots,
    pots_of,
    slot_in,
)

__all__ = [
    "Voting",
    "age",
    "closed_to",
    "is_known",
    "is_open",
    "may_vote",
    "own_pot",
    "pots",
    "pots_of",
    "slot_in",
]
