"""Who may say what about ideas, who moderates them and who writes one for somebody else."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _

from meydan.ambassadors import queries as ambassadors
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.budgets.models import Comment, Idea, Round
from meydan.budgets.models.idea import HIDDEN
from meydan.budgets.models.review import JOINABLE
from meydan.budgets.rules.rounds import Stage, stage_of
from meydan.engines import codes
from meydan.people.models import Person
from meydan.places.models import Area

MODERATORS: Final = (Role.MODERATOR, Role.BUDGET_OFFICER)
HELPERS: Final = (Role.CENTER_STAFF, Role.BUDGET_OFFICER)
SUPPORTABLE: Final = JOINABLE
TALKING: Final = (Stage.IDEAS, Stage.REVIEW, Stage.BALLOT, Stage.COUNT, Stage.CARRYING_OUT)
CODE_LENGTH: Final = 7
MOST_A_DAY: Final = 20  # ideas of one person
MOST_COMMENTS: Final = 20  # of one person in an hour

State = Idea.State


def may_moderate(person: Person, round: Round) -> bool:
    return person.reaches(round.area, *MODERATORS)


def may_read(person: Person | None, idea: Idea) -> bool:
    """What no moderator let through is read by its author, who wrote it for them, and who moderates."""
    if idea.state not in HIDDEN:
        return True
    if person is None:
        return False
    if person.pk == idea.author_id:
        return True
    if idea.state == State.SENT and person.pk == idea.helper_id:
        return True
    return idea.state != State.WITHDRAWN and may_moderate(person, idea.round)


def may_support(person: Person | None, idea: Idea, day: dt.date) -> Refusal | None:
    """While ideas are gathered and looked at; whoever wrote it supports it already."""
    if idea.state == State.MERGED:
        return Refusal(_("This idea was joined with another one. Support that one."))
    if not _stands(idea.round) or stage_of(idea.round, day) not in (Stage.IDEAS, Stage.REVIEW):
        return Refusal(_("Supports are taken until the ballot begins."))
    if idea.state not in SUPPORTABLE:
        return Refusal(_("This idea can no longer be supported."))
    if person is not None and person.pk == idea.author_id:
        return Refusal(_("This is your own idea; it counts already."))
    return None


def may_comment(idea: Idea, day: dt.date) -> Refusal | None:
    if idea.state in HIDDEN or idea.state == State.MERGED:
        return Refusal(_("Nothing can be said about this idea now."))
    if not _stands(idea.round) or stage_of(idea.round, day) not in TALKING:
        return Refusal(_("This round is over: nothing is added any more."))
    return None


def may_report(person: Person, idea: Idea, comment: Comment | None = None) -> bool:
    """Anything that can be read, but what one said oneself."""
    if idea.state in HIDDEN:
        return False
    if comment is not None:
        return comment.state == Comment.State.PUBLISHED and comment.person_id != person.pk
    return idea.author_id != person.pk


def may_withdraw(person: Person, idea: Idea) -> Refusal | None:
    """Whoever's it is, until a unit has decided; also where somebody else wrote it for them."""
    if idea.author_id != person.pk:
        return Refusal(_("Only whose idea it is can take it back."))
    if idea.state not in (State.SENT, State.PUBLISHED):
        return Refusal(_("This idea was decided on already: it can no longer be taken back."))
    if idea.merged.exists():
        return Refusal(_("Ideas of others were joined with this one: it goes on as theirs, too."))
    return None


def is_ambassador(person: Person, round: Round) -> bool:
    return round.call is not None and ambassadors.is_ambassador(person, round.call)


def may_help(person: Person, round: Round) -> bool:
    """Write an idea for somebody: its ambassadors, and staff of its centers."""
    if is_ambassador(person, round):
        return True
    held = person.areas_for(*HELPERS)
    return any(area.contains(round.area) or round.area.contains(area) for area in held)


def is_staff_for(person: Person, area: Area) -> bool:
    """Staff write ideas for the neighborhoods they work in; ambassadors for any of the round."""
    return person.reaches(area, *HELPERS)


def read_code(typed: str) -> str:
    """As it was typed or read out; "" when it is none."""
    return codes.read(typed, CODE_LENGTH)


def _stands(round: Round) -> bool:
    return round.state == Round.State.PUBLISHED
