"""Who may propose, where, and when."""

import datetime as dt

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.budgets.models import Round
from meydan.budgets.rules.rounds import Stage, State, stage_of
from meydan.engines import jalali
from meydan.people.models import Person
from meydan.places.models import Area


def closed_to(round: Round, day: dt.date) -> Refusal | None:
    """Why nobody can propose on this day; None while ideas are taken."""
    if round.state == State.CANCELLED:
        return Refusal(_("This round is cancelled."))
    if round.state != State.PUBLISHED:
        return Refusal(_("This round is not published."))
    stage = stage_of(round, day)
    if stage == Stage.SOON:
        when = wording.day(round.ideas_from)
        return Refusal(_("Ideas are taken from %(day)s on.") % {"day": when})
    if stage != Stage.IDEAS:
        return Refusal(_("Ideas are not taken any more. What was proposed is being worked on."))
    return None


def may_propose(person: Person, round: Round, area: Area, day: dt.date) -> Refusal | None:
    """Why somebody cannot propose for this area on this day; None if they can.

    The area is one with a credit. By years of birth alone, as in voting: nobody is turned away for a birthday later
    this year.
    """
    return closed_to(round, day) or _not_by(person, round, day) or _not_for(person, round, area)


def _not_by(person: Person, round: Round, day: dt.date) -> Refusal | None:
    if not person.is_active:
        return Refusal(_("This account is closed. Ask at a center."))
    if person.birth_year is None:
        return Refusal(_("First say in which year you were born."))
    if jalali.to_jalali(day).year - person.birth_year < round.min_age:
        years = wording.number(round.min_age)
        return Refusal(_("In this round people propose from the age of %(years)s on.") % {"years": years})
    return None


def _not_for(person: Person, round: Round, area: Area) -> Refusal | None:
    if not round.credits.filter(area=area).exists():
        return Refusal(_("There is no credit for this place in this round. Choose one that has."), field="area")
    if round.proposers == Round.Proposers.ANYBODY:
        return None
    if person.neighborhood is None:
        return Refusal(_("First say in which neighborhood you live."))
    if not area.contains(person.neighborhood):
        return Refusal(_("In this round people propose for their own neighborhood."), field="area")
    return None
