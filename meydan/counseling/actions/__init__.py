"""Every write of the room, by whom it is for."""

# team
from meydan.counseling.actions.converting import convert_some, restore_some
from meydan.counseling.actions.hours import (
    add_hours,
    add_room,
    add_season,
    change_hours,
    change_room,
    change_season,
    copy_hours,
    remove_hours,
    remove_season,
)
from meydan.counseling.actions.leave import remove_leave, say_leave

# confidence
from meydan.counseling.actions.opening import note_opening
from meydan.counseling.actions.phones import ask_phone_code, confirm_phone, drop_phone_checks
from meydan.counseling.actions.policy import set_policy
from meydan.counseling.actions.team import add_counselor, change_counselor
from meydan.counseling.actions.topics import add_topic, change_topic

__all__ = [
    "add_counselor",
    "add_hours",
    "add_room",
    "add_season",
    "add_topic",
    "ask_phone_code",
    "change_counselor",
    "change_hours",
    "change_room",
    "change_season",
    "change_topic",
    "confirm_phone",
    "convert_some",
    "copy_hours",
    "drop_phone_checks",
    "note_opening",
    "remove_hours",
    "remove_leave",
    "remove_season",
    "restore_some",
    "say_leave",
    "set_policy",
]
