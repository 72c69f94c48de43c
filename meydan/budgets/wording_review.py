"""What authors, supporters and units are told while ideas are looked at. Nobody's words and no name go along."""

from typing import Final

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.budgets.models import Idea, Joining, Review, Round

LONGEST: Final = 60


def short(round: Round) -> str:
    return round.title if len(round.title) <= LONGEST else f"{round.title[: LONGEST - 1].rstrip()}…"


def code(idea: Idea) -> str:
    """Kept together inside a Persian sentence."""
    return f"{wording.LTR_ISOLATE}{idea.code}{wording.POP_ISOLATE}"


def _known(idea: Idea) -> dict[str, str]:
    return {"round": short(idea.round), "code": code(idea), "reason": idea.reason}


def decided(review: Review) -> str:
    known = _known(review.idea) | {"cost": wording.money(review.cost or 0), "reason": review.reason}
    if review.state == Review.State.FEASIBLE:
        return _("“%(round)s”: your idea %(code)s is feasible. It would cost %(cost)s.") % known
    return _("“%(round)s”: your idea %(code)s is not feasible. The reason: %(reason)s") % known


def cost_changed(review: Review) -> str:
    known = _known(review.idea) | {"cost": wording.money(review.cost or 0)}
    return _("“%(round)s”: the cost of your idea %(code)s was changed to %(cost)s.") % known


def asked(review: Review) -> str:
    return _(
        "“%(round)s”: the unit that looks at your idea %(code)s asks you something. Answer in Meydan; its term stands "
        "still until then."
    ) % _known(review.idea)


def answered(review: Review) -> str:
    return _("“%(round)s”: the author of the idea %(code)s has answered your question.") % _known(review.idea)


def passed_on(review: Review) -> str:
    known = _known(review.idea) | {"unit": str(review.unit), "day": wording.day(review.due_on)}
    return _("“%(round)s”: the idea %(code)s is now with %(unit)s, until %(day)s.") % known


def reopened(review: Review) -> str:
    return _("“%(round)s”: your idea %(code)s is looked at again.") % _known(review.idea)


def joined(joining: Joining) -> str:
    known = _known(joining.idea) | {"into": code(joining.into)}
    return (
        _("“%(round)s”: your idea %(code)s was joined with the idea %(into)s. You stay named as one of its authors.")
        % known
    )


def parted(joining: Joining) -> str:
    return _("“%(round)s”: your idea %(code)s stands by itself again.") % _known(joining.idea)


def move(joining: Joining) -> str:
    known = _known(joining.idea) | {"into": code(joining.into)}
    return (
        _(
            "“%(round)s”: the idea %(code)s that you support was joined with %(into)s. Does your support move along? "
            "Answer in Meydan; without your yes it stays where you gave it."
        )
        % known
    )


def ended(idea: Idea) -> str:
    """Of ideas that did not come onto the ballot, or were not chosen."""
    known = _known(idea)
    match idea.state:
        case Idea.State.UNDECIDED:
            return _("“%(round)s”: your idea %(code)s was not decided on in time. %(reason)s") % known
        case Idea.State.REFUSED:
            return _("“%(round)s”: your idea %(code)s was not published. %(reason)s") % known
        case Idea.State.CHOSEN:
            return _("“%(round)s”: your idea %(code)s was chosen. You hear of each step of carrying it out.") % known
        case _:
            return _("“%(round)s”: your idea %(code)s was not chosen. %(reason)s") % known
