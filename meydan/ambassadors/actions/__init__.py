"""Every write of ambassadors: calls, applications, decisions, what they did, and forgetting."""

from meydan.ambassadors.actions.applying import apply, show_name, step_back
from meydan.ambassadors.actions.calls import change_call, close_call, open_call
from meydan.ambassadors.actions.deciding import accept, decline, end
from meydan.ambassadors.actions.forgetting import forget
from meydan.ambassadors.actions.logging import change_activity, delete_activity, log_activity

__all__ = [
    "accept",
    "apply",
    "change_activity",
    "change_call",
    "close_call",
    "decline",
    "delete_activity",
    "end",
    "forget",
    "log_activity",
    "open_call",
    "show_name",
    "step_back",
]
