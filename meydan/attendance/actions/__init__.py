"""Every write of this room: saying who came, settling it, closing the roll."""

from meydan.attendance.actions.arriving import check_in, join
from meydan.attendance.actions.closing import close, reopen
from meydan.attendance.actions.leaving import forget
from meydan.attendance.actions.saying import say, say_now
from meydan.attendance.actions.settling import settle

__all__ = ["check_in", "close", "forget", "join", "reopen", "say", "say_now", "settle"]
