"""What the worker does by itself: lines, groups without an end, views of content, many copies."""

from meydan.programs.tasks.content import fold_views, forget_views
from meydan.programs.tasks.copying import copy_programs
from meydan.programs.tasks.standing import extend, extend_all
from meydan.programs.tasks.waiting import draw_lines, lapse_offers, look_after_lines

__all__ = [
    "copy_programs",
    "draw_lines",
    "extend",
    "extend_all",
    "fold_views",
    "forget_views",
    "lapse_offers",
    "look_after_lines",
]
