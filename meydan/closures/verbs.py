from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "closures.begin": _("Began a closure"),
    "closures.change": _("Changed the draft of a closure"),
    "closures.close_some": _("Closed some occasions"),
    "closures.closed": _("Saw to all occasions of a closure"),
    "closures.discard": _("Threw away the draft of a closure"),
    "closures.plan": _("Drafted a closure"),
    "closures.restore_some": _("Put some occasions back"),
    "closures.restored": _("Saw to all occasions of an undoing"),
    "closures.set_links": _("Set links of a closure"),
    "closures.told": _("Told everybody of a closure"),
    "closures.undo": _("Undid a closure"),
}
