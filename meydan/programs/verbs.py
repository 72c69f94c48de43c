from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "programs.add_sessions": _("Added sessions to a program"),
    "programs.cancel_program": _("Canceled a program"),
    "programs.cancel_registration": _("Canceled a registration"),
    "programs.cancel_session": _("Canceled a session"),
    "programs.change": _("Changed a program"),
    "programs.move_session": _("Moved a session"),
    "programs.plan": _("Planned a program"),
    "programs.publish": _("Published a program"),
    "programs.register": _("Registered somebody for a program"),
    "programs.sample": _("Made sample programs"),
}
