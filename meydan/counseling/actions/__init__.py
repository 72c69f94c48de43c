"""Every write of the room, by whom it is for."""

from meydan.counseling.actions.booking import book
from meydan.counseling.actions.cases import open_case
from meydan.counseling.actions.converting import convert_some, restore_some
from meydan.counseling.actions.earlier import (
    accept_earlier,
    decline_earlier,
    lapse_offer,
    offer_earlier,
    wait_for_earlier,
)
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
from meydan.counseling.actions.moving import cancel, leave_list, reschedule
from meydan.counseling.actions.opening import note_opening
from meydan.counseling.actions.phones import ask_phone_code, confirm_phone, drop_phone_checks
from meydan.counseling.actions.policy import set_policy
from meydan.counseling.actions.reminding import remind
from meydan.counseling.actions.taking import take
from meydan.counseling.actions.team import add_counselor, change_counselor
from meydan.counseling.actions.topics import add_topic, change_topic

__all__ = [
    "accept_earlier",
    "add_counselor",
    "add_hours",
    "add_room",
    "add_season",
    "add_topic",
    "ask_phone_code",
    "book",
    "cancel",
    "change_counselor",
    "change_hours",
    "change_room",
    "change_season",
    "change_topic",
    "confirm_phone",
    "convert_some",
    "copy_hours",
    "decline_earlier",
    "drop_phone_checks",
    "lapse_offer",
    "leave_list",
    "note_opening",
    "offer_earlier",
    "open_case",
    "remind",
    "remove_hours",
    "remove_leave",
    "remove_season",
    "reschedule",
    "restore_some",
    "say_leave",
    "set_policy",
    "take",
    "wait_for_earlier",
]
