"""What a unit finds out about an idea. Of two heads who press at once one is heard, and the other reads why."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import queries as assignments
from meydan.assignments.rules import can_do_it
from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.budgets import wording_review as wording
from meydan.budgets.models import Idea, Phrase, Remark, Review
from meydan.budgets.models.review import FOUND_OUT, UNDECIDED
from meydan.budgets.rules import reviewing as rules
from meydan.calendar.holidays import WorkingDays, working_days_after
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Organization, Person

State = Review.State


@action
def give_to_unit(*, by: Person | None, idea: Idea, unit: Organization | None = None) -> Review:
    """The published idea to its field's unit, or to another; once. The term counts from when review begins."""
    chosen = unit or idea.field.unit
    if chosen is None:
        raise Refusal(_("No unit looks at ideas of this field. Name one at the round’s desk first."))
    today = timezone.localdate()
    due_on = working_days_after(max(today, idea.round.review_from), max(idea.round.review_days, 1))
    if not Idea.objects.filter(pk=idea.pk, state=Idea.State.PUBLISHED).update(state=Idea.State.PUBLISHED):
        raise Refusal(_("Only a published idea is given to a unit."))
    try:
        with transaction.atomic():
            review = Review.objects.create(idea=idea, unit=chosen, given_at=timezone.now(), due_on=due_on)
    except IntegrityError:
        return Review.objects.select_related("unit", "idea__round").get(idea=idea)
    note("budgets.give_to_unit", on=idea, area=idea.area_id, unit=chosen.pk, due_on=due_on)
    return review


@action
def decide(*, by: Person, review: Review, feasible: bool, cost: int | None = None, reason: str = "") -> Review:
    """Feasible with what it costs, or not with a reason that everybody reads."""
    must_head(by, review)
    must_be_time(review)
    if feasible and not cost:
        raise Refusal(_("Write what it would cost."), field="cost")
    if not feasible and not reason.strip():
        raise Refusal(_("Write why it is not feasible: everybody reads it."), field="reason")
    to, ends = (State.FEASIBLE, Idea.State.FEASIBLE) if feasible else (State.NOT_FEASIBLE, Idea.State.NOT_FEASIBLE)
    cost = cost if feasible else None
    move(review, UNDECIDED, state=to, cost=cost, reason=reason, decided_at=timezone.now(), decided_by=by)
    move_idea(review.idea, [Idea.State.PUBLISHED], state=ends, reason="" if feasible else reason, cost=cost)
    remark(review, Remark.Kind.DECIDED, by, text=reason, cost_after=cost)
    tell(by, review, [review.idea.author], wording.decided)
    note("budgets.decide", on=review.idea, area=review.idea.area_id, unit=review.unit_id, feasible=feasible, cost=cost)
    return review


@action
def change_cost(*, by: Person, review: Review, cost: int, reason: str) -> Review:
    """Until the list is written; what it was before stays written."""
    must_head(by, review)
    must_be_time(review)
    if not reason.strip():
        raise Refusal(_("Write why the cost changes."), field="reason")
    before = Review.objects.select_for_update().values_list("cost", flat=True).get(pk=review.pk)
    move(review, [State.FEASIBLE], cost=cost)
    move_idea(review.idea, [Idea.State.FEASIBLE], cost=cost)
    remark(review, Remark.Kind.COST, by, text=reason, cost_before=before, cost_after=cost)
    tell(by, review, [review.idea.author], wording.cost_changed)
    note("budgets.change_cost", on=review.idea, area=review.idea.area_id, before=before, cost=cost)
    return review


@action
def ask_author(*, by: Person, review: Review, question: str) -> Review:
    """The clock stands still until the author answers, and everybody can see that it does."""
    must_head(by, review)
    must_be_time(review)
    if review.idea.author is None:
        raise Refusal(_("The author of this idea is not there any more. Decide by what is written."))
    move(review, [State.OPEN], state=State.ASKED, asked_at=timezone.now())
    remark(review, Remark.Kind.ASKED, by, text=question)
    tell(by, review, [review.idea.author], wording.asked)
    note("budgets.ask_author", on=review.idea, area=review.idea.area_id, unit=review.unit_id)
    return review


@action
def answer_unit(*, by: Person, review: Review, text: str) -> Review:
    """The author's answer; the unit gets back the working days that passed meanwhile."""
    if review.idea.author_id != by.pk:
        raise Refusal(_("Only its author can answer this."))
    now = timezone.now()
    asked, today = timezone.localdate(review.asked_at or now), timezone.localdate(now)
    paused = WorkingDays(asked, today).after(asked, today)
    due_on = working_days_after(review.due_on, paused) if paused else review.due_on
    move(review, [State.ASKED], state=State.OPEN, asked_at=None, due_on=due_on)
    remark(review, Remark.Kind.ANSWERED, by, text=text)
    tell(by, review, assignments.heads(review.unit), wording.answered)
    note("budgets.answer_unit", on=review.idea, area=review.idea.area_id, due_on=due_on)
    return review


