"""Every write of the room, by whom it is for."""

from meydan.counseling.actions.opening import note_opening

__all__ = [
    "note_opening",
]
