"""Every write to the tree of areas, to venues and their halls, and of files brought in."""

from meydan.places.actions.areas import add_area, edit_area, move_area
from meydan.places.actions.imports import apply_import, import_areas, import_borders, read_import
from meydan.places.actions.venues import (
    HallFacts,
    VenueFacts,
    add_hall,
    add_venue,
    close_venue,
    edit_hall,
    edit_venue,
    reopen_venue,
)

__all__ = [
    "HallFacts",
    "VenueFacts",
    "add_area",
    "add_hall",
    "add_venue",
    "apply_import",
    "close_venue",
    "edit_area",
    "edit_hall",
    "edit_venue",
    "import_areas",
    "import_borders",
    "move_area",
    "read_import",
    "reopen_venue",
]
