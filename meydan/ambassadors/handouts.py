"""The kit: a sheet to put up and a handbill to give away, with the ambassador's link; laid out by `sheet/kit.typ`."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from meydan.ambassadors import kits
from meydan.ambassadors.models import Ambassador
from meydan.base import paper, wording

LAYOUT: Final = Path(__file__).parent / "sheet" / "kit.typ"


def short(address: str) -> str:
    """As it is typed by hand."""
    return address.partition("://")[2].rstrip("/")


def facts(ambassador: Ambassador, address: str, size: str) -> dict[str, Any]:
    """All that stands on it, in the language of whoever asks for it."""
    call, language = ambassador.call, wording.language()
    named = ambassador.person.name if ambassador.shows_name else ""
    return {
        "size": size,
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "house": settings.SITE_NAME,
        "title": paper.plain(wording.digits(call.title)),
        "area": "" if str(call.area) in wording.digits(call.title) else paper.plain(str(call.area)),
        "days": [[paper.plain(name), said] for name, said in kits.said(call)],
        "steps_heading": _("How to take part"),
        "steps": [[wording.number(at), paper.plain(step)] for at, step in enumerate(kits.of(call).steps(call), 1)],
        "scan": _("Scan it with the camera of your phone"),
        "type": _("or type this address:"),
        "address": short(address),
        "qr": paper.qr(address),
        "by": paper.plain(_("Your neighborhood’s ambassador: %(name)s") % {"name": named}) if named else "",
        "free": _("Taking part is free. Nobody asks you for money or for your bank card."),
    }
