"""The running order of the evening, and what is on air. Two presenters may do it at once: every verb says what it found
and is refused where something else is true meanwhile.
"""

from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.questions import fairness, livewire, queries, rules
from meydan.questions.models import Edition, Question

PLACES: Final = 100  # given out at once; whatever comes after follows by support


@action
def arrange(*, by: Person, edition: Edition, how: fairness.By) -> list[int]:
    """Put the whole order anew: by votes, or so that ways, topics or neighborhoods take turns."""
    edition = _held(by, edition)
    ids = fairness.order(
        map(_word, queries.running_order(edition)), how, aired=[_word(one) for one in _had(edition)], limit=PLACES
    )
    Question.objects.filter(edition=edition, position__isnull=False).update(position=None)
    _place(ids)
    note("questions.arrange", on=edition, area=edition.area_id, how=how, places=len(ids))
    livewire.tell(edition)
    return ids


@action
def move(*, by: Person, question: Question, before: Question | None) -> list[int]:
    """Put one before another; before none: after all that have a place."""
    edition = _held(by, question.edition)
    rows = list(queries.running_order(edition).values_list("pk", "position"))
    ids = [pk for pk, _place_ in rows if pk != question.pk]
    if len(ids) == len(rows) or (before is not None and before.pk not in ids):
        raise Refusal(_("The running order has changed meanwhile. Look at it again."))
    placed = sum(place is not None for pk, place in rows if pk != question.pk)
    ids.insert(placed if before is None else ids.index(before.pk), question.pk)
    _place(ids[: max(placed + 1, ids.index(question.pk) + 1)])
    note("questions.move", on=question, area=question.area_id, place=ids.index(question.pk) + 1)
    livewire.tell(edition)
    return ids


@action
def put_on_air(*, by: Person, question: Question, instead_of: int | None) -> Question:
    """Answer it now; what was on air until now was answered. `instead_of` is what this presenter saw on air."""
    edition = _held(by, question.edition)
    if edition.stage != Edition.Stage.LIVE:
        raise Refusal(_("The edition is not on air. Put it on air first."))
    current = queries.on_air(edition)
    if current is not None and current.pk == question.pk:
        return current
    if (current.pk if current else None) != instead_of:
        raise Refusal(_("Something else was put on air meanwhile. Look at it again."))
    if current is not None:
        _leave(current)
    try:
        with transaction.atomic():
            waits = queries.running_order(edition).filter(pk=question.pk).order_by()
            put = Question.objects.filter(pk__in=waits.values("pk")).update(on_air_since=timezone.now(), position=None)
    except IntegrityError:
        raise Refusal(_("Something else was put on air meanwhile. Look at it again.")) from None
    if not put:
        raise Refusal(_("The running order has changed meanwhile. Look at it again."))
    note("questions.put_on_air", on=question, area=question.area_id, edition=edition.pk)
    livewire.tell(edition)
    question.refresh_from_db()
    return question


@action
def take_off_air(*, by: Person, question: Question, answered: bool) -> Question:
    """It was answered; or it was not, and stands first in the order again."""
    edition = _held(by, question.edition)
    if answered:
        done = _leave(question)
    else:
        done = Question.objects.filter(pk=question.pk, on_air_since__isnull=False).update(on_air_since=None, position=0)
    if not done:
        raise Refusal(_("This is not on air any more. Look at it again."))
    note("questions.take_off_air", on=question, area=question.area_id, edition=edition.pk, answered=answered)
    livewire.tell(edition)
    question.refresh_from_db()
    return question


def _held(by: Person, edition: Edition) -> Edition:
    """The edition as it is, held until this is done, so that one order is made after the other."""
    if not rules.may_present(by, edition):
        raise Refusal(_("You do not present this edition."))
    Edition.objects.select_for_update().get(pk=edition.pk)
    return queries.editions().get(pk=edition.pk)


def _leave(question: Question) -> int:
    """`aired_at` is when it came on air: its moment in the recording."""
    return Question.objects.filter(pk=question.pk, on_air_since__isnull=False).update(
        aired_at=F("on_air_since"), on_air_since=None
    )


def _had(edition: Edition) -> list[Question]:
    """Whose turn it was already."""
    current = queries.on_air(edition)
    return [*queries.aired(edition), *([current] if current else [])]


def _word(question: Question) -> fairness.Word:
    return fairness.Word(question.pk, question.supports, question.channel, question.topic_id, question.area_id)


def _place(ids: list[int]) -> None:
    Question.objects.bulk_update(
        [Question(pk=pk, position=place) for place, pk in enumerate(ids, 1)], ["position"], batch_size=PLACES
    )
