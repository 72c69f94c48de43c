"""What the worker does: the timetable is planned, a stage ends."""

# planning
from meydan.campaigns.tasks.planning import look_after_runs, plan

# public
from meydan.campaigns.tasks.public import end_stages

__all__ = ["end_stages", "look_after_runs", "plan"]
