"""The certificate as a paper: A4 in PDF, set by Typst when it is opened. Nothing of it is stored.

`sheet/certificate.typ` is the layout. What a person or an officer typed reaches it as JSON and is text there, whatever
it looks like: it is never part of Typst's code.
"""

import datetime as dt
import hashlib
import io
import json
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.certificates.models import Certificate
from meydan.engines import persian

if TYPE_CHECKING:
    import typst

SHEET: Final = Path(__file__).parent / "sheet"
LAYOUT: Final = SHEET / "certificate.typ"
_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks that would turn what follows


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
        "organization": _plain(issue.organization),
        "before_name": _("This is to certify that"),
        "name": _plain(certificate.name),
        "before_title": _("completed the following course"),
        "title": _plain(wording.digits(issue.title)),
        "attended": f"{hours(issue.minutes)} · {attended(certificate)}",
        "facts": [
            (_("Issued on"), wording.day(issue.issued_at)),
            (_("Held in"), _plain(str(issue.area))),
            (_("Code of the certificate"), wording.LTR_ISOLATE + certificate.shown_code + wording.POP_ISOLATE),
        ],
        "footnote": _("Valid without a seal or a signature: anybody can verify it."),
        "check": _(
            "To verify it, scan this code, or write the code of the certificate on Meydan’s page “Certificates”."
        ),
        "qr": _qr(address),
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


def tag(said: dict[str, Any]) -> str:
    """What changes when the paper would: an ETag."""
    written = json.dumps(said, sort_keys=True).encode() + _layout()
    return f'"{hashlib.sha256(written).hexdigest()[:32]}"'


def render(said: dict[str, Any], at: dt.datetime, output: Literal["pdf", "png"] = "pdf") -> bytes:
    """The same bytes for the same words: `at`, when it was issued, is the moment the file names."""
    import typst

    made: bytes = typst.compile(
        LAYOUT,
        root=SHEET,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(said)},
        format=output,
        timestamp=int(at.timestamp()),
    )
    return made


def _plain(text: str) -> str:
    return _TURNING.sub("", persian.tidy(text))


def _qr(address: str) -> str:
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, dark="#17305a", omitsize=True)
    return drawn.getvalue().decode()


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[SHEET / "fonts"])


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes() + version("typst").encode()
