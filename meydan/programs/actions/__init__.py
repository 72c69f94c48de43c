"""Every write of this room: planning, registering, calling the roll."""

from meydan.programs.actions.planning import (
    add_sessions,
    cancel_program,
    cancel_session,
    change,
    move_session,
    plan,
    publish,
)
from meydan.programs.actions.registering import cancel_registration, register
from meydan.programs.actions.roll import call_roll, count_heads, mark

__all__ = [
    "add_sessions",
    "call_roll",
    "cancel_program",
    "cancel_registration",
    "cancel_session",
    "change",
    "count_heads",
    "mark",
    "move_session",
    "plan",
    "publish",
    "register",
]
