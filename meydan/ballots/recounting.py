"""A file that somebody brings, counted within limits; what is wrong with it is said by line and field."""

from typing import Any, Final

from django.utils.translation import gettext as _

from meydan.ballots.models import Recount
from meydan.base import wording

SECONDS: Final = 60.0
MOST_BYTES: Final = 10_000_000


def counted(row: Recount) -> tuple[dict[str, Any], str]:
    """What came out, and what was wrong; one of the two is empty. In the language of the house."""
    from meydan.engines import counting

    with row.file.open("rb") as file:
        raw = bytes(file.read())
    lots = row.lots.split()
    limits = counting.Limits(bytes=MOST_BYTES, ballots=1_000_000, projects=2_000, seconds=SECONDS)
    try:
        rules = counting.read_rulebook(row.rulebook.encode())
        made = counting.recount(raw, rules, lots, limits=limits)
    except counting.WrongFile as wrong:
        place = {"line": wording.number(wrong.line), "field": wrong.field or "—", "detail": str(wrong)}
        return {}, _("The file is not right in line %(line)s, field “%(field)s”: %(detail)s") % place
    except counting.TooMuch as wrong:
        return {}, _too_much(wrong.limit)
    except counting.Unfit as wrong:
        return {}, _("The ballots are not those this rulebook was written for: %(detail)s") % {"detail": wrong}
    except ValueError as wrong:
        return {}, _("This cannot be counted: %(detail)s") % {"detail": wrong}
    return _told(made), ""


def _too_much(limit: str) -> str:
    if limit == "seconds":
        return _("This count takes longer than %(seconds)s seconds. Count it at home, as said below.") % {
            "seconds": wording.number(SECONDS)
        }
    return _("This file is larger than what is counted here. Count it at home, as said below.")


def _told(made: Any) -> dict[str, Any]:
    from meydan.engines.counting.composing import decimal

    election, outcome = made.election, made.outcome
    winners = set(outcome.winners)
    order = [*outcome.winners, *(number for number in range(len(election.projects)) if number not in winners)]
    return {
        "sha256": made.rulebook_sha256,
        "ballots": election.voters,
        "budget": decimal(election.budget),
        "cost": decimal(outcome.cost),
        "currency": election.meta.get("currency", ""),
        "title": election.meta.get("description", "")[:200],
        "projects": [
            {
                "id": election.projects[number].id,
                "name": election.projects[number].name[:160],
                "cost": decimal(election.projects[number].cost),
                "votes": election.votes[number],
                "place": place if number in winners else None,
            }
            for place, number in enumerate(order, 1)
        ],
        "official": _compared(election, outcome),
    }


def _compared(election: Any, outcome: Any) -> str:
    """Whether the file names winners, and the same."""
    if not election.official:
        return ""
    return "same" if set(outcome.ids(election)) == election.official else "other"
