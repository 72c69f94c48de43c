"""Every write of the rounds: rounds and their stages; ideas and what is said of them; review, joining, projects."""

from meydan.budgets.actions.batches import decide_many, decide_one, end_batch
from meydan.budgets.actions.joining import answer_move, ask_some, join, part
from meydan.budgets.actions.listing import take_back, take_over, write_list
from meydan.budgets.actions.project_telling import gather_hearers, tell_some
from meydan.budgets.actions.projects import ask_whether_fixed, pass_project_on, report, say_whether_fixed, take_silence
from meydan.budgets.actions.review_forgetting import forget_review
from meydan.budgets.actions.reviewing import (
    answer_unit,
    ask_author,
    change_cost,
    decide,
    drop_phrase,
    give_to_unit,
    keep_phrase,
    pass_on,
    reopen_review,
)

__all__ = [
    "answer_move",
    "answer_unit",
    "ask_author",
    "ask_some",
    "ask_whether_fixed",
    "change_cost",
    "decide",
    "decide_many",
    "decide_one",
    "drop_phrase",
    "end_batch",
    "forget_review",
    "gather_hearers",
    "give_to_unit",
    "join",
    "keep_phrase",
    "part",
    "pass_on",
    "pass_project_on",
    "reopen_review",
    "report",
    "say_whether_fixed",
    "take_back",
    "take_over",
    "take_silence",
    "tell_some",
    "write_list",
]
