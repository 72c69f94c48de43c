"""Every write of the room, by whom it is for."""

# team
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
from meydan.counseling.actions.opening import note_opening
from meydan.counseling.actions.policy import set_policy
from meydan.counseling.actions.team import add_counselor, change_counselor
from meydan.counseling.actions.topics import add_topic, change_topic

__all__ = [
    "add_counselor",
    "add_hours",
    "add_room",
    "add_season",
    "add_topic",
    "change_counselor",
    "change_hours",
    "change_room",
    "change_season",
    "change_topic",
    "copy_hours",
    "note_opening",
    "remove_hours",
    "remove_season",
    "set_policy",
]
