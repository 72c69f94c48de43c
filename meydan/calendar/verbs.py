from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "calendar.announce": _("Announced occasions"),
    "calendar.cancel": _("Canceled an occasion"),
    "calendar.close_feed": _("Closed a calendar feed"),
    "calendar.forget_holiday": _("Removed a holiday"),
    "calendar.mark_held": _("Marked an occasion as held"),
    "calendar.move": _("Moved an occasion"),
    "calendar.open_feed": _("Opened a calendar feed"),
    "calendar.plan": _("Planned an occasion"),
    "calendar.plan_series": _("Planned a series of occasions"),
    "calendar.renew_feed": _("Renewed a calendar feed"),
    "calendar.set_holiday": _("Set a holiday"),
}
