"""What of this room is asked about when it is over, and when it is."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from meydan.calendar.models import Occasion
from meydan.feedback import activities
from meydan.programs.models import Program, Session
from meydan.programs.rules.quarters import quarter_of

_STANDING = ~Q(sessions__occasion__status=Occasion.Status.CANCELLED)


def _occasions(program: int) -> QuerySet[Occasion]:
    return Occasion.objects.filter(session__program=program)


def _over(first: dt.date, last: dt.date) -> Iterator[activities.Over]:
    programs = Program.objects.filter(status=Program.Status.PUBLISHED)
    yield from _at_their_end(programs.exclude(shape=Program.Shape.STANDING), first, last)
    season = quarter_of(last + dt.timedelta(days=1)).later(-1)  # the last one that is over
    first_of_season, last_of_season = season.bounds
    if first <= last_of_season <= last:
        standing = programs.filter(shape=Program.Shape.STANDING)
        yield from _in_season(standing, first_of_season, last_of_season, season.year * 10 + season.season)


def _at_their_end(programs: QuerySet[Program], first: dt.date, last: dt.date) -> Iterator[activities.Over]:
    """Those whose last session that was not cancelled was on one of these days."""
    ended = programs.annotate(
        began=Min("sessions__occasion__day", filter=_STANDING), ended=Max("sessions__occasion__day", filter=_STANDING)
    ).filter(ended__gte=first, ended__lte=last)
    found = {program.pk: program.began for program in ended}
    for program, occasion in _last_of(list(found), last).items():
        yield activities.Over(program, occasion, found[program])


def _in_season(programs: QuerySet[Program], first: dt.date, last: dt.date, season: int) -> Iterator[activities.Over]:
    """Those that met in a season."""
    held = Q(sessions__occasion__day__gte=first, sessions__occasion__day__lte=last) & _STANDING
    met = list(programs.filter(held).distinct().values_list("pk", flat=True))
    for program, occasion in _last_of(met, last).items():
        yield activities.Over(program, occasion, first, season)


def _last_of(programs: list[int], last: dt.date) -> dict[int, int]:
    """The last occasion of each until a day, if its time is over."""
    sessions = Session.objects.filter(
        program__in=programs, occasion__day__lte=last, occasion__ends_at__lte=timezone.now()
    ).exclude(occasion__status=Occasion.Status.CANCELLED)
    return dict(sessions.order_by("occasion__starts_at", "pk").values_list("program", "occasion"))


activities.register(activities.Source(door="programs", over=_over, occasions=_occasions))
