"""What the worker does: rounds move on, ideas are given to units, those concerned are told."""

from meydan.budgets.tasks.ideas import tell_moderators, tell_where_ideas_stand
from meydan.budgets.tasks.projects import ask_whether_fixed, gather_hearers, take_project_silence, tell_of_report
from meydan.budgets.tasks.reviewing import ask_to_move, decide_batch, give_waiting
from meydan.budgets.tasks.rounds import move_on, tell_round

__all__ = [
    "ask_to_move",
    "ask_whether_fixed",
    "decide_batch",
    "gather_hearers",
    "give_waiting",
    "move_on",
    "take_project_silence",
    "tell_moderators",
    "tell_of_report",
    "tell_round",
    "tell_where_ideas_stand",
]
