"""Reads that have a name."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from meydan.calendar.models import Occasion, Series
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


def quotas_of(program: Program) -> list[Any]:
    """The places of a program, of the whole first, then session by session; each with `waiting_now`."""
    waiting = Count("registrations", filter=Q(registrations__status=Registration.Status.WAITING))
    quotas = Quota.objects.filter(program=program).select_related("session__occasion").annotate(waiting_now=waiting)
    return list(quotas.order_by("session__occasion__starts_at", "mode", "pk"))


def public() -> QuerySet[Program]:
    """What citizens may see: published, or cancelled after it was."""
    programs = Program.objects.exclude(status=Program.Status.DRAFT).select_related(
        "area", "venue__area", "hall", "leader"
    )
    return with_places(programs.defer(*BORDERS))


def coming(when: Q | None = None) -> QuerySet[Program]:
    """Published programs with a session still to come, of those that `when` is about; the nearest first.

    Content is open whenever one likes, so it comes last, and not on a certain day.
    """
    programs = with_dates(public().filter(status=Program.Status.PUBLISHED))
    if when is not None:
        still = STANDING & Q(sessions__occasion__ends_at__gte=timezone.now()) & when
        programs = programs.annotate(next_start=Min("sessions__occasion__starts_at", filter=still))
    still_to_come = Q(next_start__isnull=False)
    if when is None:
        still_to_come |= Q(kind=Program.Kind.CONTENT)
    return programs.filter(still_to_come).order_by(F("next_start").asc(nulls_last=True), "pk")


def with_line(programs: QuerySet[Program]) -> QuerySet[Any]:
    """Adds `waiting_now`, how many wait for a place."""
    waiting = Registration.objects.filter(program=OuterRef("pk"), status=Registration.Status.WAITING)
    count = waiting.order_by().values("program").annotate(n=Count("pk")).values("n")
    return programs.annotate(waiting_now=Coalesce(Subquery(count), 0))


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
    registrations = registrations.select_related("program__venue", "program__area", "person", "quota")
    return registrations.select_related("session__occasion").order_by("-registered_at", "-pk")


def with_turn(registrations: QuerySet[Registration]) -> QuerySet[Any]:
    """Adds `next_start`, of what it is for, and `ahead`, how many wait before it (None: no number yet)."""
    standing = Session.objects.filter(occasion__ends_at__gte=timezone.now())
    standing = standing.exclude(occasion__status=Occasion.Status.CANCELLED).order_by("occasion__starts_at")
    starts = standing.values("occasion__starts_at")
    before = Registration.objects.filter(
        quota=OuterRef("quota"), status=Registration.Status.WAITING, number__lt=OuterRef("number")
    )
    count = before.order_by().values("quota").annotate(n=Count("pk")).values("n")
    of_whole = Subquery(starts.filter(program=OuterRef("program"))[:1])
    of_one = Subquery(starts.filter(pk=OuterRef("session"))[:1])
    return registrations.annotate(
        next_start=Case(When(session__isnull=True, then=of_whole), default=of_one),
        ahead=Case(When(number__isnull=False, then=Coalesce(Subquery(count), 0)), output_field=IntegerField()),
    )


def line_of(quota: Quota) -> QuerySet[Registration]:
    """Those offered a place, then those who wait: in the order of their numbers, or of arrival before a draw."""
    statuses = [Registration.Status.OFFERED, Registration.Status.WAITING]
    rows = Registration.objects.filter(quota=quota, status__in=statuses).select_related("person__guardian")
    return rows.order_by("status", F("number").asc(nulls_last=True), "pk")


def drawn_lots(program: Program) -> QuerySet[Registration]:
    """The lots of a draw in their order, whatever became of them since."""
    rows = Registration.objects.filter(program=program, number__isnull=False).exclude(lot="")
    return rows.select_related("session__occasion", "quota").order_by("session__occasion__starts_at", "quota", "number")


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


def as_kept(program: Program) -> Program:
    """The program as it stands in the database, whatever was set on this one since."""
    return Program.objects.select_related("area", "venue", "hall", "leader").get(pk=program.pk)


def first_start(program: Program) -> dt.datetime | None:
    """When the first session that still stands begins."""
    sessions = Session.objects.filter(program=program).exclude(occasion__status=Occasion.Status.CANCELLED)
    first: dt.datetime | None = sessions.aggregate(first=Min("occasion__starts_at"))["first"]
    return first


def endless_series(program: Program) -> list[Series]:
    """What a standing group meets by, while it has no end."""
    series = Series.objects.filter(planned_until__isnull=False, occasions__session__program=program)
    return list(series.distinct().order_by("pk"))


def standing_groups(horizon: dt.date) -> QuerySet[Program]:
    """Published groups with a series that does not reach the horizon yet."""
    short = Series.objects.filter(
        planned_until__lt=horizon, occasions__session__program__shape=Program.Shape.STANDING
    ).values("occasions__session__program")
    return Program.objects.filter(status=Program.Status.PUBLISHED, pk__in=short).order_by("pk")


def meeting_on_days(first: dt.date, last: dt.date) -> QuerySet[Any]:
    """Ids of the programs with a session on these days, both included."""
    return Session.objects.filter(occasion__day__gte=first, occasion__day__lte=last).values("program")


def sessions_shown(program: Program, *, now: dt.datetime, past: bool) -> QuerySet[Session]:
    """What is still to come, the next first, or what is over, the latest first; each with its own places."""
    waiting = Count("registrations", filter=Q(registrations__status=Registration.Status.WAITING))
    quotas = Prefetch("quotas", Quota.objects.annotate(waiting_now=waiting).order_by("mode"), to_attr="places_here")
    sessions = Session.objects.filter(program=program).select_related("occasion__venue", "occasion__hall")
    sessions = sessions.defer("occasion__venue__opening_hours").prefetch_related(quotas)
    if past:
        return sessions.filter(occasion__ends_at__lte=now).order_by("-occasion__starts_at", "-pk")
    return sessions.filter(occasion__ends_at__gt=now).order_by("occasion__starts_at", "pk")


def series_of(program: Program) -> list[Series]:
    """The rules by which a program meets."""
    return list(Series.objects.filter(occasions__session__program=program).distinct().order_by("starts_on", "pk"))


def whole_quotas(program: Program) -> list[Any]:
    """The places of a whole program, each with `waiting_now`; none of a series, whose sessions have their own."""
    waiting = Count("registrations", filter=Q(registrations__status=Registration.Status.WAITING))
    return list(Quota.objects.filter(program=program, session=None).annotate(waiting_now=waiting).order_by("mode"))


def views_of(program: Program) -> int:
    """How often the content was opened, as far as it is folded into the ledger."""
    total: int | None = program.viewed_days.aggregate(total=Sum("views"))["total"]
    return total or 0
