"""Reads that have a name."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.assignments import owners
from meydan.assignments.models import OPEN, UNDONE, Assignment, Concerned, Step
from meydan.base.days import during
from meydan.base.roles import Role
from meydan.people.models import Holding, Organization, Person, Representative
from meydan.places import queries as places
from meydan.places.models import Area

State = Assignment.State
_HEAVY = [f"{road}area__{column}" for road in ("", "unit__") for column in places.HEAVY]


def assignments() -> QuerySet[Assignment]:
    return Assignment.objects.select_related("area", "venue", "unit__area").defer(*_HEAVY)


def public(areas: Iterable[Area] | None = None) -> QuerySet[Assignment]:
    """What everybody may see, the newest first."""
    rows = assignments().filter(is_public=True).order_by("-given_at", "-pk")
    return rows if areas is None else places.within(rows, areas)


def of_activity(door: str, activity: int) -> QuerySet[Assignment]:
    """What one thing of a door led to, in the order it was ordered."""
    return assignments().filter(door=door, activity=activity).order_by("given_at", "pk")


def counted(  # noqa: PLR0913 - what the figures are asked by
    areas: Iterable[Area] | None = None,
    *,
    door: str = "",
    activity: int | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    only_public: bool = True,
) -> QuerySet[Assignment]:
    """What the figures are counted from: what was ordered in these areas, by this door, on these days."""
    rows = Assignment.objects.all()
    if areas is not None:
        rows = places.within(rows, areas)
    if only_public:
        rows = rows.filter(is_public=True)
    if door:
        rows = rows.filter(door=door)
    if activity is not None:
        rows = rows.filter(activity=activity)
    return rows.filter(during("given_at", first, last))


def units_of(person: Person) -> QuerySet[Organization]:
    """Those this person heads today."""
    speaking = Representative.objects.current().filter(person=person)
    return Organization.objects.filter(
        kind=Organization.Kind.UNIT, pk__in=speaking.values("organization")
    ).select_related("area")


def units_for(area: Area) -> QuerySet[Organization]:
    """Those that may be ordered to do something there."""
    above = [int(pk) for pk in area.path.strip("/").split("/")]
    rows = Organization.objects.filter(kind=Organization.Kind.UNIT, is_active=True).select_related("area")
    return rows.filter(Q(area__in=above) | Q(area__path__below=area.path)).order_by("area__path", "name")


def heads(unit: Organization) -> list[Person]:
    speaking = Representative.objects.current().filter(organization=unit).select_related("person").order_by("pk")
    return [one.person for one in speaking]


def nearest(area: Area, *roles: Role) -> list[Person]:
    """Whoever holds one of the roles on the area, or else on what it lies in; the nearest who are there."""
    above = [int(pk) for pk in area.path.strip("/").split("/")]
    held = Holding.objects.current().filter(role__in=roles, area__in=above).select_related("person").order_by("pk")
    by_area: dict[int, dict[int, Person]] = {}
    for holding in held:
        by_area.setdefault(holding.area_id, {})[holding.person_id] = holding.person
    return next((list(by_area[pk].values()) for pk in reversed(above) if pk in by_area), [])


def at_desk(person: Person, areas: Iterable[Area]) -> QuerySet[Assignment]:
    """Of the units one heads, and of the areas one watches over; what is due first comes first."""
    mine = Q(unit__in=units_of(person).values("pk"))
    watched = places.within(Assignment.objects.all(), areas).order_by()
    return assignments().filter(mine | Q(pk__in=watched.values("pk"))).order_by("due_on", "pk")


def mine(person: Person) -> QuerySet[Concerned]:
    """What concerns one, the newest first; what waits for an answer before all else."""
    rows = Concerned.objects.filter(person=person).select_related("assignment__area", "assignment__unit")
    return rows.defer(*(f"assignment__area__{column}" for column in places.HEAVY)).order_by(
        "-assignment__given_at", "-pk"
    )


def waiting(person: Person) -> QuerySet[Concerned]:
    """Where one is asked whether it is so, and has not said."""
    return mine(person).filter(assignment__state=State.DONE, answer="")


def with_steps(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With `told_steps`, what everybody may know of each, for `assignments/parts/timeline.html`."""
    told = Step.objects.filter(is_public=True).order_by("at", "pk")
    return rows.prefetch_related(Prefetch("steps", told, to_attr="told_steps"))


def answers(assignment: Assignment) -> dict[str, int]:
    """How many are asked, and how many of them said yes and no."""
    counts = assignment.concerned.aggregate(
        asked=Count("pk"),
        yes=Count("pk", Q(answer=Concerned.Answer.YES)),
        no=Count("pk", Q(answer=Concerned.Answer.NO)),
    )
    return {name: int(count or 0) for name, count in counts.items()}


def steps(assignment: Assignment, *, only_public: bool) -> QuerySet[Step]:
    rows = assignment.steps.select_related("by").order_by("at", "pk")
    return rows.filter(is_public=True) if only_public else rows


def to_tell(step: Step) -> QuerySet[Concerned]:
    """Whom it is still to be told, in the order of their ids, so that whoever goes on after a crash knows where."""
    rows = Concerned.objects.filter(assignment=step.assignment_id, pk__gt=step.told_up_to)
    return rows.select_related("person__guardian").order_by("pk")


def late(today: dt.date) -> QuerySet[Assignment]:
    return assignments().filter(state__in=UNDONE, due_on__lt=today).order_by("pk")


def silent(since: dt.datetime) -> QuerySet[Assignment]:
    """Done, and everybody was asked before this moment."""
    asked = Step.objects.filter(
        assignment=OuterRef("pk"), kind=Step.Kind.DONE, at=OuterRef("done_at"), told_at__lte=since
    )
    return assignments().filter(Exists(asked), state=State.DONE).exclude(door__in=owners.doors()).order_by("pk")


class Shelf(NamedTuple):
    """A part of the desk's list."""

    name: str
    title: str | Promise
    rows: Q


def shelves(today: dt.date, soon: dt.timedelta) -> list[Shelf]:
    is_open = Q(state__in=OPEN)
    return [
        Shelf("open", _("To be done"), is_open),
        Shelf("soon", _("Due soon"), is_open & Q(due_on__gte=today, due_on__lte=today + soon)),
        Shelf("late", _("Past the last day"), Q(state__in=UNDONE, due_on__lt=today)),
        Shelf("returned", _("Sent back"), Q(state=State.RETURNED)),
        Shelf("done", _("Being asked about"), Q(state=State.DONE)),
        Shelf("over", _("Closed orders"), Q(state__in=[State.CONFIRMED, State.WITHDRAWN])),
    ]


def counts(rows: QuerySet[Assignment], parts: Iterable[Shelf]) -> dict[str, int]:
    """How many lie on each shelf; one query."""
    return rows.order_by().aggregate(**{part.name: Count("pk", part.rows) for part in parts})


def units_within(areas: Iterable[Area]) -> QuerySet[Organization]:
    """Those in use in these areas and below."""
    rows = Organization.objects.filter(kind=Organization.Kind.UNIT, is_active=True).select_related("area")
    return places.within(rows, areas).order_by("area__path", "name")


def units_at_desk(person: Person, areas: Iterable[Area]) -> QuerySet[Organization]:
    """To choose among: those one heads, and those of the areas one watches over."""
    found = Q(pk__in=units_of(person).values("pk")) | Q(pk__in=units_within(areas).order_by().values("pk"))
    return Organization.objects.filter(found).order_by("name", "pk")
