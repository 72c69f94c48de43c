"""Telling moderators that something waits, and everybody of an edition that it moved or is called off."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.db.models import Q
from django.utils import timezone

from meydan.base.roles import Role
from meydan.ground.queue import enqueue_once, named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.models import Message
from meydan.messaging.wording import in_language_of
from meydan.people.models import Holding, Person
from meydan.questions import queries, wording
from meydan.questions.models import Edition
from meydan.questions.models.edition import SUPPORTING

APART: Final = dt.timedelta(minutes=15)
PIECE: Final = 500
ABOUT: Final[dict[str, Callable[[Edition], str]]] = {
    "cancelled": wording.cancelled,
    "moved": wording.moved,
}


def wake_moderators(edition: Edition) -> None:
    """Once for every time they were told: at once where that is a while ago, else a quarter of an hour after it."""
    told_at = Edition.objects.values_list("moderators_told_at", flat=True).get(pk=edition.pk)
    task = named("meydan.questions.tasks.tell_moderators")
    if told_at is not None:
        task = task.using(run_after=told_at + APART)
    enqueue_once(task, f"questions.waiting:{edition.pk}:{told_at.timestamp() if told_at else 0}", edition.pk)


@action
def tell_moderators(*, by: Person | None, edition: Edition) -> int:
    """Says how many were told. Where nothing waits any more, nobody is."""
    now = timezone.now()
    due = Q(moderators_told_at=None) | Q(moderators_told_at__lte=now - APART)
    if not Edition.objects.filter(due, pk=edition.pk).update(moderators_told_at=now):
        return 0
    rows = queries.waiting(edition)
    first, count = rows.first(), rows.count()
    if first is None or edition.stage not in SUPPORTING:
        return 0
    drafts = []
    for person in _moderators(edition):
        with in_language_of(person):
            text = wording.waiting(edition, count)
        template = f"questions.waiting.{now:%y%m%d%H%M}"
        drafts.append(
            messaging.Draft(person, template, text, edition, Message.Kind.SERVICE, now + 4 * APART, edition.area_id)
        )
    told = messaging.send_many(by=by, drafts=drafts)
    note("questions.tell_moderators", on=edition, area=edition.area_id, waiting=count, told=told)
    return told


def tell_later(edition: Edition, about: str) -> None:
    """Have everybody who said or joined something told, by a task; once for the same evening."""
    task = named("meydan.questions.tasks.tell_askers")
    enqueue_once(task, f"questions.{about}:{edition.pk}:{edition.occasion.sequence}", edition.pk, about)


@action
def tell_askers(*, by: Person | None, edition: Edition, about: str, after: int = 0) -> int | None:
    """Tell the next of them; returns up to whom, or None where that was the last. Nobody is told twice."""
    persons = list(queries.askers_of(edition).filter(pk__gt=after).select_related("guardian")[:PIECE])
    drafts = []
    made: dict[str, str] = {}
    for person in persons:
        reader = person.guardian or person
        if reader.language not in made:
            with in_language_of(reader):
                made[reader.language] = ABOUT[about](edition)
        template = f"questions.{about}.{edition.occasion.sequence}"
        drafts.append(messaging.Draft(person, template, made[reader.language], edition))
    told = messaging.send_many(by=by, drafts=drafts)
    if told:
        note("questions.tell_askers", on=edition, area=edition.area_id, about=about, told=told)
    return persons[-1].pk if len(persons) == PIECE else None


def _moderators(edition: Edition) -> list[Person]:
    """Those an edition names; where it names none, who moderates in its area today."""
    named_ones = list(edition.moderators.filter(is_active=True).order_by("pk"))
    if named_ones:
        return named_ones
    above = [int(step) for step in edition.area.path.strip("/").split("/")]
    held = Holding.objects.current().filter(role=Role.MODERATOR, area__in=above)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))
