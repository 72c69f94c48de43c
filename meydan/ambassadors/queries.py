"""Reads that have a name."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from meydan.ambassadors import came
from meydan.ambassadors.models import Activity, Ambassador, Arrival, Call
from meydan.base.roles import Role
from meydan.participation.models import Participation
from meydan.people.models import Holding, Person
from meydan.places import queries as places
from meydan.places.models import Area

State = Ambassador.State
_HEAVY = [f"call__area__{column}" for column in places.HEAVY]


def calls() -> QuerySet[Call]:
    heavy = (f"area__{column}" for column in places.HEAVY)
    return Call.objects.select_related("area").defer(*heavy).order_by("-opened_at", "-pk")


def open_calls() -> QuerySet[Call]:
    """To which one may apply today."""
    return calls().filter(_running(timezone.localdate()), is_open=True)


def calls_within(areas: Iterable[Area]) -> QuerySet[Call]:
    """With `waiting` and `accepted`, how many ambassadors are so."""
    rows = places.within(calls(), areas)
    return rows.annotate(
        waiting=Count("ambassadors", Q(ambassadors__state=State.APPLIED)),
        accepted=Count("ambassadors", Q(ambassadors__state=State.ACCEPTED)),
    )


def neighborhoods_of(call: Call) -> list[Area]:
    """The neighborhoods of the call's area; itself, where it has none below it."""
    found = list(places.below([call.area]).filter(kind=Area.Kind.NEIGHBORHOOD))
    return found or [call.area]


def ambassadors() -> QuerySet[Ambassador]:
    named = Prefetch("neighborhoods", places.areas())
    rows = Ambassador.objects.select_related("call__area", "person").prefetch_related(named)
    return rows.defer(*_HEAVY).order_by("-applied_at", "-pk")


def of_person(person: Person) -> QuerySet[Ambassador]:
    return ambassadors().filter(person=person)


def ambassadors_of(call: Call) -> QuerySet[Ambassador]:
    """Those who are ambassadors today."""
    return ambassadors().filter(call=call, state=State.ACCEPTED)


def within(areas: Iterable[Area]) -> QuerySet[Ambassador]:
    return places.within(ambassadors(), areas, field="call__area")


def counts_by_state(call: Call) -> dict[str, int]:
    counts = dict(Ambassador.objects.filter(call=call).order_by().values_list("state").annotate(Count("pk")))
    return {state.value: counts.get(state.value, 0) for state in State}


def is_ambassador(person: Person, call: Call) -> bool:
    return Ambassador.objects.filter(call=call, person=person, state=State.ACCEPTED).exists()


def by_code(code: str) -> Ambassador | None:
    return ambassadors().filter(code=code).first()


def came_by(request: HttpRequest, door: str, activity: int) -> Person | None:
    """The ambassador whose link this browser followed to this activity, who still is one; never oneself.

    Asks the database only where a link was followed.
    """
    pk = came.by_whom(request, door, activity)
    if pk is None:
        return None
    rows = Ambassador.objects.filter(_running(timezone.localdate(), "call__"), pk=pk, state=State.ACCEPTED)
    found = rows.filter(call__door=door, call__activity=activity).select_related("person").first()
    if found is None or (request.user.is_authenticated and request.user.pk == found.person_id):
        return None
    return found.person


def public_names(call: Call, area: Area | None = None) -> QuerySet[Ambassador]:
    """Those who agreed that their name is shown."""
    rows = ambassadors_of(call).filter(shows_name=True).exclude(person__name="")
    rows = rows.order_by("person__name", "pk")
    return rows.filter(neighborhoods=area) if area else rows


def coverage(call: Call) -> dict[int, int]:
    """How many ambassadors each neighborhood has; one with none is not there."""
    rows = Ambassador.neighborhoods.through.objects.filter(ambassador__call=call, ambassador__state=State.ACCEPTED)
    return dict(rows.order_by().values_list("area").annotate(Count("pk")))


def activities(ambassador: Ambassador) -> QuerySet[Activity]:
    heavy = (f"area__{column}" for column in places.HEAVY)
    rows = ambassador.activities.select_related("area", "venue").defer(*heavy, "venue__search_key")
    return rows.order_by("-day", "-pk")


def own_activities(person: Person) -> QuerySet[Activity]:
    return Activity.objects.filter(ambassador__person=person).select_related("ambassador__call__area", "area", "venue")


class Work(NamedTuple):
    activities: int
    people: int


def work_of(ambassador: Ambassador) -> Work:
    found = ambassador.activities.aggregate(count=Count("pk"), people=Sum("people", default=0))
    return Work(found["count"], found["people"])


def arrivals(ambassador: Ambassador, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    rows = Arrival.objects.filter(ambassador=ambassador, day__gte=first, day__lte=last)
    return dict(rows.order_by("day").values_list("day", "count"))


def arrivals_in_all(ambassador: Ambassador) -> int:
    return int(Arrival.objects.filter(ambassador=ambassador).aggregate(n=Sum("count", default=0))["n"])


def ledger(call: Call) -> QuerySet[Participation]:
    """What came to this call's activity through any of its ambassadors, today's or former."""
    theirs = Ambassador.objects.filter(call=call).values("person")
    return Participation.objects.filter(ambassador__in=theirs, door=call.door, activity=call.activity).order_by()


def through(ambassador: Ambassador) -> dict[str, int]:
    """How much of each kind came through them: counts, never persons."""
    call = ambassador.call
    rows = Participation.objects.filter(ambassador=ambassador.person_id, door=call.door, activity=call.activity)
    return dict(rows.order_by().values_list("kind").annotate(Sum("count")))


def nearest(area: Area, role: Role) -> Sequence[Person]:
    """Whoever is told of what waits: on the area, or else on the nearest it lies in where there is somebody."""
    above = [int(pk) for pk in area.path.strip("/").split("/")]
    held = Holding.objects.current().filter(role=role, area__in=above).select_related("person", "area")
    rows = sorted(held, key=lambda holding: (-len(holding.area.path), holding.pk))
    return [row.person for row in rows if row.area_id == rows[0].area_id]


def _running(day: dt.date, road: str = "") -> Q:
    return Q(**{f"{road}ends_on__isnull": True}) | Q(**{f"{road}ends_on__gte": day})
