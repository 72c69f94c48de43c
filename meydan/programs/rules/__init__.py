"""Pure questions about a program: may this person, is this window open."""

from meydan.programs.rules.line import (
    LAST_OFFER_BEFORE,
    is_drawn_later,
    may_answer,
    may_order,
    offer_deadline,
    offer_stands,
)
from meydan.programs.rules.publishing import Check, checklist, may_publish
from meydan.programs.rules.registering import ages, may_register_for, registration_window, suits, unsuitable
from meydan.programs.rules.roles import PLANNERS, READERS, ROLL_CALLERS, may_plan, may_read
from meydan.programs.rules.windows import Window

__all__ = [
    "LAST_OFFER_BEFORE",
    "PLANNERS",
    "READERS",
    "ROLL_CALLERS",
    "Check",
    "Window",
    "ages",
    "checklist",
    "is_drawn_later",
    "may_answer",
    "may_order",
    "may_plan",
    "may_publish",
    "may_read",
    "may_register_for",
    "offer_deadline",
    "offer_stands",
    "registration_window",
    "suits",
    "unsuitable",
]
