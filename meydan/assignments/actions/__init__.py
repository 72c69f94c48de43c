"""Every write of orders: giving them, doing them, asking whether it is so, telling whom they concern."""

from meydan.assignments.actions.asking import answer, close, confirm_silent, forget, reopen
from meydan.assignments.actions.doing import accept, finish, report, send_back
from meydan.assignments.actions.ordering import give, join, pass_on, set_term, withdraw
from meydan.assignments.actions.telling import escalate, tell_some

__all__ = [
    "accept",
    "answer",
    "close",
    "confirm_silent",
    "escalate",
    "finish",
    "forget",
    "give",
    "join",
    "pass_on",
    "reopen",
    "report",
    "send_back",
    "set_term",
    "tell_some",
    "withdraw",
]
