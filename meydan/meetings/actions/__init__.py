"""Every write of meetings."""

from meydan.meetings.actions.agenda import add_item, raise_item, remove_item
from meydan.meetings.actions.calling import call, cancel, follow, move
from meydan.meetings.actions.holding import approve, begin, close, decide, mark, open_meeting, unbegin, unopen, write
from meydan.meetings.actions.inviting import answer, forget, invite, uninvite

__all__ = [
    "add_item",
    "answer",
    "approve",
    "begin",
    "call",
    "cancel",
    "close",
    "decide",
    "follow",
    "forget",
    "invite",
    "mark",
    "move",
    "open_meeting",
    "raise_item",
    "remove_item",
    "unbegin",
    "uninvite",
    "unopen",
    "write",
]
