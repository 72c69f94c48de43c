"""What will stand on the ballot, what will not, and why: looked at before the list is written, and written from it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.budgets.models import Credit, Idea, Round
from meydan.places.models import Area

State = Idea.State
WAITING = (State.SENT, State.PUBLISHED)


class Kept(NamedTuple):
    """An idea that does not come onto the ballot, with the sentence its author reads and the state it ends in."""

    idea: Idea
    state: Idea.State
    reason: str


class Pot(NamedTuple):
    area: Area
    budget: int
    is_wide: bool
    ideas: list[Idea]  # by neighborhood, in the order in which they came in


@dataclass(frozen=True, slots=True)
class Listing:
    pots: list[Pot]
    kept_off: list[Kept]  # feasible, but dearer than their pot, or of a place without one
    undecided: list[Kept]  # nobody has read or decided on them

    @property
    def count(self) -> int:
        return sum(len(pot.ideas) for pot in self.pots)


def listing(round: Round) -> Listing:
    ideas = Idea.objects.filter(round=round).select_related("area", "field", "venue", "author__guardian", "round")
    given = Credit.objects.filter(round=round).select_related("area").order_by("area__path", "pk")
    pots = {
        credit.area_id: Pot(credit.area, credit.amount, credit.area_id == round.area_id, [])
        for credit in sorted(given, key=lambda one: one.area_id == round.area_id)
    }
    kept_off: list[Kept] = []
    for idea in ideas.filter(state=State.FEASIBLE).order_by("sent_at", "pk"):
        pot = pots.get(idea.area_id)
        if pot is None:
            kept_off.append(Kept(idea, State.NOT_CHOSEN, _without_pot(idea)))
        elif (idea.cost or 0) > pot.budget:
            kept_off.append(Kept(idea, State.NOT_CHOSEN, _too_dear(idea, pot)))
        else:
            pot.ideas.append(idea)
    waiting = ideas.filter(state__in=WAITING).select_related("review__unit").order_by("sent_at", "pk")
    undecided = [Kept(idea, _end_of(idea), _undecided(idea)) for idea in waiting]
    return Listing([pot for pot in pots.values() if pot.ideas], kept_off, undecided)


def _too_dear(idea: Idea, pot: Pot) -> str:
    return _("It did not come onto the ballot: it costs %(cost)s, more than the credit there, %(budget)s.") % {
        "cost": wording.money(idea.cost or 0),
        "budget": wording.money(pot.budget),
    }


def _without_pot(idea: Idea) -> str:
    return _("It did not come onto the ballot: %(area)s has no credit of its own in this round.") % {"area": idea.area}


def _end_of(idea: Idea) -> Idea.State:
    """What no moderator has read stays unpublished."""
    return State.REFUSED if idea.state == State.SENT else State.UNDECIDED


def _undecided(idea: Idea) -> str:
    review = getattr(idea, "review", None)
    if idea.state == State.SENT:
        return _("No moderator had read it when the list of projects was written.")
    if review is None:
        return _("No unit had it when the list of projects was written.")
    return _("%(unit)s had not decided on it when the list of projects was written.") % {"unit": review.unit}


def missing(found: Listing) -> list[str]:
    """What an officer should know before writing the list."""
    sentences = []
    if not found.count:
        sentences.append(_("No feasible idea fits a credit: there would be nothing to vote on."))
    if found.undecided:
        count = len(found.undecided)
        text = ngettext(
            "%(count)s idea is not decided on: written now, it ends so.",
            "%(count)s ideas are not decided on: written now, they end so.",
            count,
        )
        sentences.append(text % {"count": wording.number(count)})
    return sentences
