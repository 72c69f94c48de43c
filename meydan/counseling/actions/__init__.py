"""Every write of the room, by whom it is for."""

from meydan.counseling.actions.arrivals import check_in, undo_check_in
from meydan.counseling.actions.asking import ask_call
from meydan.counseling.actions.booking import book
from meydan.counseling.actions.calls import (
    cancel_call,
    free_lost_calls,
    give_back_call,
    miss_call,
    reach,
    show_number,
    take_call,
)
from meydan.counseling.actions.cases import open_case
from meydan.counseling.actions.closing import close_session, miss_session, reopen_session
from meydan.counseling.actions.converting import convert_some, restore_some
from meydan.counseling.actions.earlier import (
    accept_earlier,
    decline_earlier,
    lapse_offer,
    offer_earlier,
    wait_for_earlier,
)
from meydan.counseling.actions.following import give_next
from meydan.counseling.actions.freezing import freeze_figures
from meydan.counseling.actions.glass import agree_glass, ask_glass, refuse_glass
from meydan.counseling.actions.homework import give_homework, say_homework_done, take_back_homework
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
from meydan.counseling.actions.keeping import ask_erasure, drop_old_log, erase_case, hold, release, write_keeping
from meydan.counseling.actions.leave import remove_leave, say_leave
from meydan.counseling.actions.moving import cancel, leave_list, reschedule
from meydan.counseling.actions.notes import correct_note, write_note
from meydan.counseling.actions.opening import note_opening
from meydan.counseling.actions.phones import ask_phone_code, confirm_phone, drop_phone_checks
from meydan.counseling.actions.policy import set_policy
from meydan.counseling.actions.reminding import remind
from meydan.counseling.actions.sharing import end_grant, give_grant
from meydan.counseling.actions.taking import take
from meydan.counseling.actions.team import add_counselor, change_counselor
from meydan.counseling.actions.topics import add_topic, change_topic
from meydan.counseling.actions.wrapping import rewrap_some

__all__ = [
    "accept_earlier",
    "add_counselor",
    "add_hours",
    "add_room",
    "add_season",
    "add_topic",
    "agree_glass",
    "ask_call",
    "ask_erasure",
    "ask_glass",
    "ask_phone_code",
    "book",
    "cancel",
    "cancel_call",
    "change_counselor",
    "change_hours",
    "change_room",
    "change_season",
    "change_topic",
    "check_in",
    "close_session",
    "confirm_phone",
    "convert_some",
    "copy_hours",
    "correct_note",
    "decline_earlier",
    "drop_old_log",
    "drop_phone_checks",
    "end_grant",
    "erase_case",
    "free_lost_calls",
    "freeze_figures",
    "give_back_call",
    "give_grant",
    "give_homework",
    "give_next",
    "hold",
    "lapse_offer",
    "leave_list",
    "miss_call",
    "miss_session",
    "note_opening",
    "offer_earlier",
    "open_case",
    "reach",
    "refuse_glass",
    "release",
    "remind",
    "remove_hours",
    "remove_leave",
    "remove_season",
    "reopen_session",
    "reschedule",
    "restore_some",
    "rewrap_some",
    "say_homework_done",
    "say_leave",
    "set_policy",
    "show_number",
    "take",
    "take_back_homework",
    "take_call",
    "undo_check_in",
    "wait_for_earlier",
    "write_keeping",
    "write_note",
]
