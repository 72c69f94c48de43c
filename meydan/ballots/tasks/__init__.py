"""What the worker does: the log, the close, the count."""

from meydan.ballots.tasks.closing import close_what_is_due, draw_lots, finish_closing
from meydan.ballots.tasks.counting import count_poll, forget_recounts, recount
from meydan.ballots.tasks.log import keep_log

__all__ = ["close_what_is_due", "count_poll", "draw_lots", "finish_closing", "forget_recounts", "keep_log", "recount"]
