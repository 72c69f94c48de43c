"""Why a project was chosen or not, in sentences that a citizen reads; made from what the count told (`elections`)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording

Told = Mapping[str, Any]


def sentence(told: Told) -> str:
    """All that is to be said of one project."""
    return " ".join([why(told), *more(told)])


def why(told: Told) -> str:
    """Why it was chosen or not."""
    return _chosen(told) if told["place"] is not None else _not_chosen(told)


def _chosen(told: Told) -> str:
    said = {"place": wording.number(told["place"]), "votes": wording.number(told["votes"])}
    if told["why"] == "completed":
        return _("Chosen as number %(place)s, from the credit that shares had left over: by most votes first.") % said
    paid = told["funding"]
    if paid is None:
        return (
            _("Chosen as number %(place)s: it had %(votes)s votes, and what was left of the credit was enough.") % said
        )
    said |= {
        "payers": wording.number(paid["payers"]),
        "average": _money(paid["average"]),
        "most": _money(paid["most"]),
    }
    return (
        _(
            "Chosen as number %(place)s: %(payers)s of its voters paid for it out of their equal shares of the credit, "
            "%(average)s each on average and %(most)s at most."
        )
        % said
    )


def _not_chosen(told: Told) -> str:
    said = {
        "cost": wording.money(told["cost"]),
        "left": _money(told["left"]),
        "unspent": _money(told["unspent"]),
        "missing": _money(told["missing"]),
    }
    match told["why"]:
        case "no-votes":
            return _("Not chosen: nobody voted for it.")
        case "threshold":
            return _("Not chosen: it had fewer votes than the rulebook asks for.")
        case "withdrawn":
            return _("Not chosen: it was withdrawn after people had voted.")
        case "budget":
            return (
                _(
                    "Not chosen: when its turn came, %(left)s of the credit was left and it costs %(cost)s; "
                    "%(missing)s was missing."
                )
                % said
            )
        case "supporters":
            return (
                _(
                    "Not chosen: of the equal shares of its voters %(unspent)s was left, %(missing)s less than it "
                    "costs. The rest of their shares had paid for other projects they voted for."
                )
                % said
            )
    return _("Not chosen: the count had ended before its turn, at a project that did not fit into the credit.")


def more(told: Told) -> list[str]:
    """What would have changed it: each was counted, none is guessed."""
    found = []
    money, votes = told.get("more_budget"), told.get("more_votes")
    if money:
        said = {"amount": _money(money["amount"])}
        found.append(
            _("It lacked %(amount)s of credit in this pot: with that it is chosen, with less it is not.") % said
            if money["exact"]
            else _("With %(amount)s more credit in this pot it is chosen, and perhaps with less.") % said
        )
    if votes:
        count = votes["amount"]
        found.append(
            ngettext(
                "One more vote for it would have been enough.",
                "%(count)s more votes for it would have been enough.",
                count,
            )
            % {"count": wording.number(count)}
        )
    return found


def portions(told: Told) -> list[tuple[str, str]]:
    """Who paid, in effect: voters by how many chosen projects stand on their ballots, and the share they bore."""
    paid = told["funding"]
    if not paid:
        return []
    return [
        (
            ngettext(
                "%(voters)s voters with %(funded)s chosen project on their ballot",
                "%(voters)s voters with %(funded)s chosen projects on their ballot",
                funded,
            )
            % {"voters": wording.number(voters), "funded": wording.number(funded)},
            wording.percent(part),
        )
        for funded, voters, part in paid["portions"]
    ]


def _money(rial: int | None) -> str:
    """In whole Toman: shares are fractions, and nobody pays in tenths."""
    return "" if rial is None else wording.money(round(rial / wording.RIAL_IN_TOMAN) * wording.RIAL_IN_TOMAN)
