from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "attendance.arrive": _("Said that somebody is here"),
    "attendance.close": _("Closed a roll"),
    "attendance.forget": _("Erased a person from the rolls"),
    "attendance.reopen": _("Opened a roll again"),
    "attendance.say": _("Took roll at a session"),
    "attendance.settle": _("Settled what was said differently"),
}
