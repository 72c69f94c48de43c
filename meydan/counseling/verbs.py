from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "counseling.sample": _("Made sample counseling"),
    # keeping
    "counseling.ask_erasure": _("Asked for a file to be erased"),
    "counseling.erase": _("Erased a client’s file"),
    "counseling.hold_file": _("Held a client’s file by law"),
    "counseling.release_file": _("Ended the hold of a client’s file"),
    # booking
    "counseling.cancel": _("Canceled an appointment"),
    "counseling.decline_offer": _("Kept their own time"),
    "counseling.hold": _("Kept a time for an offer"),
    "counseling.lapse_offer": _("Let an offer pass"),
    "counseling.leave_list": _("Left the list for an earlier time"),
    "counseling.move": _("Moved an appointment"),
    "counseling.offer": _("Offered an earlier time"),
    "counseling.open_case": _("Opened a client’s file"),
    "counseling.take": _("Booked an appointment"),
    "counseling.wait_for_earlier": _("Asked for an earlier time"),
    # team
    "counseling.add_counselor": _("Added a counselor"),
    "counseling.add_hours": _("Gave a counselor weekly hours"),
    "counseling.add_room": _("Added a counseling room"),
    "counseling.add_season": _("Added a season of counseling hours"),
    "counseling.add_topic": _("Added a counseling topic"),
    "counseling.change_counselor": _("Changed a counselor"),
    "counseling.change_hours": _("Changed a counselor’s weekly hours"),
    "counseling.change_room": _("Changed a counseling room"),
    "counseling.change_season": _("Changed a season of counseling hours"),
    "counseling.change_topic": _("Changed a counseling topic"),
    "counseling.convert": _("Turned counseling sessions of a closed house into calls"),
    "counseling.copy_hours": _("Copied a counselor’s weekly hours"),
    "counseling.remove_hours": _("Removed a counselor’s weekly hours"),
    "counseling.remove_season": _("Removed a season of counseling hours"),
    "counseling.remove_leave": _("Took a counselor’s leave back"),
    "counseling.restore": _("Put counseling sessions back into their rooms"),
    "counseling.say_leave": _("Wrote a counselor’s leave"),
    "counseling.set_policy": _("Set the counseling rules of the city"),
    # booking
    # desk
    # confidence
    # desk
    "counseling.cancel_call": _("A call asked for was canceled"),
    "counseling.check_in": _("Checked in a counseling client by code"),
    "counseling.close_session": _("Closed a counseling session"),
    "counseling.free_call": _("Put a forgotten call back into the queue"),
    "counseling.give_back_call": _("Put a call back into the queue"),
    "counseling.give_homework": _("Gave a family a task"),
    "counseling.miss_call": _("Did not reach a caller"),
    "counseling.miss_session": _("Said that a client did not come"),
    "counseling.reach": _("Reached a caller"),
    "counseling.reopen_session": _("Opened a counseling session again"),
    "counseling.say_homework_done": _("A family's task was done"),
    "counseling.show_number": _("Looked at the number of a call"),
    "counseling.take_back_homework": _("Took back a family's task"),
    "counseling.take_call": _("Took a call from the queue"),
    "counseling.undo_check_in": _("Took back an arrival"),
    "counseling.write_note": _("Wrote a note of a session"),
}
