"""What was asked, answered, ordered and done.

Units: words (each counts once, whether published, joined with another or still waiting; refused and withdrawn ones do
not), orders, working days from the day of the order to the day it was reported done. Place: the editions given.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, Literal

from django.db.models import Count, Q
from django.utils import timezone

from meydan.assignments.models import Assignment
from meydan.calendar import holidays
from meydan.questions.models import Edition, Order, Question

By = Literal["topic", "unit", "area"]
COUNTED: Final = (Question.State.RECEIVED, Question.State.PUBLISHED, Question.State.MERGED)
_DONE: Final = (Assignment.State.DONE, Assignment.State.CONFIRMED)
_ANSWERED: Final = Q(state=Question.State.PUBLISHED, answered_at__isnull=False) | Q(
    state=Question.State.MERGED, merged_into__answered_at__isnull=False
)


@dataclass
class Tally:
    """One line of the board. `settled` are orders of which it is known whether they kept their term."""

    asked: int = 0
    answered: int = 0
    ordered: int = 0
    done: int = 0
    in_term: int = 0
    settled: int = 0
    days: list[int] = field(default_factory=list)

    @property
    def share_in_term(self) -> float | None:
        return self.in_term / self.settled if self.settled else None

    @property
    def median_days(self) -> float | None:
        return float(median(self.days)) if self.days else None


@dataclass(frozen=True)
class Board:
    """`by["topic"]` is by the topic's id, 0 where there is none; so are the others."""

    whole: Tally
    by: dict[By, dict[int, Tally]]


def board(editions: Iterable[Edition]) -> Board:
    """In four queries, however many words and orders there are."""
    found = Board(Tally(), {"topic": defaultdict(Tally), "unit": defaultdict(Tally), "area": defaultdict(Tally)})
    ids = [edition.pk for edition in editions]
    words = Question.objects.filter(edition__in=ids, state__in=COUNTED).order_by()
    for row in words.values("topic", "area").annotate(asked=Count("pk"), answered=Count("pk", filter=_ANSWERED)):
        for tally in (found.whole, found.by["topic"][row["topic"] or 0], found.by["area"][row["area"]]):
            tally.asked += row["asked"]
            tally.answered += row["answered"]
    orders = list(_orders(ids))
    offices = _offices(orders) if orders else None
    today = timezone.localdate()
    for order in orders:
        question, given = order.question, order.assignment
        lines = (found.by["topic"][question.topic_id or 0], found.by["unit"][given.unit_id])
        for tally in (found.whole, *lines, found.by["area"][question.area_id]):
            _add(tally, given, offices, today)
    return found


def _orders(editions: Sequence[int]) -> Iterable[Order]:
    rows = Order.objects.filter(question__edition__in=editions)
    rows = rows.exclude(assignment__state=Assignment.State.WITHDRAWN)
    return rows.select_related("question", "assignment").order_by("pk")


def _add(tally: Tally, given: Assignment, offices: holidays.WorkingDays | None, today: dt.date) -> None:
    tally.ordered += 1
    done_on = timezone.localdate(given.done_at) if given.done_at and given.state in _DONE else None
    if done_on is not None:
        tally.done += 1
        assert offices
        tally.days.append(offices.after(timezone.localdate(given.given_at), done_on))
    if done_on is not None or given.promised_on < today:
        tally.settled += 1
        tally.in_term += done_on is not None and done_on <= given.promised_on


def _offices(orders: Sequence[Order]) -> holidays.WorkingDays:
    """The days offices are open, looked up once for all orders."""
    moments = [moment for order in orders for moment in (order.assignment.given_at, order.assignment.done_at)]
    days = [timezone.localdate(moment) for moment in moments if moment is not None]
    return holidays.WorkingDays(min(days), max(days))
