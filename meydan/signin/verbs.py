from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "signin.code_asked": _("A sign-in code was asked for"),
    "signin.confirmed": _("Confirmed something by a code, through somebody else's device"),
    "signin.entered": _("Signed in"),
    "signin.factor_passed": _("Passed the second factor"),
    "signin.factor_reset": _("Reset somebody's second factor"),
    "signin.factor_set_up": _("Set up a second factor"),
    "signin.recovery_code_used": _("Used a recovery code"),
    "signin.recovery_codes_renewed": _("Renewed the recovery codes"),
}
