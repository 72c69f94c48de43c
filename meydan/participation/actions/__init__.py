"""Writing the ledger. Doors call these inside their own actions; sheets are marked in the same transaction."""

from meydan.participation.actions.sheets import (
    distrust_sheets,
    draw_up,
    draw_up_all,
    keep_sheets,
    number_parts,
    untrue_sheets,
    waiting,
)
from meydan.participation.actions.writing import forget, record, record_many, withdraw, withdraw_many
from meydan.participation.drafts import Draft

__all__ = [
    "Draft",
    "distrust_sheets",
    "draw_up",
    "draw_up_all",
    "forget",
    "keep_sheets",
    "number_parts",
    "record",
    "record_many",
    "untrue_sheets",
    "waiting",
    "withdraw",
    "withdraw_many",
]
