from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "calendar.announce": _("Announced occasions"),
    "calendar.cancel": _("Canceled an occasion"),
    "calendar.close_feed": _("Closed a calendar feed"),
    "calendar.end_series": _("Gave a series its end"),
    "calendar.extend_series": _("Extended a series that has no end"),
    "calendar.forget_holiday": _("Removed a holiday"),
    "calendar.mark_held": _("Marked an occasion as held"),
    "calendar.move": _("Moved an occasion"),
    "calendar.open_feed": _("Opened a calendar feed"),
    "calendar.move_online": _("Moved an occasion online"),
    "calendar.plan": _("Planned an occasion"),
    "calendar.plan_series": _("Planned a series of occasions"),
    "calendar.postpone": _("Postponed an occasion"),
    "calendar.re_resolve": _("Set the time of an occasion anew by its prayer"),
    "calendar.renew_feed": _("Renewed a calendar feed"),
    "calendar.restore": _("Put an occasion back as it was"),
    "calendar.tell_guests": _("Began to tell the guests of an occasion"),
    "calendar.set_holiday": _("Set a holiday"),
}
