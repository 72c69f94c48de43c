"""The ballots, for oversight alone where the public gets counts and commitments; each taking is written down."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from meydan.ballots import actions, kept, queries, rules
from meydan.base import doors
from meydan.people.request import Request


@doors.role(*rules.OVERSEERS)
@require_POST
def take_ballots(request: Request, pk: int, pot: int) -> HttpResponseBase:
    within = queries.polls_within(request.user.areas_for(*rules.OVERSEERS))
    poll = get_object_or_404(within.filter(state="counted"), pk=pk)
    row = get_object_or_404(queries.results(poll), pot__order=pot)
    if not row.file:
        raise Http404
    actions.record_download(by=request.user, poll=poll, pot=row.pot)
    return kept.of_pot(row)
