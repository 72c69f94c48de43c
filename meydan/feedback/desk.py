"""What staff see of the opinions: sums from five answers on, and sentences nobody signed."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meydan.base import charts, doors
from meydan.base.pages import page, paged
from meydan.feedback import figures, queries, rules
from meydan.feedback.forms import RATINGS, DeskFilters
from meydan.feedback.models import Reply, Round
from meydan.people.request import Request

LOOKS_BACK = dt.timedelta(days=92)  # a quarter, where nothing else is asked for


@doors.role(*rules.READERS)
def rounds(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.READERS)
    filters = DeskFilters(request.GET, areas=areas)
    asked = filters.values
    first, last = asked.get("period", (timezone.localdate() - LOOKS_BACK, None))
    found = queries.within([asked["area"]] if "area" in asked else areas, first, last)
    listed = paged(request, found)
    averages = figures.averages(list(listed))
    sums = figures.sums(found)
    context = {
        "filters": filters,
        "asked": asked,
        "listed": listed,
        "rows": [(one, averages.get(one.pk)) for one in listed],
        "sums": sums,
        "pictures": _pictures(sums),
    }
    return page(request, "feedback/desk/list.html", context)


@doors.role(*rules.READERS)
def round_(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.within(request.user.areas_for(*rules.READERS)), pk=pk)
    sums = figures.sums(Round.objects.filter(pk=found.pk))
    context = {
        "round": found,
        "sums": sums,
        "pictures": _pictures(sums),
        "sentences": figures.sentences(found),
        "is_open": rules.is_open(found, timezone.now()),
        "needed": rules.AT_LEAST,
    }
    return page(request, "feedback/desk/round.html", context)


def _pictures(sums: figures.Sums) -> list[SafeString]:
    if not sums.are_enough:
        return []
    names = {int(rating): name for rating, name in RATINGS}
    ratings = [charts.Bar(names[rating], count) for rating, count in sums.ratings.items()]
    again = [charts.Bar(Reply.Again(answer).label, count) for answer, count in sums.again.items()]
    return [
        charts.bars(ratings, _("How was it?"), _("answers")),
        charts.bars(again, _("Would they come again?"), _("answers")),
    ]
