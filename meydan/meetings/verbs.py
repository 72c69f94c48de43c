from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "meetings.add_item": _("Put an item on an agenda"),
    "meetings.answer": _("Answered an invitation to a meeting"),
    "meetings.approve": _("Approved the minutes of a meeting"),
    "meetings.begin": _("Came to an item of an agenda"),
    "meetings.call": _("Called a meeting"),
    "meetings.cancel": _("Canceled a meeting"),
    "meetings.close": _("Closed a meeting"),
    "meetings.decide": _("Wrote down a decision of a meeting"),
    "meetings.follow": _("Called the next meeting"),
    "meetings.forget": _("Removed somebody from meetings"),
    "meetings.invite": _("Invited to a meeting"),
    "meetings.mark": _("Wrote down who came to a meeting"),
    "meetings.move": _("Moved a meeting"),
    "meetings.open": _("Opened a meeting"),
    "meetings.raise_item": _("Moved an item up on an agenda"),
    "meetings.remove_item": _("Took an item off an agenda"),
    "meetings.sample": _("Made a sample meeting"),
    "meetings.unbegin": _("Took back the beginning of an item of an agenda"),
    "meetings.uninvite": _("Took back an invitation to a meeting"),
    "meetings.unopen": _("Took back the opening of a meeting"),
    "meetings.write": _("Wrote down what was said in a meeting"),
}
