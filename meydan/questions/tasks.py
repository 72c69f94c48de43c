"""What is done after an action, by the worker."""

from typing import Final

from django.db import transaction
from django_tasks import task

from meydan.ground.queue import report_progress
from meydan.questions import actions, livewire, queries, voices
from meydan.questions.hops import TO_SUPPORTERS
from meydan.questions.models import Voice

AT_ONCE: Final = 200


@task()
def tell_moderators(edition: int) -> None:
    actions.tell_moderators(by=None, edition=queries.editions().get(pk=edition))


@task()
def tell_askers(edition: int, about: str) -> None:
    """In pieces, each of which is kept; begun again, nobody hears twice."""
    row = queries.editions().get(pk=edition)
    after: int | None = 0
    while after is not None:
        after = actions.tell_askers(by=None, edition=row, about=about, after=after)


@task()
def tell_pages(edition: int) -> None:
    """What came in within one second, on every open page."""
    row = queries.editions().get(pk=edition)
    with transaction.atomic():
        livewire.tell(row)


@task()
def tell_of_hop(question: int, hop: str) -> None:
    """Whoever is concerned, in pieces; begun again, nobody hears twice."""
    row = queries.questions().get(pk=question)
    concerned = queries.concerned(row).select_related("guardian")
    if hop not in TO_SUPPORTERS:
        concerned = concerned.filter(questions=row)
    total, done, last = concerned.count(), 0, 0
    while chunk := list(concerned.filter(pk__gt=last)[:AT_ONCE]):
        actions.tell_concerned(by=None, question=row, hop=hop, persons=chunk)
        last, done = chunk[-1].pk, done + len(chunk)
        report_progress(done, total)


@task()
def prepare_voice(voice: int) -> None:
    """What came becomes an MP3; what cannot be read is marked so, and kept."""
    row = Voice.objects.select_related("question").filter(pk=voice).first()
    if row is not None:
        voices.prepare(row)
