"""Telling authors and followers of ideas, and moderators that something waits."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from meydan.budgets import wording_ideas as wording
from meydan.budgets.models import Comment, Idea, Round
from meydan.budgets.queries import ideas as queries
from meydan.budgets.rules.ideas import MODERATORS
from meydan.budgets.wording_ideas import Hop
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.models import Message
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State = Idea.State
TO_SUPPORTERS: Final = (  # of a joined idea they are asked whether their support moves; of a done one they hear anyway
    State.WITHDRAWN,
    State.FEASIBLE,
    State.NOT_FEASIBLE,
    State.UNDECIDED,
    State.ON_BALLOT,
    State.CHOSEN,
    State.NOT_CHOSEN,
)
TOLD: Final = (*TO_SUPPORTERS, State.MERGED, State.DONE)
EXPIRES: Final = dt.timedelta(hours=20)


def tell(by: Person | None, kind: Hop, idea: Idea, person: Person | None, cause: Comment | None = None) -> None:
    """One person of one step, within the action of that step; whoever did it oneself knows, but of its code."""
    if person is None or idea.is_sample or (by == person and kind not in (Hop.SENT, Hop.HELPED)):
        return
    reason = cause.reason if cause is not None else idea.reason
    with in_language_of(person.guardian or person):
        text = wording.hop(kind, idea, reason)
    about = cause or idea
    template = f"budgets.idea.{kind}"
    if kind in (Hop.REFUSED, Hop.PUBLISHED) and idea.moderated_at:  # shown, taken down and shown again
        template = f"{template}.{idea.moderated_at:%y%m%d%H%M%S}"
    messaging.send(by=by, person=person, template=template, text=text, cause=about, area=idea.area_id)


@action
def tell_followers(*, by: Person | None, idea: Idea, persons: Sequence[Person]) -> int:
    """Where it stands now; nobody hears twice of the same."""
    drafts = []
    for person in persons:
        with in_language_of(person.guardian or person):
            text = wording.moved_on(idea)
        template = f"budgets.idea.state.{idea.state}.{idea.merged_into_id or 0}"
        drafts.append(messaging.Draft(person, template, text, idea, area=idea.area_id))
    told = messaging.send_many(by=by, drafts=drafts)
    note("budgets.tell_followers", on=idea, area=idea.area_id, state=idea.state, count=told)
    return told


@action
def mark_told(*, by: Person | None, idea: Idea) -> Idea:
    """All of them have heard; what happened meanwhile is still to be told."""
    Idea.objects.filter(pk=idea.pk).update(told_state=idea.state)
    note("budgets.mark_told", on=idea, area=idea.area_id, state=idea.state)
    return idea


@action
def tell_moderators(*, by: Person | None, round: Round, count: int) -> int:
    """Once a day at most."""
    day = timezone.localdate()
    drafts = []
    for person in queries.holders(round.area, MODERATORS):
        with in_language_of(person):
            text = wording.waiting(round, count)
        template = f"budgets.ideas_waiting.{day:%y%m%d}"
        expires = timezone.now() + EXPIRES
        drafts.append(messaging.Draft(person, template, text, round, Message.Kind.SERVICE, expires, round.area_id))
    told = messaging.send_many(by=by, drafts=drafts)
    note("budgets.tell_moderators", on=round, area=round.area_id, waiting=count, told=told)
    return told
