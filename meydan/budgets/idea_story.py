"""What became of an idea, step by step, as its author and anybody else reads it."""

import datetime as dt
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.budgets.models import Idea, Project, Review
from meydan.budgets.models.review import UNDECIDED

State = Idea.State
NOT_PUBLIC = {State.SENT, State.REFUSED, State.WITHDRAWN}
VOTED_ON = {State.ON_BALLOT, State.CHOSEN, State.NOT_CHOSEN, State.DONE}


class Step(NamedTuple):
    """`at` is None of what is still to come, or whose moment is not kept; `name` is what a test knows it by."""

    name: str
    text: str
    at: dt.datetime | None = None
    note: str = ""
    url: str = ""
    is_now: bool = False


def steps(idea: Idea, *, tells_reason: bool = True) -> list[Step]:
    """Those that were taken, in their order, and the one it waits for.

    Why it is not published only its author reads (`tells_reason`).
    """
    found = [Step("sent", _("The idea was received"), idea.sent_at)]
    match idea.state:
        case State.WITHDRAWN:
            return [*found, Step("withdrawn", _("Taken back by whose idea it is"))]
        case State.SENT:
            return [*found, Step("waiting", _("A moderator reads it before everybody sees it."), is_now=True)]
        case State.REFUSED:
            reason = idea.reason if tells_reason else ""
            return [*found, Step("refused", _("It was not published"), idea.moderated_at, reason)]
    found.append(Step("published", _("Published: others can support it and say something of it"), idea.moderated_at))
    found += _reviewed(idea)
    if idea.state == State.MERGED and idea.merged_into is not None:
        whole = idea.merged_into
        said = _("Joined with another idea: it goes on there")
        return [*found, Step("merged", said, None, whole.title, reverse("budgets:idea", args=[whole.code]), True)]
    return found + _voted_on(idea)


def _reviewed(idea: Idea) -> list[Step]:
    review = Review.objects.filter(idea=idea).select_related("unit").first()
    if review is None:
        return _unreviewed(idea)
    found = [Step("at_unit", _("%(unit)s looks at it") % {"unit": review.unit}, review.given_at)]
    if idea.state == State.PUBLISHED and review.state == Review.State.ASKED:
        found.append(Step("asked", _("The unit has asked its author something"), review.asked_at, is_now=True))
    elif idea.state == State.PUBLISHED and review.state in UNDECIDED:
        day = _("The unit decides until %(day)s") % {"day": wording.day(review.due_on)}
        found.append(Step("in_review", day, is_now=True))
    elif idea.state in {State.NOT_FEASIBLE, State.UNDECIDED}:
        found.append(_ended(idea, review.decided_at))
    elif review.state == Review.State.FEASIBLE:
        said = _("Feasible: it would cost %(cost)s") % {"cost": wording.money(review.cost or 0)}
        found.append(Step("feasible", said, review.decided_at, review.reason))
    return found


def _unreviewed(idea: Idea) -> list[Step]:
    if idea.state in {State.NOT_FEASIBLE, State.UNDECIDED}:
        return [_ended(idea)]
    if idea.state != State.PUBLISHED:
        return []
    day = wording.day(idea.round.review_from)
    return [Step("to_review", _("Units look at ideas from %(day)s on") % {"day": day}, is_now=True)]


def _ended(idea: Idea, at: dt.datetime | None = None) -> Step:
    said = _("Not feasible") if idea.state == State.NOT_FEASIBLE else _("Not decided on in time")
    return Step(str(idea.state), said, at, idea.reason)


def _voted_on(idea: Idea) -> list[Step]:
    if idea.state == State.FEASIBLE:
        day = wording.day(idea.round.ballot_from)
        return [Step("to_ballot", _("Comes onto the ballot on %(day)s") % {"day": day}, is_now=True)]
    if idea.state not in VOTED_ON:
        return []
    poll = idea.round.poll
    url = reverse("ballots:poll", args=[poll.pk]) if poll is not None else ""
    found = [
        Step("ballot", _("On the ballot"), poll.opens_at if poll else None, "", url, idea.state == State.ON_BALLOT)
    ]
    if idea.state == State.NOT_CHOSEN:
        return [*found, Step("not_chosen", _("Not chosen this time"), None, idea.reason)]
    if idea.state == State.ON_BALLOT:
        return found
    found.append(Step("chosen", _("Chosen by those who voted"), None, idea.reason))
    project = Project.objects.filter(idea=idea).first()
    if project is not None:
        url = reverse("budgets:project", args=[project.pk])
        is_over = idea.state == State.DONE
        said = _("Carried out") if is_over else _("Being carried out")
        found.append(Step("project", said, project.done_at, str(project.get_state_display()), url, not is_over))
    return found
