"""What staff have before them today, and what they left undone."""

from django.http import HttpResponse
from django.utils import timezone

from meydan.attendance import queries, rules
from meydan.attendance.desk.words import words
from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.people.request import Request


@doors.role(*rules.CALLERS)
def today(request: Request) -> HttpResponse:
    day = timezone.localdate()
    occasions = paged(request, queries.on_days(request.user, day, day), 30)
    waiting = list(queries.waiting(request.user, day)[:30])
    people = queries.expected([*occasions, *waiting])
    unsettled = set(queries.unsettled([*occasions, *waiting]).values_list("occasion", flat=True))
    for occasion in [*occasions, *waiting]:
        occasion.guests = len(people[occasion.pk])  # type: ignore[attr-defined]
        occasion.is_unsettled = occasion.pk in unsettled  # type: ignore[attr-defined]
    context = {"occasions": occasions, "waiting": waiting, "day": day, "owner": request.user.pk, "words": words()}
    return page(request, "attendance/desk/today.html", context)
