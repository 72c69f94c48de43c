"""The minutes of a draw (صورت‌جلسه): A4 in PDF, with everything needed to recheck it, and places for signatures."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from meydan.base import paper, wording
from meydan.draws import queries, stage
from meydan.draws import wording as words
from meydan.draws.models import Draw
from meydan.engines import drawing

LAYOUT: Final = Path(__file__).parent / "sheet" / "minutes.typ"
MOST_RESERVES: Final = 40  # more stand in the transcript


def facts(draw: Draw, address: str) -> dict[str, Any]:
    """In the language of the house, whoever opens them: they are signed once. `address` is where its QR leads."""
    with translation.override(settings.LANGUAGE_CODE):
        return _facts(draw, address)


def _facts(draw: Draw, address: str) -> dict[str, Any]:
    told = drawing.read(draw.transcript.encode())
    reserves = told["reserves"][:MOST_RESERVES]
    return {
        "language": wording.language(),
        "direction": "rtl" if wording.language() == "fa" else "ltr",
        "heading": _("Minutes of the draw"),
        "title": paper.plain(wording.digits(draw.title)),
        "area": paper.plain(str(draw.area)),
        "facts": [
            (_("Held on"), wording.moment(draw.revealing_at) if draw.revealing_at else "—"),
            (_("Where"), paper.plain(draw.place) or "—"),
            (_("List closed on"), wording.moment(draw.frozen_at) if draw.frozen_at else "—"),
            (_("Tickets in the list"), _count(draw)),
        ],
        "rule_heading": _("The rule"),
        "rule": [paper.plain(sentence) for sentence in words.rule(draw)],
        "prizes_heading": _("Prizes"),
        "prizes": [f"{paper.plain(prize.title)} × {wording.number(prize.count)}" for prize in queries.prizes(draw)],
        "overseers_heading": _("Oversight representatives"),
        "overseer_columns": [_("Name"), _("Committed to, before the list was closed"), _("Revealed in the evening")],
        "overseers": [
            {
                "name": paper.plain(one["name"]),
                "body": paper.plain(one["body"]),
                "commitment": one["commitment"],
                "secret": one["secret"],
            }
            for one in told["overseers"]
        ],
        "dice_heading": _("Dice, as two people read them"),
        "dice": told["dice"],
        "record_heading": _("For rechecking"),
        "record": [
            (_("Fingerprint of the list (SHA-256)"), told["tickets"]["sha256"]),
            (_("Seed"), told["seed"]),
            (_("Fingerprint of the transcript"), told["sha256"]),
            (_("Draw"), told["draw"]),
        ],
        "winners_heading": _("Winners, in the order drawn"),
        "winner_columns": [_("No."), _("Prize"), _("Ticket"), _("Name")],
        "winners": [
            [wording.number(one.order), paper.plain(one.prize), one.code, paper.plain(one.name) or "—"]
            for one in map(stage.winner, _as_drawn(draw))
        ],
        "reserves_heading": _("Reserves, in their order"),
        "reserves": [drawing.spaced(code) for code in reserves],
        "signatures_heading": _("Signatures"),
        "signatures": [
            *((paper.plain(one["name"]), paper.plain(one["body"])) for one in told["overseers"]),
            (_("Draw officer"), paper.plain(str(draw.area))),
        ],
        "check": _(
            "Anybody can recompute this draw: scan the code, or take the list and the transcript from the page of the "
            "draw. The fingerprint of the transcript must be the one above."
        ),
        "qr": paper.qr(address),
    }


def names_somebody(said: dict[str, Any]) -> bool:
    """Whether a winner is named on it: such a paper is kept nowhere, since names can be taken back."""
    return any(name != "—" for *_rest, name in said["winners"])


def _as_drawn(draw: Draw) -> list[Any]:
    """Whose ticket came out first stays first on the paper, whoever holds the prize now."""
    return list(queries.drawn(draw))


def _count(draw: Draw) -> str:
    codes = wording.number(draw.tickets_count)
    if draw.tickets_lines == draw.tickets_count:
        return codes
    return _("%(codes)s, on %(lines)s lines") % {"codes": codes, "lines": wording.number(draw.tickets_lines)}
