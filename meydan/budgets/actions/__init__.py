"""Every write of the rounds: rounds and their stages; ideas and what is said of them; review, joining, projects."""

from meydan.budgets.actions.batches import decide_many, decide_one, end_batch
from meydan.budgets.actions.comments import comment, report_abuse
from meydan.budgets.actions.idea_forgetting import forget_ideas
from meydan.budgets.actions.idea_telling import mark_told, tell_followers, tell_moderators
from meydan.budgets.actions.ideas import check_place, must_help, send_idea, withdraw_idea
from meydan.budgets.actions.joining import answer_move, ask_some, join, part
from meydan.budgets.actions.listing import take_back, take_over, write_list
from meydan.budgets.actions.moderating import (
    publish_comments,
    publish_idea,
    publish_ideas,
    refuse_comments,
    refuse_idea,
    refuse_ideas,
    settle_reports,
)
from meydan.budgets.actions.opening import move_on, open_ballot
from meydan.budgets.actions.project_telling import gather_hearers, tell_some
from meydan.budgets.actions.projects import ask_whether_fixed, pass_project_on, report, say_whether_fixed, take_silence
from meydan.budgets.actions.publishing import cancel_round, publish
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
from meydan.budgets.actions.round_telling import tell_officers, tell_round
from meydan.budgets.actions.rounds import change_round, open_round, set_ballot, set_credits, set_fields
from meydan.budgets.actions.stages import move_stages
from meydan.budgets.actions.supporting import follow, support, unfollow, unsupport

__all__ = [
    "answer_move",
    "answer_unit",
    "ask_author",
    "ask_some",
    "ask_whether_fixed",
    "cancel_round",
    "change_cost",
    "change_round",
    "check_place",
    "comment",
    "decide",
    "decide_many",
    "decide_one",
    "drop_phrase",
    "end_batch",
    "follow",
    "forget_ideas",
    "forget_review",
    "gather_hearers",
    "give_to_unit",
    "join",
    "keep_phrase",
    "mark_told",
    "move_on",
    "move_stages",
    "must_help",
    "open_ballot",
    "open_round",
    "part",
    "pass_on",
    "pass_project_on",
    "publish",
    "publish_comments",
    "publish_idea",
    "publish_ideas",
    "refuse_comments",
    "refuse_idea",
    "refuse_ideas",
    "reopen_review",
    "report",
    "report_abuse",
    "say_whether_fixed",
    "send_idea",
    "set_ballot",
    "set_credits",
    "set_fields",
    "settle_reports",
    "support",
    "take_back",
    "take_over",
    "take_silence",
    "tell_followers",
    "tell_moderators",
    "tell_officers",
    "tell_round",
    "tell_some",
    "unfollow",
    "unsupport",
    "withdraw_idea",
    "write_list",
]
