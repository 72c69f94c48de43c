"""Telling everybody concerned that a round moved or is cancelled, and its officers what is missing."""

from collections.abc import Callable
from typing import Final

from django.utils import timezone

from meydan.assignments.queries import nearest
from meydan.budgets import wording_rounds as wording
from meydan.budgets.models import Round
from meydan.budgets.queries import rounds as queries
from meydan.budgets.rules.rounds import OPENERS
from meydan.ground.queue import enqueue_once, named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

PIECE: Final = 500
ABOUT: Final[dict[str, Callable[[Round], str]]] = {"moved": wording.moved, "cancelled": wording.cancelled}


def tell_later(round: Round, about: str) -> None:
    """By a task; once for the same move."""
    enqueue_once(
        named("meydan.budgets.tasks.rounds.tell_round"), f"budgets.{about}:{round.pk}:{round.moved}", round.pk, about
    )


@action
def tell_round(*, by: Person | None, round: Round, about: str, after: int = 0) -> int | None:
    """Tell the next of them; returns up to whom, or None where that was the last. Nobody is told twice."""
    persons = list(queries.concerned(round).filter(pk__gt=after).select_related("guardian")[:PIECE])
    made: dict[str, str] = {}
    drafts = []
    for person in persons:
        reader = person.guardian or person
        if reader.language not in made:
            with in_language_of(reader):
                made[reader.language] = ABOUT[about](round)
        template = f"budgets.{about}.{round.moved}"
        drafts.append(messaging.Draft(person, template, made[reader.language], round, area=round.area_id))
    told = messaging.send_many(by=by, drafts=drafts)
    if told:
        note("budgets.tell_round", on=round, area=round.area_id, about=about, told=told)
    return persons[-1].pk if len(persons) == PIECE else None


@action
def tell_officers(*, by: Person | None, round: Round, about: str) -> int:
    """That a stage could not begin by itself; once a day. Says how many were told."""
    drafts = []
    for person in nearest(round.area, *OPENERS):
        with in_language_of(person):
            text = wording.stuck(round, about)
        template = f"budgets.{about}.{timezone.localdate():%y%m%d}"
        drafts.append(messaging.Draft(person, template, text, round, area=round.area_id))
    told = messaging.send_many(by=by, drafts=drafts)
    if told:
        note("budgets.tell_officers", on=round, area=round.area_id, about=about, told=told)
    return told
