"""A week of many agencies planned: who holds what, in which space, at which slot (برنامه‌ریزی محلهٔ سلامت).

`solve` (OR-tools) and `greedy` make a timetable, `check` looks at one without either, `coverage` shows its holes,
`effects` what a move by hand does, `conflict` which wishes cannot be had together. OR-tools is loaded when it is used.
"""

from meydan.engines.planning.checking import check
from meydan.engines.planning.coverage import Cell, cells, coverage, idle, unevenness, weight
from meydan.engines.planning.explaining import Conflict, blocked, conflict, impossible
from meydan.engines.planning.greedy import greedy, unplaced
from meydan.engines.planning.moving import Effects, effects, moved
from meydan.engines.planning.problem import (
    Agency,
    Blocked,
    Concern,
    Level,
    Place,
    Placement,
    Plan,
    Problem,
    Progress,
    Rule,
    Service,
    Space,
    Status,
    Time,
    Violation,
)
from meydan.engines.planning.solving import solve

__all__ = [
    "Agency",
    "Blocked",
    "Cell",
    "Concern",
    "Conflict",
    "Effects",
    "Level",
    "Place",
    "Placement",
    "Plan",
    "Problem",
    "Progress",
    "Rule",
    "Service",
    "Space",
    "Status",
    "Time",
    "Violation",
    "blocked",
    "cells",
    "check",
    "conflict",
    "coverage",
    "effects",
    "greedy",
    "idle",
    "impossible",
    "moved",
    "solve",
    "unevenness",
    "unplaced",
    "weight",
]
