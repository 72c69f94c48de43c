"""What authors, followers and helpers are told of ideas. Nobody's words and no name go along."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.budgets.models import Idea, Round
from meydan.budgets.wording_review import code, short


class Hop(models.TextChoices):
    """What becomes of an idea before it is reviewed; from then on its state says it."""

    SENT = "sent"
    HELPED = "helped"  # somebody else wrote it for them
    PUBLISHED = "published"
    REFUSED = "refused"
    COMMENTED = "commented"
    COMMENT_SHOWN = "comment_shown"
    COMMENT_REFUSED = "comment_refused"


def hop(kind: Hop, idea: Idea, reason: str = "") -> str:
    """To the author, or to whoever said something of it."""
    return _sentences()[kind] % {"round": short(idea.round), "code": code(idea), "reason": reason}


def moved_on(idea: Idea) -> str:
    """To those who follow or support it: where it stands now."""
    known = {"round": short(idea.round), "code": code(idea), "reason": idea.reason}
    known["into"] = code(idea.merged_into) if idea.merged_into else ""
    known["state"] = idea.get_state_display()
    return _followers()[idea.state] % known


def waiting(round: Round, count: int) -> str:
    return ngettext(
        "“%(round)s”: %(count)s idea or comment waits for a moderator.",
        "“%(round)s”: %(count)s ideas and comments wait for a moderator.",
        count,
    ) % {"round": short(round), "count": wording.number(count)}


def _sentences() -> dict[Hop, str]:
    return {
        Hop.SENT: _("“%(round)s”: we received your idea. Tracking code: %(code)s. You hear of each step."),
        Hop.HELPED: _(
            "“%(round)s”: an idea was sent in your name, with your code. Tracking code: %(code)s. In Meydan you see "
            "who helped, and can take it back."
        ),
        Hop.PUBLISHED: _("“%(round)s”: your idea %(code)s is published. Others can support it now."),
        Hop.REFUSED: _("“%(round)s”: your idea %(code)s was not published. The reason: %(reason)s"),
        Hop.COMMENTED: _("“%(round)s”: somebody said something of your idea %(code)s."),
        Hop.COMMENT_SHOWN: _("“%(round)s”: what you said of the idea %(code)s is published."),
        Hop.COMMENT_REFUSED: _(
            "“%(round)s”: what you said of the idea %(code)s was not published. The reason: %(reason)s"
        ),
    }


def _followers() -> dict[str, str]:
    state = Idea.State
    ended = _("“%(round)s”: the idea %(code)s that you follow ended: %(state)s. %(reason)s")
    return {
        state.WITHDRAWN: _("“%(round)s”: the idea %(code)s that you follow was taken back by its author."),
        state.MERGED: _("“%(round)s”: the idea %(code)s that you follow was joined with %(into)s."),
        state.FEASIBLE: _("“%(round)s”: the idea %(code)s that you follow is feasible."),
        state.NOT_FEASIBLE: ended,
        state.UNDECIDED: ended,
        state.NOT_CHOSEN: ended,
        state.ON_BALLOT: _("“%(round)s”: the idea %(code)s that you follow is on the ballot."),
        state.CHOSEN: _("“%(round)s”: the idea %(code)s that you follow was chosen and is carried out."),
        state.DONE: _("“%(round)s”: the idea %(code)s that you follow is done."),
    }
