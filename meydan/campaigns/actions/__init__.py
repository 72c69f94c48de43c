"""Every write of the room, by whom it is for."""

from meydan.campaigns.actions.council import call_council
from meydan.campaigns.actions.delivering import say_delivery
from meydan.campaigns.actions.inviting import invite, tell, tell_all, uninvite
from meydan.campaigns.actions.promises import answer, change_promise, copy_promises, promise, withdraw_promise
from meydan.campaigns.actions.stages import (
    add_place,
    call_off,
    change_history,
    change_stage,
    close_declaring,
    enter_history,
    found_campaign,
    make_host,
    open_declaring,
    open_stage,
    remove_place,
    reopen_declaring,
    set_concerns,
    set_slots,
    set_spaces,
    set_supplies,
)

__all__ = [
    "add_place",
    "answer",
    "call_council",
    "call_off",
    "change_history",
    "change_promise",
    "change_stage",
    "close_declaring",
    "copy_promises",
    "enter_history",
    "found_campaign",
    "invite",
    "make_host",
    "open_declaring",
    "open_stage",
    "promise",
    "remove_place",
    "reopen_declaring",
    "say_delivery",
    "set_concerns",
    "set_slots",
    "set_spaces",
    "set_supplies",
    "tell",
    "tell_all",
    "uninvite",
    "withdraw_promise",
]
