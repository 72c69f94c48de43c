"""The minutes of a count and its opening (صورت‌جلسه): A4 in PDF, with what is needed to recheck it, and signatures."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from meydan.ballots import chance, opening, queries, written_rules
from meydan.ballots.models import Option, Poll, Result
from meydan.base import paper, wording

LAYOUT: Final = Path(__file__).parent / "sheet" / "count.typ"


def facts(poll: Poll, address: str) -> dict[str, Any]:
    """In the language of the house, whoever opens them: they are signed once. `address` is where its QR leads."""
    with translation.override(settings.LANGUAGE_CODE):
        return _facts(poll, address)


def _facts(poll: Poll, address: str) -> dict[str, Any]:
    ceremony = queries.ceremony_of(poll)
    overseers = queries.overseers(ceremony) if ceremony is not None and ceremony.seed else []
    root = chance.root_of(poll)
    results = list(queries.results(poll))
    titles = dict(Option.objects.filter(poll=poll).values_list("number", "title"))
    return {
        "language": wording.language(),
        "direction": "rtl" if wording.language() == "fa" else "ltr",
        "heading": _("Minutes of the count"),
        "title": paper.plain(wording.digits(poll.title)),
        "area": paper.plain(str(poll.area)),
        "facts": [
            (_("Voting closed on"), wording.moment(poll.closed_at) if poll.closed_at else "—"),
            (_("Log sealed on"), wording.moment(root.at) if root else "—"),
            (_("Counted on"), wording.moment(poll.counted_at) if poll.counted_at else "—"),
            (_("Ballots counted"), wording.number(sum(row.ballots for row in results))),
        ],
        "rule_heading": _("The rule"),
        "rule": [paper.plain(sentence) for sentence in written_rules.sentences(poll)],
        "results_heading": _("Chosen projects"),
        "results": [_pot(row, titles) for row in results],
        "overseers_heading": _("Oversight representatives") if overseers else "",
        "overseer_columns": [_("Name"), _("Committed to"), _("Revealed")],
        "overseers": [
            {
                "name": paper.plain(one.name),
                "body": paper.plain(one.body),
                "commitment": one.commitment,
                "secret": one.secret,
            }
            for one in overseers
        ],
        "dice_heading": _("Dice, as two people read them") if overseers else "",
        "dice": ceremony.dice if ceremony is not None else "",
        "opening_heading": _("Opening of the log"),
        "opening": _opening(poll),
        "record_heading": _("For rechecking"),
        "record": [
            (_("Lines of the log"), wording.number(root.size) if root else "—"),
            (_("Root of the log"), root.root if root else "—"),
            (_("Rulebook (SHA-256)"), poll.rulebook_sha256),
            (_("List of projects (SHA-256)"), poll.options_sha256),
            (_("Seed"), ceremony.seed if ceremony is not None and ceremony.seed else "—"),
        ],
        "signatures_heading": _("Signatures"),
        "signatures": [
            *((paper.plain(one.name), paper.plain(one.body)) for one in overseers),
            (_("Budgeting officer"), paper.plain(str(poll.area))),
        ],
        "check": _("Anybody can count again: scan the code for rulebook, ballots, lots and roots."),
        "qr": paper.qr(address),
    }


def _pot(row: Result, titles: dict[int, str]) -> dict[str, Any]:
    said = {
        "ballots": wording.number(row.ballots),
        "cost": wording.money(row.cost),
        "budget": wording.money(row.budget),
    }
    return {
        "area": paper.plain(str(row.pot.area)),
        "said": _("%(ballots)s ballots · %(cost)s of %(budget)s") % said,
        "chosen": [paper.plain(titles.get(number, str(number))) for number in row.winners] or [_("None")],
    }


def _opening(poll: Poll) -> str:
    opened = queries.opened(poll)
    if not opened.looked:
        return _("No line was opened yet.")
    said = {"looked": wording.number(opened.looked), "wrong": wording.number(opened.wrong)}
    if opened.wrong:
        return _("Of %(looked)s lines drawn by the dice, %(wrong)s did not hold.") % said
    said["share"] = wording.percent(opening.fewer_than(opened.looked), 2)
    return (
        _(
            "All %(looked)s lines drawn by the dice hold: with a confidence of 95 percent fewer than %(share)s of the "
            "lines of the log are wrong."
        )
        % said
    )
