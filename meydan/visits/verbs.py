from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "visits.apply_file": _("Brought in a door counter's file"),
    "visits.close_day": _("Said that a venue was closed on a day"),
    "visits.count": _("Counted a day's visits"),
    "visits.correct": _("Corrected a day's visits"),
    "visits.erase": _("Took back a day's count"),
    "visits.read_file": _("Read a door counter's file"),
    "visits.reopen_day": _("Took back that a venue was closed"),
    "visits.sample": _("Made sample visits"),
}
