"""Paper ballots as they are printed: a sheet a page, in no order, so that numbers tell nothing of who came when."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.ballots.models import Batch, Poll
from meydan.base import paper, wording
from meydan.people import keys

LAYOUT: Final = Path(__file__).parent / "sheet" / "ballot.typ"
ROOMY: Final = ((8, 3.2), (14, 1.9), (20, 1.2), (28, 0.7))  # options on a sheet, and the air around each, in mm


def facts(batch: Batch) -> dict[str, Any]:
    """In the language of the house: whoever prints it does not choose for those who vote."""
    with translation.override(settings.LANGUAGE_CODE):
        return _facts(batch)


def _facts(batch: Batch) -> dict[str, Any]:
    options = list(batch.pot.options.order_by("number"))
    return {
        "language": wording.language(),
        "direction": "rtl" if wording.language() == "fa" else "ltr",
        "title": paper.plain(wording.digits(batch.poll.title)),
        "area": paper.plain(str(batch.pot.area)),
        "code": batch.code,
        "number_word": _("Sheet"),
        "speech": batch.poll.speech,
        "instruction": instruction(batch.poll),
        "inset": next((air for most, air in ROOMY if len(options) <= most), 0.35),
        "options": [
            {
                "number": wording.number(option.number),
                "title": paper.plain(wording.digits(option.title)),
                "place": paper.plain(wording.digits(option.place)),
                "cost": paper.plain(wording.money(option.cost)),
            }
            for option in options
        ],
        "foot": _(
            "Fold the sheet and put it into the box. Whoever made a mistake gives it back for another. Nobody can tell "
            "from a sheet who filled it in; after the count anybody can recount all of them."
        ),
        "numbers": [wording.number(number) for number in shuffled(batch)],
    }


def shuffled(batch: Batch) -> list[int]:
    """The sheets' numbers in an order of their own that is the same whenever the batch is printed again.

    Under a key that is not in the database: the register knows in which order voters came for paper, and which number
    was typed with which marks; who worked out the order of the pile would put the two together.
    """
    return sorted(range(1, batch.size + 1), key=lambda number: keys.mac("order of sheets", batch.code, str(number)))


def instruction(poll: Poll) -> str:
    most = wording.number(poll.most)
    if poll.speech == Poll.Speech.RANKED:
        return _("Write 1 beside the project that comes first for you, then 2, up to %(most)s.") % {"most": most}
    if poll.speech == Poll.Speech.POINTS:
        return _("Share out %(points)s points: write beside each project how many it gets.") % {
            "points": wording.number(poll.points)
        }
    if poll.speech == Poll.Speech.KNAPSACK:
        return _("Cross the projects you want; together they cost no more than the credit.")
    return ngettext("Cross one project.", "Cross %(most)s projects at most.", poll.most) % {"most": most}
