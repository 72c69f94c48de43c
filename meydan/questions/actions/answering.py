"""The answer in a line or two, with its moment in the video."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.questions import livewire
from meydan.questions.actions.hops import tell_of
from meydan.questions.hops import Hop
from meydan.questions.models import Answer, Question


@action
def answer(*, by: Person, question: Question, text: str, second: int | None, published: bool) -> Answer:
    """Write the answer, or write it better. Once it is published, everybody concerned is told, once."""
    if question.state != Question.State.PUBLISHED:
        raise Refusal(_("Only a published question is answered."))
    now = timezone.now()
    row, _is_new = Answer.objects.get_or_create(
        question=question,
        defaults={
            "text": text,
            "second": second,
            "answered_as": question.edition.answered_by,
            "written_by": by,
            "written_at": now,
        },
    )
    row.text, row.second, row.written_by, row.written_at = text, second, by, now
    row.save(update_fields=["text", "second", "written_by", "written_at"])
    if published:
        _publish(row)
    note("questions.answer", on=question, area=question.area_id, second=second, published=published)
    livewire.tell(question.edition)
    return row


def _publish(row: Answer) -> None:
    now = timezone.now()
    if not Answer.objects.filter(pk=row.pk, published_at__isnull=True).update(published_at=now):
        return
    row.published_at = now
    Question.objects.filter(pk=row.question_id).update(answered_at=now)
    row.question.answered_at = now
    tell_of(row.question, Hop.ANSWERED)
