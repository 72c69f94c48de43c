"""Every write of the calendar."""

from meydan.calendar.actions.feeds import close_feed, open_feed, renew_feed
from meydan.calendar.actions.holidays import forget_holiday, set_holiday
from meydan.calendar.actions.occasions import announce, cancel, mark_held, move, plan, plan_all, plan_series

__all__ = [
    "announce",
    "cancel",
    "close_feed",
    "forget_holiday",
    "mark_held",
    "move",
    "open_feed",
    "plan",
    "plan_all",
    "plan_series",
    "renew_feed",
    "set_holiday",
]
