"""Stages side by side: each measure of all of them in one question. The sums are those of `evaluation.Whole`."""

from collections import Counter
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum

from meydan.calendar.models import Occasion
from meydan.campaigns.models import Closing, Cost, Delivery, Place, Placement, Promise
from meydan.campaigns.queries.evaluation import NOBODY_CAME
from meydan.participation.models import Participation

CLOSED: Final = ("promised", "placed", "held", "came")  # as they stood when the evaluation was closed


class Compared(NamedTuple):
    agencies: int
    promised: int
    placed: int
    held: int
    came: int
    places: int
    cost: int | None  # nobody wrote any down


def compared(stages: Collection[int]) -> dict[int, Compared]:
    declared = Promise.objects.filter(invited__stage__in=stages, state=Promise.State.DECLARED)
    sessions = declared.exclude(kind__in=Promise.STANDING)
    offered = Sum(F("together") + F("women") + F("men"), output_field=IntegerField())
    standing = Placement.objects.filter(promise__in=sessions.values("pk"))
    standing = standing.filter(Q(occasion=None) | ~Q(occasion__status=Occasion.Status.CANCELLED))
    of = "occasion__placement__promise__invited__stage"
    came = Participation.objects.filter(**{f"{of}__in": stages}).exclude(evidence__in=NOBODY_CAME)
    came = came.exclude(occasion__status=Occasion.Status.CANCELLED)
    agencies = _by(declared, "invited__stage", Count("invited", distinct=True))
    promised = _by(sessions, "invited__stage", offered)
    placed = _by(standing, "promise__invited__stage", Count("pk"))
    held = _held(sessions)
    people = _by(came, of, Sum("count"))
    places = _by(Place.objects.filter(stage__in=stages), "stage", Count("pk"))
    costs = _by(Cost.objects.filter(stage__in=stages, is_late=False), "stage", Sum("amount"))
    for stage, sums in Closing.objects.filter(stage__in=stages, reopened_at=None).values_list("stage", "sums"):
        promised[stage], placed[stage], held[stage], people[stage] = (sums.get(one, 0) for one in CLOSED)
    return {
        pk: Compared(agencies[pk], promised[pk], placed[pk], held[pk], people[pk], places[pk], costs[pk] or None)
        for pk in stages
    }


def _held(sessions: QuerySet[Promise]) -> Counter[int]:
    """By staff; where they say nothing, by the agency."""
    rows = Delivery.objects.filter(promise__in=sessions.values("pk"), is_late=False).order_by("-by_agency")
    said = rows.values_list("promise__invited__stage", "promise", "day", "place", "sessions")
    stands = {(promise, day, place): (stage, count) for stage, promise, day, place, count in said}
    found: Counter[int] = Counter()
    for stage, count in stands.values():
        found[stage] += count
    return found


def _by(rows: QuerySet[Any], stage: str, number: Any) -> Counter[int]:
    return Counter(dict(rows.order_by().values_list(stage).annotate(number=number).values_list(stage, "number")))
