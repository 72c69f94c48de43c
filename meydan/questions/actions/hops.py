"""Telling those concerned of a hop."""

from collections.abc import Sequence

from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.people.models import Person
from meydan.questions import hops
from meydan.questions.hops import Hop
from meydan.questions.models import Question


def tell_of(question: Question, hop: Hop) -> None:
    """Have those concerned told, by a task."""
    named("meydan.questions.tasks.tell_of_hop").enqueue(question.pk, hop)


@action
def tell_concerned(*, by: Person | None, question: Question, hop: str, persons: Sequence[Person]) -> int:
    """Nobody hears twice of the same."""
    told = messaging.send_many(by=by, drafts=[hops.draft(hop, question, person) for person in persons])
    note("questions.tell_concerned", on=question, area=question.area_id, hop=str(hop), count=told)
    return told
