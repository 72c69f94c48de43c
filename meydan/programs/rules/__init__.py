"""Pure questions about a program: may this person, is this window open."""

from meydan.programs.rules.afterwards import is_certified
from meydan.programs.rules.line import (
    LAST_OFFER_BEFORE,
    is_drawn_later,
    may_answer,
    may_order,
    offer_deadline,
    offer_stands,
)
from meydan.programs.rules.planning import (
    FIELDS,
    USUAL_PROTOCOLS,
    drop_what_does_not_apply,
    goes_on,
    horizon,
    mistakes,
)
from meydan.programs.rules.publishing import Check, checklist, may_publish, missing
from meydan.programs.rules.quarters import Quarter, first_day_of_copy, quarter_of, same_day_in
from meydan.programs.rules.registering import ages, may_register_for, registration_window, suits, unsuitable
from meydan.programs.rules.roles import PLANNERS, READERS, ROLL_CALLERS, may_plan, may_read
from meydan.programs.rules.windows import Window

__all__ = [
    "FIELDS",
    "LAST_OFFER_BEFORE",
    "PLANNERS",
    "READERS",
    "ROLL_CALLERS",
    "USUAL_PROTOCOLS",
    "Check",
    "Quarter",
    "Window",
    "ages",
    "checklist",
    "drop_what_does_not_apply",
    "first_day_of_copy",
    "goes_on",
    "horizon",
    "is_certified",
    "is_drawn_later",
    "may_answer",
    "may_order",
    "may_plan",
    "may_publish",
    "may_read",
    "may_register_for",
    "missing",
    "mistakes",
    "offer_deadline",
    "offer_stands",
    "quarter_of",
    "registration_window",
    "same_day_in",
    "suits",
    "unsuitable",
]
