"""The minutes of a meeting (صورت‌جلسه): A4 in PDF, with places for signatures."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meydan.base import paper, wording
from meydan.meetings import queries
from meydan.meetings import wording as words
from meydan.meetings.models import Decision, Invited, Meeting

LAYOUT: Final = Path(__file__).parent / "sheet" / "minutes.typ"


def facts(meeting: Meeting, address: str) -> dict[str, Any]:
    """In the language of the house, whoever opens them. `address` is where its QR leads."""
    with translation.override(settings.LANGUAGE_CODE):
        return _facts(meeting, address)


def _facts(meeting: Meeting, address: str) -> dict[str, Any]:
    invited = list(queries.invited(meeting))
    came = [one for one in invited if one.came]
    return {
        "language": wording.language(),
        "direction": "rtl" if wording.language() == "fa" else "ltr",
        "heading": _("Minutes of the meeting"),
        "title": paper.plain(wording.digits(meeting.title)),
        "area": paper.plain(str(meeting.area)),
        "facts": [
            (_("Held on"), wording.moment(meeting.opened_at or meeting.occasion.starts_at)),
            (_("Where"), paper.plain(words.where(meeting)) or "—"),
            (pgettext("meeting", "Ended at"), wording.moment(meeting.closed_at) if meeting.closed_at else "—"),
            (_("Kind"), str(meeting.get_kind_display())),
        ],
        "rule_heading": _("Who came"),
        "rule": [_name(one) for one in came] or [_("Nobody was marked as present.")],
        "agenda_heading": _("Agenda"),
        "agenda": [
            {
                "title": f"{wording.number(number)}. {paper.plain(item.title)}",
                "presenter": _name(item.presenter) if item.presenter else "",
                "notes": [paper.plain(line) for line in item.notes.splitlines() if line.strip()],
            }
            for number, item in enumerate(queries.items(meeting), 1)
        ],
        "decisions_heading": _("Decisions"),
        "decision_columns": [_("No."), _("What was decided"), _("Who does it, where"), _("Until")],
        "decisions": [_decided(number, one) for number, one in enumerate(queries.decisions(meeting), 1)],
        "signatures_heading": _("Signatures"),
        "signatures": [
            *((_name(one), paper.plain(one.who)) for one in came),
            (pgettext("meeting", "Secretary"), paper.plain(str(meeting.area))),
        ],
        "check": _("Scan the code to open these minutes in Meydan."),
        "qr": paper.qr(address),
    }


def _name(invited: Invited) -> str:
    return paper.plain(str(invited))


def _decided(number: int, decision: Decision) -> list[str]:
    """As it was decided: what became of the order since, a new term or another unit, changes no minutes."""
    order = decision.order
    by = f"{decision.unit or order.unit}، {order.area}" if order else "—"
    until = wording.day(order.promised_on) if order else "—"
    return [wording.number(number), paper.plain(decision.text), paper.plain(by), until]
