"""Every write of the room, by whom it is for."""

# confidence
from meydan.counseling.actions.opening import note_opening
from meydan.counseling.actions.phones import ask_phone_code, confirm_phone, drop_phone_checks

__all__ = [
    "ask_phone_code",
    "confirm_phone",
    "drop_phone_checks",
    "note_opening",
]
