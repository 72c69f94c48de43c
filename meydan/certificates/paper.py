"""The certificate as a paper: A4 in PDF, laid out by `sheet/certificate.typ`."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import paper, wording
from meydan.certificates.models import Certificate

LAYOUT: Final = Path(__file__).parent / "sheet" / "certificate.typ"


def facts(certificate: Certificate, address: str) -> dict[str, Any]:
    """All that stands on the paper, in its holder's language; `address` is where its QR leads."""
    known = certificate.person.language in dict(settings.LANGUAGES)
    with translation.override(certificate.person.language if known else settings.LANGUAGE_CODE):
        return _facts(certificate, address)


def _facts(certificate: Certificate, address: str) -> dict[str, Any]:
    issue, language = certificate.issue, wording.language()
    return {
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "heading": _("Certificate of completion"),
        "organization": paper.plain(issue.organization),
        "before_name": _("This is to certify that"),
        "name": paper.plain(certificate.name),
        "before_title": _("completed the following course"),
        "title": paper.plain(wording.digits(issue.title)),
        "attended": f"{hours(issue.minutes)} · {attended(certificate)}",
        "facts": [
            (_("Issued on"), wording.day(issue.issued_at)),
            (_("Held in"), paper.plain(str(issue.area))),
            (_("Code of the certificate"), wording.LTR_ISOLATE + certificate.shown_code + wording.POP_ISOLATE),
        ],
        "footnote": _("Valid without a seal or a signature: anybody can verify it."),
        "check": _(
            "To verify it, scan this code, or write the code of the certificate on Meydan’s page “Certificates”."
        ),
        "qr": paper.qr(address),
        "revoked": "" if certificate.is_valid else _("Revoked"),
    }


def hours(minutes: int) -> str:
    """«۱۶ ساعت»; halves are said, smaller parts are rounded."""
    rounded = round(minutes / 30) / 2 or 0.5
    count = wording.number(rounded)
    return ngettext("%(count)s hour", "%(count)s hours", 1 if rounded == 1 else 2) % {"count": count}


def attended(certificate: Certificate) -> str:
    numbers = {"attended": wording.number(certificate.attended), "held": wording.number(certificate.issue.held)}
    return _("attended %(attended)s of %(held)s sessions") % numbers
