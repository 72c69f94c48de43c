"""The picture that is shared of an edition, as messengers and networks show its page; laid out by `sheet/share.typ`."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from meydan.base import paper, wording
from meydan.questions.models import Edition

LAYOUT: Final = Path(__file__).parent / "sheet" / "share.typ"


def facts(edition: Edition, address: str) -> dict[str, Any]:
    """All that stands on it, in the language of whoever asks for it."""
    starts_at, language = edition.occasion.starts_at, wording.language()
    return {
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "house": settings.SITE_NAME,
        "title": paper.plain(wording.digits(edition.title)),
        "when": _("%(day)s at %(time)s") % {"day": wording.day(starts_at, "weekday"), "time": wording.clock(starts_at)},
        "who": paper.plain(_("%(who)s answers") % {"who": edition.answered_by}) if edition.answered_by else "",
        "call": _("Ask, suggest or criticize"),
        "qr": paper.qr(address),
    }


def drawn(edition: Edition, address: str) -> bytes:
    """As PNG, 1200 by 630 pixels."""
    return paper.render(LAYOUT, facts(edition, address), edition.occasion.changed_at, "png")
