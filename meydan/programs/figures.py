"""What this room counts. Units: programs and sessions; period: days, both ends included."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple

from django.db.models import Count, QuerySet

from meydan.calendar.models import Occasion
from meydan.places import queries as places
from meydan.places.models import Area, Venue
from meydan.programs.models import Program, Registration, Session


class Held(NamedTuple):
    """One row of "programs held": a program counts once, however many of its sessions were held."""

    key: str
    label: str
    programs: int
    sessions: int


def held_sessions(*, areas: Iterable[Area], first: dt.date, last: dt.date) -> QuerySet[Session]:
    """The rows under the figure: sessions that took place within the period."""
    sessions = places.within(Session.objects.all(), areas, field="program__area")
    return sessions.filter(occasion__status=Occasion.Status.HELD, occasion__day__gte=first, occasion__day__lte=last)


def held(
    *, areas: Iterable[Area], first: dt.date, last: dt.date, by: Literal["kind", "venue"] | None = None
) -> list[Held]:
    """Programs with at least one session held in the period, and those sessions; most first. None: one row."""
    sessions = held_sessions(areas=areas, first=first, last=last)
    counts = {"programs": Count("program", distinct=True), "sessions": Count("pk")}
    if by is None:
        total = sessions.aggregate(**counts)
        return [Held("", "", total["programs"], total["sessions"])]
    field = {"kind": "program__kind", "venue": "occasion__venue"}[by]
    rows = sessions.values(field).annotate(**counts).order_by("-programs", "-sessions", field)
    labels = _labels(by, [row[field] for row in rows])
    return [Held(str(row[field] or 0), labels[row[field]], row["programs"], row["sessions"]) for row in rows]


def _labels(by: str, keys: list[str | int | None]) -> dict[str | int | None, str]:
    if by == "kind":
        return {key: str(Program.Kind(str(key)).label) for key in keys}
    venues: dict[str | int | None, str] = {None: str(Venue.Kind.ONLINE.label)}
    return venues | {venue.pk: str(venue) for venue in Venue.objects.filter(pk__in=[key for key in keys if key])}


def registered(*, areas: Iterable[Area], first: dt.date, last: dt.date) -> int:
    """Registrations made in the period that still stand."""
    registrations = places.within(
        Registration.objects.filter(status=Registration.Status.HELD), areas, field="program__area"
    )
    return registrations.filter(registered_at__date__gte=first, registered_at__date__lte=last).count()
