"""Reads that have a name."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from meydan.calendar.models import Occasion
from meydan.engines import persian
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.programs.models import Program, Quota, Registration, Session

BORDERS = [f"{area}__{column}" for area in ("area", "venue__area") for column in places.HEAVY]
STANDING = ~Q(sessions__occasion__status=Occasion.Status.CANCELLED)


def with_dates(programs: QuerySet[Program]) -> QuerySet[Any]:
    """Adds `first_start`, `next_start`, `last_start` and `meetings`, cancelled sessions left out."""
    start = "sessions__occasion__starts_at"
    return programs.annotate(
        first_start=Min(start, filter=STANDING),
        next_start=Min(start, filter=STANDING & Q(sessions__occasion__ends_at__gte=timezone.now())),
        last_start=Max(start, filter=STANDING),
        meetings=Count("sessions", filter=STANDING),
    )


def with_places(programs: QuerySet[Program]) -> QuerySet[Any]:
    """Adds `places`, `taken` and `places_left`: of the whole program, or of the sessions of a series still to come."""
    coming = Q(session__isnull=True) | Q(session__occasion__ends_at__gte=timezone.now())
    quotas = Quota.objects.filter(coming, program=OuterRef("pk")).order_by().values("program")
    return programs.annotate(
        places=Coalesce(Subquery(quotas.annotate(n=Sum("capacity")).values("n")), 0),
        taken=Coalesce(Subquery(quotas.annotate(n=Sum("taken")).values("n")), 0),
        places_left=F("places") - F("taken"),
    )


def quotas_of(program: Program) -> list[Quota]:
    """The places of a program, of the whole first, then session by session."""
    quotas = Quota.objects.filter(program=program).select_related("session__occasion")
    return list(quotas.order_by("session__occasion__starts_at", "mode", "pk"))


def public() -> QuerySet[Program]:
    """What citizens may see: published, or cancelled after it was."""
    programs = Program.objects.exclude(status=Program.Status.DRAFT).select_related(
        "area", "venue__area", "hall", "leader"
    )
    return with_places(programs.defer(*BORDERS))


def coming() -> QuerySet[Program]:
    """Published programs with a session still to come, the nearest first."""
    programs = with_dates(public().filter(status=Program.Status.PUBLISHED))
    return programs.filter(next_start__isnull=False).order_by("next_start", "pk")


def matching(programs: QuerySet[Program], text: str) -> QuerySet[Program]:
    """Programs in which every word is found, however it is spelled; the last one may be only begun."""
    asked = persian.search_alternatives(text)
    for position, any_of in enumerate(asked, 1):
        end = "" if position == len(asked) else " "
        programs = programs.filter(reduce(or_, (Q(words__contains=f" {word}{end}") for word in any_of)))
    return programs


def in_reach(areas: Iterable[Area]) -> QuerySet[Program]:
    programs = Program.objects.select_related("area", "venue", "hall", "leader")
    return with_places(places.within(programs, areas))


def sessions_of(program: Program) -> list[Session]:
    """In order of time, each with its occasion; the program itself is not read again."""
    sessions = Session.objects.filter(program=program).select_related(
        "occasion__venue", "occasion__hall", "occasion__leader"
    )
    found = list(sessions.order_by("occasion__starts_at", "pk"))
    for session in found:
        session.program = program
        for shared in ("area", "venue"):
            if getattr(session.occasion, f"{shared}_id") == getattr(program, f"{shared}_id"):
                setattr(session.occasion, shared, getattr(program, shared))
    return found


def sessions_in_reach(areas: Iterable[Area]) -> QuerySet[Session]:
    sessions = Session.objects.select_related("program__area", "program__venue", "occasion__venue", "occasion__hall")
    whole = Q(program=OuterRef("program"), session__isnull=True)
    quotas = Quota.objects.filter(whole | Q(session=OuterRef("pk"))).order_by().annotate(one=Value(1)).values("one")
    sessions = sessions.annotate(taken=Coalesce(Subquery(quotas.annotate(n=Sum("taken")).values("n")), 0))
    return places.within(sessions, areas, field="program__area")


def last_start(program: Program) -> dt.datetime | None:
    """When the last session that still stands begins; `with_dates` may have asked already."""
    last: dt.datetime | None
    if "last_start" in program.__dict__:
        last = program.__dict__["last_start"]
    else:
        sessions = Session.objects.filter(program=program).exclude(occasion__status=Occasion.Status.CANCELLED)
        last = sessions.aggregate(last=Max("occasion__starts_at"))["last"]
    return last


def registrations_of(person: Person) -> QuerySet[Registration]:
    """One's own and one's family's, the newest first."""
    registrations = Registration.objects.filter(Q(person=person) | Q(person__guardian=person))
    return registrations.select_related("program__venue", "program__area", "person").order_by("-registered_at", "-pk")


def held_places(program: Program) -> QuerySet[Registration]:
    return Registration.objects.filter(program=program, status=Registration.Status.HELD).select_related(
        "person__guardian"
    )


def leaders_within(areas: Iterable[Area]) -> QuerySet[Person]:
    """Who can lead: whoever holds a role today on an area below these, or above one of them."""
    areas = list(areas)
    reach = places.below(areas)
    above = {int(step) for area in areas for step in area.path.strip("/").split("/")}
    held = Q(role_holdings__area__in=reach) | Q(role_holdings__area__in=above)
    today = timezone.localdate()
    current = Q(role_holdings__starts_on__lte=today) & (
        Q(role_holdings__ends_on__isnull=True) | Q(role_holdings__ends_on__gte=today)
    )
    return Person.objects.filter(held & current, is_active=True).distinct()
