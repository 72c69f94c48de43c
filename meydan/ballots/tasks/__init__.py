"""What the worker does: the log, the close, the count."""

from meydan.ballots.tasks.log import keep_log

__all__ = ["keep_log"]
