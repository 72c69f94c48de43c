"""Every write of the evening with the mayor."""

from meydan.questions.actions.airing import arrange, move, put_on_air, take_off_air
from meydan.questions.actions.answering import answer
from meydan.questions.actions.asking import ask, own, withdraw
from meydan.questions.actions.editions import (
    announce,
    cancel,
    change,
    change_series,
    end_live,
    follow,
    go_live,
    open_edition,
    open_series,
)
from meydan.questions.actions.forgetting import forget
from meydan.questions.actions.hops import tell_concerned
from meydan.questions.actions.moderating import merge, part, publish, refuse, sort
from meydan.questions.actions.ordering import order
from meydan.questions.actions.supporting import support, unsupport
from meydan.questions.actions.telling import tell_askers, tell_moderators
from meydan.questions.actions.tribunes import change_tribune, drop_tribune, hear_at_tribune, plan_tribune
from meydan.questions.actions.voices import keep_consent, keep_playable, mark_unreadable

__all__ = [
    "announce",
    "answer",
    "arrange",
    "ask",
    "cancel",
    "change",
    "change_series",
    "change_tribune",
    "drop_tribune",
    "end_live",
    "follow",
    "forget",
    "go_live",
    "hear_at_tribune",
    "keep_consent",
    "keep_playable",
    "mark_unreadable",
    "merge",
    "move",
    "open_edition",
    "open_series",
    "order",
    "own",
    "part",
    "plan_tribune",
    "publish",
    "put_on_air",
    "refuse",
    "sort",
    "support",
    "take_off_air",
    "tell_askers",
    "tell_concerned",
    "tell_moderators",
    "unsupport",
    "withdraw",
]
