"""What everybody sees of a published stage."""

import datetime as dt
from typing import Final, NamedTuple

from django.db.models import Count, Q, QuerySet

from meydan.calendar.models import Occasion
from meydan.campaigns.models import Invited, Kept, Place, Placement, Promise, Sessions, Stage
from meydan.campaigns.queries.stages import stages
from meydan.people.models import Person
from meydan.places.models import Venue

BORDERS: Final = ("space__place__venue__area__border", "occasion__area__border", "occasion__venue__opening_hours")


def readable() -> QuerySet[Stage]:
    """Any stage but a draft; called off only what had been published."""
    gone = Q(state=Stage.State.CALLED_OFF, published_at__isnull=True)
    return stages().exclude(gone | Q(state=Stage.State.DRAFT))


def _placements() -> QuerySet[Placement]:
    rows = Placement.objects.select_related("promise__invited__organization", "promise__concern", "slot")
    return rows.select_related("space__place__venue__area", "space__hall")


def standing(stage: Stage) -> QuerySet[Placement]:
    """What a timetable holds of promises that stand, before it is published."""
    rows = _placements().filter(
        promise__invited__stage=stage,
        promise__invited__state=Invited.State.TAKES_PART,
        promise__state=Promise.State.DECLARED,
    )
    return rows.defer(BORDERS[0]).order_by("day", "slot__order", "space", "pk")


def sessions(stage: Stage) -> QuerySet[Placement]:
    """What was published of it, in the order of time: day and place are the occasion's, which can move by a closure."""
    return (
        announced().filter(promise__invited__stage=stage).order_by("occasion__starts_at", "space__place__order", "pk")
    )


def announced() -> QuerySet[Placement]:
    rows = _placements().filter(occasion__announced_at__isnull=False)
    return rows.select_related("occasion__venue", "occasion__area", "was_space__place__venue").defer(*BORDERS)


def session(pk: int) -> QuerySet[Placement]:
    rows = announced().filter(pk=pk).select_related("promise__invited__stage__campaign__area", "occasion__hall")
    rows = rows.select_related("promise__invited__stage__area")
    return rows.defer(
        *BORDERS, "promise__invited__stage__area__border", "promise__invited__stage__campaign__area__border"
    )


def standing_at(stage: Stage, day: dt.date, slot: int, space: int) -> Placement | None:
    """Whatever holds a space at that time."""
    return sessions(stage).filter(is_off=False, day=day, slot=slot, space=space).first()


def occasions_of(stage: Stage) -> QuerySet[Occasion]:
    return Occasion.objects.filter(placement__promise__invited__stage=stage, announced_at__isnull=False)


class Standing(NamedTuple):
    """A stall or a piece of the exhibition: there every evening."""

    promise: Promise
    places: list[Place]  # none: at the host place


def stands(stage: Stage) -> list[Standing]:
    rows = Promise.objects.filter(
        invited__stage=stage,
        invited__state=Invited.State.TAKES_PART,
        state=Promise.State.DECLARED,
        kind__in=Promise.STANDING,
    ).select_related("invited__organization", "concern")
    rows = rows.prefetch_related("places__venue").order_by("kind", "invited__organization__name", "pk")
    return [Standing(row, list(row.places.all())) for row in rows]


def kept_by(person: Person, stage: Stage) -> set[int]:
    rows = Kept.objects.filter(person=person, placement__promise__invited__stage=stage)
    return set(rows.values_list("placement", flat=True))


class Left(NamedTuple):
    """Sessions of a promise that stand nowhere."""

    promise: Promise
    sessions: str
    many: int


def unplaced(stage: Stage) -> list[Left]:
    """What agencies offered more than stands; what was cancelled counts as standing nowhere."""
    rows = Promise.objects.filter(
        invited__stage=stage, invited__state=Invited.State.TAKES_PART, state=Promise.State.DECLARED
    ).exclude(kind__in=Promise.STANDING)
    stand = {
        f"{value}_stand": Count("placements", filter=Q(placements__sessions=value, placements__is_off=False))
        for value in Sessions.values
    }
    found = []
    for row in rows.select_related("invited__organization").annotate(**stand).order_by("pk"):
        for value in Sessions.values:
            left = getattr(row, value) - getattr(row, f"{value}_stand")
            if left > 0:
                found.append(Left(row, value, left))
    return found


def over(today: dt.date) -> QuerySet[Stage]:
    """Published stages whose week is past."""
    return Stage.objects.filter(state=Stage.State.PUBLISHED, last_day__lt=today).order_by("pk")


def coming(today: dt.date) -> QuerySet[Stage]:
    """Published stages whose week is not past, the next first."""
    return stages().filter(state=Stage.State.PUBLISHED, last_day__gte=today).order_by("first_day", "pk")


def at_venue(venue: Venue, today: dt.date) -> QuerySet[Stage]:
    """Those it is a place of: published, or in preparation and announced as such."""
    shown = [Stage.State.PUBLISHED, Stage.State.PLANNING, Stage.State.DECLARING]
    rows = stages().filter(places__venue=venue, state__in=shown, last_day__gte=today)
    return rows.order_by("first_day", "pk")


def to_come(today: dt.date) -> QuerySet[Placement]:
    """Sessions everybody can still go to, in the order of time."""
    rows = announced().filter(promise__invited__stage__state=Stage.State.PUBLISHED, is_off=False)
    return rows.filter(occasion__day__gte=today).order_by("occasion__starts_at", "pk")