@action
def pass_on(*, by: Person, review: Review, unit: Organization, reason: str) -> Review:
    """To the unit that knows about it; it has some days at least."""
    if not rules.may_oversee(by, review.idea.round):
        must_head(by, review)
    must_be_time(review)
    if not reason.strip():
        raise Refusal(_("Write why it belongs to that unit."), field="reason")
    if unit.pk == review.unit_id or not can_do_it(unit, review.idea.area):
        raise Refusal(_("Choose another unit that works in this area."), field="unit")
    before = review.unit_id
    due_on = max(review.due_on, working_days_after(timezone.localdate(), rules.ANEW))
    move(review, UNDECIDED, unit=unit, due_on=due_on)
    remark(review, Remark.Kind.PASSED_ON, by, text=reason)
    tell(by, review, assignments.heads(unit), wording.passed_on)
    note("budgets.pass_idea_on", on=review.idea, area=review.idea.area_id, before=before, unit=unit.pk)
    return review


@action
def reopen_review(*, by: Person, review: Review, reason: str) -> Review:
    """An officer has a decision looked at again, while the list is not written."""
    idea = review.idea
    if not rules.may_oversee(by, idea.round):
        raise Refusal(_("Only a budgeting officer of this round can do this."))
    must_be_time(review)
    if not reason.strip():
        raise Refusal(_("Write why it is looked at again."), field="reason")
    due_on = working_days_after(timezone.localdate(), rules.ANEW)
    changes: dict[str, Any] = {"state": State.OPEN, "decided_at": None, "decided_by": None, "asked_at": None}
    move(review, FOUND_OUT, due_on=due_on, cost=None, reason="", **changes)
    move_idea(idea, [Idea.State.FEASIBLE, Idea.State.NOT_FEASIBLE], state=Idea.State.PUBLISHED, reason="", cost=None)
    remark(review, Remark.Kind.REOPENED, by, text=reason)
    tell(by, review, [idea.author], wording.reopened)
    tell(by, review, assignments.heads(review.unit), wording.passed_on)
    note("budgets.reopen_review", on=idea, area=idea.area_id, unit=review.unit_id)
    return review


@action
def keep_phrase(*, by: Person, unit: Organization, name: str, text: str) -> Phrase:
    """A unit's own sentence; of the same name it is written anew."""
    if not assignments.units_of(by).filter(pk=unit.pk).exists():
        raise Refusal(_("You do not head this unit."))
    phrase, _made = Phrase.objects.update_or_create(unit=unit, name=name, defaults={"text": text})
    note("budgets.keep_phrase", on=phrase, area=unit.area_id, unit=unit.pk)
    return phrase


@action
def drop_phrase(*, by: Person, phrase: Phrase) -> None:
    if not assignments.units_of(by).filter(pk=phrase.unit_id).exists():
        raise Refusal(_("You do not head this unit."))
    note("budgets.drop_phrase", on=phrase, area=phrase.unit.area_id, unit=phrase.unit_id)
    phrase.delete()


def move(review: Review, frm: Collection[State], **changes: Any) -> Review:
    """Once, and only while it is with the unit that was looked at."""
    rows = Review.objects.filter(pk=review.pk, unit=review.unit_id, state__in=frm)
    if not rows.update(**changes):
        raise Refusal(_why_not(review))
    for name, value in changes.items():
        setattr(review, name, value)
    return review


def move_idea(idea: Idea, frm: Iterable[Idea.State], **changes: Any) -> None:
    if not Idea.objects.filter(pk=idea.pk, state__in=list(frm)).update(**changes):
        raise Refusal(_("Something else has happened to this idea meanwhile. Open its page again and look."))
    for name, value in changes.items():
        setattr(idea, name, value)


def remark(review: Review, kind: Remark.Kind, by: Person | None, **facts: Any) -> Remark:
    return Remark.objects.create(review=review, kind=kind, by=by, at=timezone.now(), **facts)


def tell(by: Person | None, review: Review, persons: Iterable[Person | None], said: Callable[[Review], str]) -> None:
    """Each of them once for this time; whoever did it knows."""
    drafts = []
    for person in persons:
        if person is not None and (by is None or person.pk != by.pk):
            with in_language_of(person.guardian or person):
                text = said(review)
            template = f"budgets.review.{said.__name__}.{timezone.now():%y%m%d%H%M%S}"
            drafts.append(messaging.Draft(person, template, text, review, area=review.idea.area_id))
    if drafts:
        messaging.send_many(by=by, drafts=drafts)


def must_head(by: Person, review: Review) -> None:
    if not rules.heads(by, review):
        raise Refusal(_("This idea is not with your unit. If it was passed on, the other unit decides."))


def must_be_time(review: Review) -> None:
    round = review.idea.round
    if not rules.list_is_open(round):
        raise Refusal(_("The list of projects is written: nothing changes about it any more."))
    if not rules.may_decide(round, timezone.localdate()):
        day = base_wording.day(round.review_from)
        raise Refusal(_("Ideas are still coming in. They are looked at from %(day)s on.") % {"day": day})


def _why_not(review: Review) -> str:
    now = Review.objects.select_related("unit", "decided_by").get(pk=review.pk)
    if now.unit_id != review.unit_id:
        return _("Somebody passed this idea on to %(unit)s meanwhile.") % {"unit": now.unit}
    said = {"state": now.get_state_display()}
    return _("Somebody else was quicker: this idea now stands at “%(state)s”. Open it again and look.") % said
