"""What ambassadors come to, for reports. People reached are what ambassadors say, and never added to those who came.

Period: of `ambassadors` the days on which they applied, of `work` the days of the activities; both ends included.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, Q, QuerySet, Sum

from meydan.ambassadors.models import Activity, Ambassador
from meydan.base.days import during
from meydan.places import queries as places
from meydan.places.models import Area

Rows = TypeVar("Rows", bound=QuerySet[Any])


class Ambassadors(NamedTuple):
    applied: int  # all who did, whatever became of it
    waiting: int
    accepted: int  # ambassadors now
    declined: int
    withdrawn: int
    ended: int
    neighborhoods: int  # that have one now


class Work(NamedTuple):
    activities: int
    people: int  # reached, as they say
    by_kind: dict[str, int]  # activities


def ambassadors(
    *,
    areas: Iterable[Area] | None = None,
    door: str = "",
    activity: int | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> Ambassadors:
    rows = _of_call(Ambassador.objects.filter(during("applied_at", first, last)), "call", areas, door, activity)
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    state = Ambassador.State
    covered = rows.filter(state=state.ACCEPTED).aggregate(n=Count("neighborhoods", distinct=True))["n"]
    return Ambassadors(
        applied=sum(counts.values()),
        waiting=counts.get(state.APPLIED, 0),
        accepted=counts.get(state.ACCEPTED, 0),
        declined=counts.get(state.DECLINED, 0),
        withdrawn=counts.get(state.WITHDRAWN, 0),
        ended=counts.get(state.ENDED, 0),
        neighborhoods=covered,
    )


def work(
    *,
    areas: Iterable[Area] | None = None,
    door: str = "",
    activity: int | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> Work:
    """`areas` are where the activities took place."""
    rows = Activity.objects.all()
    if areas is not None:
        rows = places.within(rows, areas)
    days = Q(**({"day__gte": first} if first else {}), **({"day__lte": last} if last else {}))
    rows = _of_call(rows.filter(days), "ambassador__call", None, door, activity)
    found = list(rows.order_by().values_list("kind").annotate(Count("pk"), Sum("people")))
    by_kind = {kind: count for kind, count, _people in found}
    return Work(sum(by_kind.values()), sum(people for _kind, _count, people in found), by_kind)


def _of_call(rows: Rows, road: str, areas: Iterable[Area] | None, door: str, activity: int | None) -> Rows:
    if areas is not None:
        rows = places.within(rows, areas, field=f"{road}__area")
    if door:
        rows = rows.filter(**{f"{road}__door": door})
    return rows if activity is None else rows.filter(**{f"{road}__activity": activity})


def accepted(*, areas: Iterable[Area], first: dt.date, last: dt.date) -> QuerySet[Ambassador]:
    """Unit: ambassadors; those who applied on these days to calls of these areas, and are one."""
    rows = Ambassador.objects.filter(during("applied_at", first, last), state=Ambassador.State.ACCEPTED)
    return places.within(rows, areas, field="call__area")
