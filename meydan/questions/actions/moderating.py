"""What a moderator does with what came in. Of two at once, one does it and the other is told."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.questions import livewire
from meydan.questions.actions.asking import DOOR, write_down
from meydan.questions.actions.hops import tell_of
from meydan.questions.actions.words import keep_words
from meydan.questions.hops import Hop
from meydan.questions.models import Question, Support, Topic

State = Question.State

OPEN: Final = (State.RECEIVED, State.PUBLISHED)


@action
def publish(
    *, by: Person, question: Question, kind: str, topic: Topic | None, area: Area, text: str | None = None
) -> Question:
    """Show it to everybody, sorted; what was refused can still be shown. `text`: of a voice, what is heard."""
    _transcribe(by, question, text)
    if not question.text.strip():
        raise Refusal(_("Write down what is heard first: not everybody can listen."), field="text")
    _sort(question, kind, topic, area)
    _move(by, question, (State.RECEIVED, State.REFUSED), state=State.PUBLISHED, reason="")
    write_down(by, question)
    tell_of(question, Hop.PUBLISHED)
    note("questions.publish", on=question, area=question.area_id, kind=question.kind, topic=question.topic_id)
    livewire.tell(question.edition)
    return question


@action
def sort(
    *, by: Person, question: Question, kind: str, topic: Topic | None, area: Area, text: str | None = None
) -> Question:
    """Put something published under another topic or neighborhood, or mend its transcript."""
    _transcribe(by, question, text)
    _sort(question, kind, topic, area)
    _move(by, question, (State.PUBLISHED,), state=State.PUBLISHED)
    write_down(by, question)
    note("questions.sort", on=question, area=question.area_id, kind=question.kind, topic=question.topic_id)
    livewire.tell(question.edition)
    return question


@action
def refuse(*, by: Person, question: Question, reason: str) -> Question:
    """Not shown, for a reason the asker reads; it is no part of the ledger any more."""
    if not reason.strip():
        raise Refusal(_("Say why: the asker reads it."), field="reason")
    _move(by, question, OPEN, state=State.REFUSED, reason=reason, position=None, on_air_since=None)
    ledger.withdraw(by=by, door=DOOR, subject=question)
    tell_of(question, Hop.REFUSED)
    note("questions.refuse", on=question, area=question.area_id)
    livewire.tell(question.edition)
    return question


@action
def merge(*, by: Person, question: Question, into: Question) -> Question:
    """Join it with one that says the same. Asker and supporters go along, each once; all of them are told.

    Both rows are locked in the order of ids before anything is read: a support that comes meanwhile waits, and then
    finds that this one is joined.
    """
    if into.pk == question.pk or into.edition_id != question.edition_id:
        raise Refusal(_("Choose another question of the same evening."), field="into")
    if not question.text.strip():
        raise Refusal(_("Write down what is heard first, so that others can see that it is the same."), field="text")
    _lock(question, into)
    if not Question.objects.filter(pk=into.pk, state=State.PUBLISHED).exists():
        raise Refusal(_("The question you chose is not published any more. Choose another one."), field="into")
    _move(by, question, OPEN, state=State.MERGED, merged_into=into, position=None, on_air_since=None)
    people = set(Support.objects.filter(question=question).values_list("person_id", flat=True))
    _bring(into, question, people | {question.asker_id or 0})
    tell_of(question, Hop.MERGED)
    note("questions.merge", on=question, area=question.area_id, into=into.pk)
    livewire.tell(question.edition)
    return question


@action
def part(*, by: Person, question: Question) -> Question:
    """Take back a joining that was none: whoever came along with it goes again."""
    into = question.merged_into
    if into is None:
        raise Refusal(_("This question was not joined with another one."))
    _lock(question, into)
    if not Question.objects.filter(pk=into.pk, state=State.PUBLISHED).exists():
        raise Refusal(_("The other question has itself been joined or taken down since. Look at that one first."))
    _move(by, question, (State.MERGED,), state=State.PUBLISHED, merged_into=None)
    gone, _rows = Support.objects.filter(question=into, came_with=question).delete()
    Question.objects.filter(pk=into.pk).update(supports=F("supports") - gone)
    note("questions.part", on=question, area=question.area_id, into=into.pk)
    livewire.tell(question.edition)
    return question


def _lock(*questions: Question) -> None:
    rows = Question.objects.select_for_update().filter(pk__in=[one.pk for one in questions]).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _bring(into: Question, question: Question, people: Iterable[int]) -> None:
    """Their support, where they have not given it already; nobody supports what they asked themselves."""
    known = set(Support.objects.filter(question=into).values_list("person_id", flat=True))
    new = sorted(set(people) - known - {into.asker_id or 0, 0})
    now = timezone.now()
    rows = [Support(question=into, person_id=pk, at=now, came_with=question) for pk in new]
    Support.objects.bulk_create(rows, batch_size=500)
    Question.objects.filter(pk=into.pk).update(supports=F("supports") + len(rows))


def _move(by: Person, question: Question, of: tuple[Question.State, ...], **changes: Any) -> None:
    changes |= {"moderated_at": timezone.now(), "moderated_by": by}
    if not Question.objects.filter(pk=question.pk, state__in=of).update(**changes):
        raise Refusal(_("Somebody else was quicker with this. Look at it again."))
    for name, value in changes.items():
        setattr(question, name, value)


def _sort(question: Question, kind: str, topic: Topic | None, area: Area) -> None:
    if topic is not None and topic.series_id != question.edition.series_id:
        raise Refusal(_("Choose a topic of this series."), field="topic")
    question.kind, question.topic, question.area = kind, topic, area
    question.save(update_fields=["kind", "topic", "area"])


def _transcribe(by: Person, question: Question, text: str | None) -> None:
    """Only of a voice: written words stay as they were written."""
    voice = getattr(question, "voice", None)
    if voice is None or text is None or text == question.text:
        return
    question.text = text
    keep_words(question)
    question.save(update_fields=["text", "words"])
    voice.transcribed_by = by
    voice.save(update_fields=["transcribed_by"])
