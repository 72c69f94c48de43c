"""Writing the ledger. Doors call these inside their own actions; the sums of `Daily` change in the same transaction."""

from meydan.participation.actions.writing import forget, rebuild, record, record_many, withdraw, withdraw_many
from meydan.participation.drafts import Draft

__all__ = ["Draft", "forget", "rebuild", "record", "record_many", "withdraw", "withdraw_many"]
