"""Which stage a round is in, and who may do what in it."""

from meydan.budgets.rules.proposing import may_propose
from meydan.budgets.rules.rounds import stage_of

__all__ = ["may_propose", "stage_of"]
