"""Every write of the calendar."""

from meydan.calendar.actions.closing import Many, cancel_many, move_online_many, postpone_many, restore_many
from meydan.calendar.actions.feeds import close_feed, open_feed, renew_feed
from meydan.calendar.actions.holidays import forget_holiday, set_holiday
from meydan.calendar.actions.many import plan_many
from meydan.calendar.actions.occasions import announce, cancel, mark_held, move, move_many, plan, plan_all, plan_series
from meydan.calendar.actions.prayers import re_resolve
from meydan.calendar.actions.standing import end_series, extend_series

__all__ = [
    "Many",
    "announce",
    "cancel",
    "cancel_many",
    "close_feed",
    "end_series",
    "extend_series",
    "forget_holiday",
    "mark_held",
    "move",
    "move_many",
    "move_online_many",
    "open_feed",
    "plan",
    "plan_all",
    "plan_many",
    "plan_series",
    "postpone_many",
    "re_resolve",
    "renew_feed",
    "restore_many",
    "set_holiday",
]
