"""Before, while and after something is open."""

from enum import Enum


class Window(Enum):
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"
