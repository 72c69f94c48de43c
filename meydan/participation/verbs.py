from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "participation.corrected": _("Corrected a participation"),
    "participation.forgotten": _("Removed somebody from their participations"),
    "participation.rebuilt": _("Summed the participations anew"),
    "participation.recorded": _("Recorded a participation"),
    "participation.withdrawn": _("Withdrew a participation"),
}
