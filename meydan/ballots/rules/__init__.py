"""Who may vote, cast for whom, close, count and see what; and when."""

from meydan.ballots.rules.stations import (
    LEADERS,
    SERVERS,
    may_lead,
    may_serve,
    may_settle,
    may_type,
    takes_paper,
    takes_votes,
)
from meydan.ballots.rules.voting import (
    CHOSEN,
    Voting,
    age,
    closed_to,
    is_known,
    is_open,
    knows_home,
    may_vote,
    own_pot,
    pots,
    pots_of,
    slot_in,
)

__all__ = [
    "CHOSEN",
    "LEADERS",
    "SERVERS",
    "Voting",
    "age",
    "closed_to",
    "is_known",
    "is_open",
    "knows_home",
    "may_lead",
    "may_serve",
    "may_settle",
    "may_type",
    "may_vote",
    "own_pot",
    "pots",
    "pots_of",
    "slot_in",
    "takes_paper",
    "takes_votes",
]
