"""Every write of this room: planning, registering, who is next in line."""

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

__all__ = [
    "add_sessions",
    "cancel_program",
    "cancel_registration",
    "cancel_session",
    "change",
    "move_session",
    "plan",
    "publish",
    "register",
]
