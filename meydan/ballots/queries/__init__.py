"""Reads that have a name."""

from meydan.ballots.queries.stations import (
    Balance,
    balance,
    batches,
    different_sheets,
    of_poll,
    serving,
    stations,
    stations_within,
    typed_by,
    unsettled_paper,
    voters_at,
)

__all__ = [
    "Balance",
    "balance",
    "batches",
    "different_sheets",
    "of_poll",
    "serving",
    "stations",
    "stations_within",
    "typed_by",
    "unsettled_paper",
    "voters_at",
]
