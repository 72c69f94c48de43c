"""Every write of the evening with the mayor."""

from meydan.questions.actions.asking import ask, withdraw
from meydan.questions.actions.editions import (
    announce,
    cancel,
    change,
    change_topics,
    end_live,
    follow,
    go_live,
    open_edition,
    open_series,
)
from meydan.questions.actions.forgetting import forget
from meydan.questions.actions.supporting import support, unsupport
from meydan.questions.actions.telling import tell_askers, tell_moderators

__all__ = [
    "announce",
    "ask",
    "cancel",
    "change",
    "change_topics",
    "end_live",
    "follow",
    "forget",
    "go_live",
    "open_edition",
    "open_series",
    "support",
    "tell_askers",
    "tell_moderators",
    "unsupport",
    "withdraw",
]
