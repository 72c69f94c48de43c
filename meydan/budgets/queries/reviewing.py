"""Reads of what units find out: their queue, an idea's history, and how far each unit is."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.assignments.queries import units_of
from meydan.budgets.models import Idea, Phrase, Remark, Review, Round
from meydan.budgets.models.review import FOUND_OUT
from meydan.people.models import Organization, Person
from meydan.places import queries as places
from meydan.places.models import Area

State = Review.State
_HEAVY = [f"{road}{column}" for road in ("idea__area__", "idea__round__area__") for column in places.HEAVY]


def reviews() -> QuerySet[Review]:
    rows = Review.objects.select_related(
        "unit__area", "idea__area", "idea__field", "idea__round__area", "idea__author__guardian"
    )
    return rows.defer(*_HEAVY, *(f"unit__area__{column}" for column in places.HEAVY))


def at_desk(person: Person, areas: Iterable[Area]) -> QuerySet[Review]:
    """Of the units one heads and the rounds one watches over; what waits for the author comes after what is due."""
    rounds = places.within(Round.objects.all(), areas).order_by()
    mine = Q(unit__in=units_of(person).values("pk")) | Q(idea__round__in=rounds.values("pk"))
    waits = Case(When(state=State.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = reviews().filter(mine, idea__round__state=Round.State.PUBLISHED)
    return rows.exclude(idea__state__in=[Idea.State.WITHDRAWN, Idea.State.REFUSED]).order_by(waits, "due_on", "pk")


class Shelf(NamedTuple):
    name: str
    title: str | Promise
    rows: Q


def shelves(today: dt.date) -> list[Shelf]:
    standing = ~Q(idea__state=Idea.State.MERGED)
    waits = Q(state=State.OPEN) & standing
    return [
        Shelf("open", _("To look at"), waits),
        Shelf("late", _("Past the last day"), waits & Q(due_on__lt=today)),
        Shelf("asked", _("With the author"), Q(state=State.ASKED) & standing),
        Shelf("feasible", _("Feasible"), Q(state=State.FEASIBLE) & standing),
        Shelf("not_feasible", _("Not feasible"), Q(state__in=[State.NOT_FEASIBLE, State.LAPSED])),
        Shelf("joined", _("Joined with another"), Q(idea__state=Idea.State.MERGED)),
    ]


def counts(rows: QuerySet[Review], parts: Iterable[Shelf]) -> dict[str, int]:
    return rows.order_by().aggregate(**{part.name: Count("pk", part.rows) for part in parts})


class Line(NamedTuple):
    """How far one unit is."""

    unit: Organization
    waiting: int
    late: int
    asked: int
    feasible: int
    not_feasible: int
    in_time: int
    decided: int


def by_unit(rows: QuerySet[Review], today: dt.date) -> list[Line]:
    """The one with the most that is late first."""
    standing = ~Q(idea__state=Idea.State.MERGED)
    decided = Q(state__in=FOUND_OUT)
    found = rows.order_by().values("unit")
    counted = found.annotate(
        waiting=Count("pk", Q(state=State.OPEN) & standing),
        late=Count("pk", Q(state=State.OPEN, due_on__lt=today) & standing),
        asked=Count("pk", Q(state=State.ASKED) & standing),
        feasible=Count("pk", Q(state=State.FEASIBLE)),
        not_feasible=Count("pk", Q(state=State.NOT_FEASIBLE)),
        in_time=Count("pk", decided & Q(decided_at__date__lte=F("due_on"))),
        decided=Count("pk", decided),
    )
    units = Organization.objects.in_bulk([row["unit"] for row in counted])
    lines = [
        Line(units[row["unit"]], *(row[name] for name in Line._fields[1:]))  # type: ignore[literal-required]
        for row in counted
    ]
    return sorted(lines, key=lambda line: (-line.late, -line.waiting, str(line.unit)))


def remarks(review: Review) -> QuerySet[Remark]:
    return review.remarks.select_related("by").order_by("at", "pk")


class History(NamedTuple):
    """What the idea's page says of its review. What author and unit wrote to each other is theirs."""

    review: Review | None
    remarks: list[Remark]
    question: Remark | None  # what the author is asked, while it waits for the answer


def history(idea: Idea) -> History:
    review = reviews().filter(idea=idea).first()
    if review is None:
        return History(None, [], None)
    rows = list(remarks(review))
    asked = [row for row in rows if row.kind == Remark.Kind.ASKED]
    return History(review, rows, asked[-1] if asked and review.state == State.ASKED else None)


def asked_of(person: Person) -> QuerySet[Review]:
    """Where a unit waits for this author's answer."""
    return reviews().filter(idea__author=person, state=State.ASKED).order_by("asked_at", "pk")


def phrases_of(person: Person) -> QuerySet[Phrase]:
    return Phrase.objects.filter(unit__in=units_of(person).values("pk")).select_related("unit").order_by("name", "pk")


def to_give(today: dt.date) -> QuerySet[Idea]:
    """Published ideas of rounds whose review has begun, that no unit has yet and that a unit could take."""
    rows = Idea.objects.filter(state=Idea.State.PUBLISHED, review__isnull=True, field__unit__isnull=False)
    rows = rows.filter(round__state=Round.State.PUBLISHED, round__review_from__lte=today, round__poll__isnull=True)
    return rows.select_related("round", "field__unit").order_by("pk")


def homeless(round: Round) -> int:
    """Published ideas of fields that no unit looks at."""
    return Idea.objects.filter(round=round, state=Idea.State.PUBLISHED, review=None, field__unit=None).count()
