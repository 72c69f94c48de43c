"""Every write of closures: what officers decide, and what their tasks carry out batch by batch."""

from meydan.closures.actions.carrying_out import (
    close_planned,
    close_some,
    hold_closures,
    measure,
    restore_some,
    take_back_some,
    tell_some,
)
from meydan.closures.actions.deciding import PRIORITY, begin, change, discard, plan, set_links, undo

__all__ = [
    "PRIORITY",
    "begin",
    "change",
    "close_planned",
    "close_some",
    "discard",
    "hold_closures",
    "measure",
    "plan",
    "restore_some",
    "set_links",
    "take_back_some",
    "tell_some",
    "undo",
]
