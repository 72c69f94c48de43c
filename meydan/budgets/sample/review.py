"""Reviews of the sample round's ideas, in every state, as they would stand had all of it happened. Nobody is told now.

    look_at(by=None, idea=idea, to="feasible", given_at=moment, cost=4_500_000_000)
    put_together(by=None, idea=idea, into=other, reason=…, at=moment)

`to` is one of `TO`.
"""

import datetime as dt
from typing import Any, Final

from django.db.models import F
from django.utils import timezone

from meydan.budgets.models import Idea, Joining, Move, Remark, Review, Support
from meydan.calendar.holidays import working_days_after
from meydan.journal.action import action, note
from meydan.people.models import Organization, Person, Representative

State, Kind = Review.State, Remark.Kind
TO: Final = ("open", "late", "asked", "answered", "passed_on", "feasible", "dearer", "not_feasible", "lapsed")
DAY: Final = dt.timedelta(days=1)
QUESTION: Final = "لطفاً نشانی دقیق‌تر محل را بنویسید: کدام سوی کوچه؟"
ANSWER: Final = "ضلع شمالی کوچه، روبه‌روی مدرسه."
REASON: Final = "زمین این پروژه در مالکیت شهرداری نیست و مالک آن رضایت نداده است."
DEARER: Final = "قیمت مصالح در استعلام تازه بالاتر بود."


@action
def look_at(
    *,
    by: Person | None,
    idea: Idea,
    to: str,
    given_at: dt.datetime,
    cost: int = 3_000_000_000,
    reason: str = "",
    unit: Organization | None = None,
) -> Review:
    """The idea at its field's unit, and what the unit did; the idea's own state follows where it is decided."""
    at_unit = unit or idea.field.unit
    if at_unit is None:
        raise ValueError("the sample's fields have units")
    due_on = working_days_after(timezone.localdate(given_at), max(idea.round.review_days, 1))
    if to == "late":
        due_on = min(due_on, timezone.localdate() - 2 * DAY)
    review = Review.objects.create(idea=idea, unit=at_unit, given_at=given_at, due_on=due_on)
    speaking = Representative.objects.current().filter(organization=at_unit).order_by("pk").first()
    head = speaking.person if speaking else None
    if to in {"asked", "answered"}:
        _remark(review, Kind.ASKED, head, 3, text=QUESTION)
    if to == "asked":
        review.state, review.asked_at = State.ASKED, _moment(review, 3)
    if to == "answered":
        _remark(review, Kind.ANSWERED, idea.author, 5, text=ANSWER)
    if to == "passed_on":
        _remark(review, Kind.PASSED_ON, head, 2, text="این کار در وظایف واحد شماست.")
    if to in {"feasible", "dearer", "not_feasible"}:
        _decide(review, head, to, cost, reason)
    if to == "lapsed":
        sentence = reason or f"هنگام نوشتن فهرست پروژه‌ها، {at_unit} دربارهٔ آن تصمیمی نگرفته بود."
        review.state, review.reason, review.decided_at = State.LAPSED, sentence, _moment(review, 20)
        _remark(review, Kind.DECIDED, None, 20, text=sentence)
        _end(idea, Idea.State.UNDECIDED, sentence, None)
    review.save()
    note("budgets.sample_review", on=idea, area=idea.area_id)
    return review


@action
def put_together(*, by: Person | None, idea: Idea, into: Idea, reason: str, at: dt.datetime) -> Joining:
    """Joined; of its supporters one third said yes, some said no, and the others have not answered."""
    Idea.objects.filter(pk=idea.pk).update(state=Idea.State.MERGED, merged_into=into)
    idea.state, idea.merged_into = Idea.State.MERGED, into
    joining = Joining.objects.create(idea=idea, into=into, reason=reason, by=by, at=at, asked_at=at)
    here = Support.objects.filter(idea=into).values("person")
    asked = list(
        Support.objects.filter(idea=idea, person__isnull=False)
        .exclude(person__in=here)
        .select_related("person")
        .order_by("pk")
    )
    yes = [row for number, row in enumerate(asked) if number % 3 == 0]
    for number, row in enumerate(asked):
        answer = {0: Move.Answer.YES, 1: Move.Answer.NO}.get(number % 3, "")
        answered_at = min(at + DAY, timezone.now()) if answer else None
        if row.person is not None:
            Move.objects.create(joining=joining, person=row.person, asked_at=at, answer=answer, answered_at=answered_at)
    Support.objects.filter(pk__in=[row.pk for row in yes]).update(idea=into, came_with=idea)
    Idea.objects.filter(pk=idea.pk).update(supports=F("supports") - len(yes))
    Idea.objects.filter(pk=into.pk).update(supports=F("supports") + len(yes))
    note("budgets.sample_review", on=idea, area=idea.area_id)
    return joining


def _decide(review: Review, head: Person | None, to: str, cost: int, reason: str) -> None:
    idea = review.idea
    review.decided_at, review.decided_by = _moment(review, 8), head
    if to == "not_feasible":
        review.state, review.reason = State.NOT_FEASIBLE, reason or REASON
        _remark(review, Kind.DECIDED, head, 8, text=review.reason)
        _end(idea, Idea.State.NOT_FEASIBLE, review.reason, None)
        return
    review.state, review.cost = State.FEASIBLE, cost
    first = cost * 4 // 5 if to == "dearer" else cost
    _remark(review, Kind.DECIDED, head, 8, cost_after=first)
    if to == "dearer":
        _remark(review, Kind.COST, head, 10, cost_before=first, cost_after=cost, text=DEARER)
    _end(idea, Idea.State.FEASIBLE, "", cost)


def _end(idea: Idea, state: Idea.State, reason: str, cost: int | None) -> None:
    idea.state, idea.reason, idea.cost = state, reason, cost
    idea.save(update_fields=["state", "reason", "cost"])


def _remark(review: Review, kind: Remark.Kind, by: Person | None, days: int, **facts: Any) -> None:
    Remark.objects.create(review=review, kind=kind, by=by, at=_moment(review, days), **facts)


def _moment(review: Review, days: int) -> dt.datetime:
    morning = timezone.localtime(review.given_at + days * DAY).replace(hour=10, minute=20)
    return max(min(morning, timezone.now()), review.given_at)
