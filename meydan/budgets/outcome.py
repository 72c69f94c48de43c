"""Why an idea was not chosen, in one sentence, from what the count wrote down of it (`Result.explained`)."""

from typing import Any

from django.utils.translation import gettext as _

from meydan.ballots.models import Result
from meydan.base import wording


def sentence(result: Result, number: int) -> str:
    known: dict[str, Any] = result.explained.get(str(number), {})
    votes = known.get("votes")
    said = {
        "votes": wording.number(votes or 0),
        "ballots": wording.number(result.ballots),
        "area": str(result.pot.area),
    }
    more = known.get("more_votes")
    if votes is None:
        return _("By the rulebook of this round the credit of %(area)s went to other projects.") % said
    if isinstance(more, int) and more > 0:
        said["more"] = wording.number(more)
        return (
            _("%(votes)s of %(ballots)s ballots in %(area)s were for it. %(more)s more would have been enough.") % said
        )
    return (
        _("%(votes)s of %(ballots)s ballots in %(area)s were for it; by the rulebook others were funded before it.")
        % said
    )
