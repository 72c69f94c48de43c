"""Every write of the room, by whom it is for."""

from meydan.campaigns.actions.calling_off import call_off
from meydan.campaigns.actions.closing import close_evaluation, reopen_evaluation
from meydan.campaigns.actions.costs import add_cost, change_cost, remove_cost
from meydan.campaigns.actions.council import call_council
from meydan.campaigns.actions.delivering import say_delivery
from meydan.campaigns.actions.inviting import invite, tell, tell_all, uninvite
from meydan.campaigns.actions.keeping import forget_kept, keep, let_go
from meydan.campaigns.actions.needs import set_concerns, set_slots, set_supplies
from meydan.campaigns.actions.places import add_place, make_host, remove_place, set_spaces
from meydan.campaigns.actions.planning import (
    clear_lost,
    pin,
    pin_all,
    place_session,
    take_out,
)
from meydan.campaigns.actions.promises import answer, change_promise, copy_promises, promise, withdraw_promise
from meydan.campaigns.actions.published import add_session, call_off_published, cancel_session, move_session
from meydan.campaigns.actions.publishing import end_stage, print_again, publish
from meydan.campaigns.actions.runs import (
    ask_run,
    begin_run,
    fail_lost_runs,
    fail_run,
    keep_conflict,
    keep_timetable,
    step_run,
    stop_run,
)
from meydan.campaigns.actions.stages import (
    change_history,
    change_stage,
    close_declaring,
    enter_history,
    found_campaign,
    open_declaring,
    open_stage,
    reopen_declaring,
)
from meydan.campaigns.actions.swapping import swap_sessions

__all__ = [
    "add_cost",
    "add_place",
    "add_session",
    "answer",
    "ask_run",
    "begin_run",
    "call_council",
    "call_off",
    "call_off_published",
    "cancel_session",
    "change_cost",
    "change_history",
    "change_promise",
    "change_stage",
    "clear_lost",
    "close_declaring",
    "close_evaluation",
    "copy_promises",
    "end_stage",
    "enter_history",
    "fail_lost_runs",
    "fail_run",
    "forget_kept",
    "found_campaign",
    "invite",
    "keep",
    "keep_conflict",
    "keep_timetable",
    "let_go",
    "make_host",
    "move_session",
    "open_declaring",
    "open_stage",
    "pin",
    "pin_all",
    "place_session",
    "print_again",
    "promise",
    "publish",
    "remove_cost",
    "remove_place",
    "reopen_declaring",
    "reopen_evaluation",
    "say_delivery",
    "set_concerns",
    "set_slots",
    "set_spaces",
    "set_supplies",
    "step_run",
    "stop_run",
    "swap_sessions",
    "take_out",
    "tell",
    "tell_all",
    "uninvite",
    "withdraw_promise",
]
