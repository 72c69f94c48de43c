"""What this room counts. Units: programs and sessions; period: days, both ends included."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from meydan.calendar.models import Occasion
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.programs.models import Program, ProgramAim, Registration, Session

MOST_NAMED = 500  # ids in a statement


class Held(NamedTuple):
    """The sessions of one program held at one venue (None: online) in a period, and what the program is."""

    program: int
    venue: int | None
    kind: str
    audience: str
    mode: str
    aims: tuple[str, ...]
    sessions: int


class About(NamedTuple):
    """What a program is, for sums of the ledger that know it by its id only."""

    kind: str
    audience: str
    mode: str
    aims: tuple[str, ...]


def held_sessions(*, areas: Iterable[Area], first: dt.date, last: dt.date) -> QuerySet[Session]:
    """The rows under the figure: sessions that took place within the period."""
    sessions = places.within(Session.objects.all(), areas, field="program__area")
    return sessions.filter(occasion__status=Occasion.Status.HELD, occasion__day__gte=first, occasion__day__lte=last)


def held(*, areas: Iterable[Area], periods: Sequence[tuple[dt.date, dt.date]]) -> list[list[Held]]:
    """What was held in each of these periods, asked of the database once.

    A program counts once in a period, however many of its sessions were held: count its ids.
    """
    within = [Q(occasion__day__gte=first, occasion__day__lte=last) for first, last in periods]
    # Areas are few beside sessions: their programs are found first, and the sessions by them.
    programs = places.within(Program.objects.all(), areas).order_by().values("pk")
    sessions = Session.objects.filter(reduce(or_, within), program__in=programs)
    rows = (
        sessions.filter(occasion__status=Occasion.Status.HELD)
        .order_by()
        .values_list("program", "occasion__venue")
        .annotate(**{f"held_{number}": Count("pk", filter=each) for number, each in enumerate(within)})
    )
    found = list(rows)
    known = about({program for program, *_rest in found})
    return [
        [Held(program, venue, *known[program], counts[number]) for program, venue, *counts in found if counts[number]]
        for number in range(len(periods))
    ]


def about(programs: Collection[int]) -> dict[int, About]:
    """What each of these programs is; one that is no more is not there."""
    if not programs:
        return {}
    few = len(programs) <= MOST_NAMED  # many are read as one range
    of = Q(pk__in=programs) if few else Q(pk__gte=min(programs), pk__lte=max(programs))
    of_aims = Q(program__in=programs) if few else Q(program__gte=min(programs), program__lte=max(programs))
    aims: dict[int, list[str]] = defaultdict(list)
    for program, aim in ProgramAim.objects.filter(of_aims).order_by("aim").values_list("program", "aim"):
        aims[program].append(aim)
    rows = Program.objects.filter(of).values_list("pk", "kind", "audience", "mode")
    return {pk: About(kind, audience, mode, tuple(aims[pk])) for pk, kind, audience, mode in rows if pk in programs}


def registered(*, areas: Iterable[Area], first: dt.date, last: dt.date) -> int:
    """Registrations made in the period that still stand."""
    registrations = places.within(
        Registration.objects.filter(status=Registration.Status.HELD), areas, field="program__area"
    )
    return registrations.filter(registered_at__date__gte=first, registered_at__date__lte=last).count()
