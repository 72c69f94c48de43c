"""Every write of this room: planning, registering, who is next in line."""

from meydan.programs.actions.afterwards import certify, free_place, miss
from meydan.programs.actions.content import fold_views, forget_views, open_content
from meydan.programs.actions.copying import MOST_AT_ONCE, copy, copy_later, copying_key
from meydan.programs.actions.line import draw, end_lines, lapse_offers, offer_places
from meydan.programs.actions.meetings import add_sessions, cancel_session, end_series, extend, move_session
from meydan.programs.actions.ordering import forget_reasons, promote, take_off
from meydan.programs.actions.planning import cancel_program, change, plan, publish, publish_ready
from meydan.programs.actions.registering import accept_offer, cancel_registration, register

__all__ = [
    "MOST_AT_ONCE",
    "accept_offer",
    "add_sessions",
    "cancel_program",
    "cancel_registration",
    "cancel_session",
    "certify",
    "change",
    "copy",
    "copy_later",
    "copying_key",
    "draw",
    "end_lines",
    "end_series",
    "extend",
    "fold_views",
    "forget_reasons",
    "forget_views",
    "free_place",
    "lapse_offers",
    "miss",
    "move_session",
    "offer_places",
    "open_content",
    "plan",
    "promote",
    "publish",
    "publish_ready",
    "register",
    "take_off",
]
