"""Every write of draws, from the first prize written down to the last one handed over."""

from meydan.draws.actions.drawing import keep_outcome, show_all, show_next, tell_winners
from meydan.draws.actions.freezing import freeze, hand_out, publish, tell_some
from meydan.draws.actions.handing import hand_over, replace
from meydan.draws.actions.overseeing import commit, read_dice, reveal, start_committing, start_revealing, void
from meydan.draws.actions.preparing import (
    appoint_overseer,
    change,
    discard,
    dismiss_overseer,
    exclude,
    forget,
    let_in,
    prepare,
)

__all__ = [
    "appoint_overseer",
    "change",
    "commit",
    "discard",
    "dismiss_overseer",
    "exclude",
    "forget",
    "freeze",
    "hand_out",
    "hand_over",
    "keep_outcome",
    "let_in",
    "prepare",
    "publish",
    "read_dice",
    "replace",
    "reveal",
    "show_all",
    "show_next",
    "start_committing",
    "start_revealing",
    "tell_some",
    "tell_winners",
    "void",
]
