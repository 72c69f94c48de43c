from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "certificates.forget": _("Took the name from a certificate"),
    "certificates.issue": _("Issued certificates"),
    "certificates.revoke": _("Revoked a certificate"),
    "certificates.tell": _("Told people of their certificates"),
}
