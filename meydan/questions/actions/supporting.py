"""«من هم»: saying that one asks the same, and taking that back. One a person and question, counted exactly."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.participation.models import Channel as Way
from meydan.participation.models import Evidence
from meydan.people.models import Person
from meydan.questions import livewire, rules
from meydan.questions.actions.asking import DOOR
from meydan.questions.models import Question, Support
from meydan.questions.occasions import SUPPORT

HOPS = 5  # what is merged into what was merged meanwhile


@action
def support(*, by: Person, question: Question) -> Question:
    """Said twice it counts once. What was joined with another in the meantime is supported there.

    The row comes first and the count second: whoever joins two questions holds the count's row while their supporters
    move, so a support is either moved with them or finds the question joined already.
    """
    for _hop in range(HOPS):
        question = Question.objects.select_related("edition__occasion", "area", "venue").get(pk=question.pk)
        if question.state == Question.State.MERGED and question.merged_into is not None:
            question = question.merged_into
            continue
        _check(by, question)
        row = _put(by, question)
        if row is not None:
            _write_down(by, question, row)
            note("questions.support", on=question, area=question.area_id, edition=question.edition_id)
            question.refresh_from_db(fields=["supports"])
            livewire.tell_soon(question.edition)
            return question
        if Support.objects.filter(question=question, person=by).exists():
            return question
    raise Refusal(_("Something else has happened to this meanwhile. Open the page again."))


@action
def unsupport(*, by: Person, question: Question) -> Question:
    row = Support.objects.select_for_update().filter(question=question, person=by).first()
    if row is None:
        return question
    ledger.withdraw(by=by, door=DOOR, subject=row)
    if Support.objects.filter(pk=row.pk).delete()[0]:
        Question.objects.filter(pk=row.question_id, supports__gt=0).update(supports=F("supports") - 1)
        note("questions.unsupport", on=question, area=question.area_id, edition=question.edition_id)
    question.refresh_from_db(fields=["supports"])
    livewire.tell_soon(question.edition)
    return question


def _check(by: Person, question: Question) -> None:
    if question.state != Question.State.PUBLISHED:
        raise Refusal(_("This is not among the published ones any more."))
    if not rules.may_support(question.edition, timezone.now()):
        raise Refusal(_("This edition is over: nothing can be joined any more."))
    if question.asker_id == by.pk:
        raise Refusal(_("You said this yourself; it counts already."))


def _put(by: Person, question: Question) -> Support | None:
    """The row with its count, or neither."""
    try:
        with transaction.atomic():
            row = Support.objects.create(question=question, person=by, at=timezone.now())
            standing = Question.objects.filter(pk=question.pk, state=Question.State.PUBLISHED)
            if standing.update(supports=F("supports") + 1):
                return row
            transaction.set_rollback(True)
    except IntegrityError:
        return None
    return None


def _write_down(by: Person, question: Question, row: Support) -> None:
    ledger.record(
        by=by,
        door=DOOR,
        kind=SUPPORT,
        subject=row,
        activity=question.edition_id,
        day=timezone.localdate(row.at),
        area=question.area,
        venue=question.venue,
        person=by,
        channel=Way.ONLINE,
        evidence=Evidence.CONTRIBUTION,
        is_sample=question.is_sample,
    )
