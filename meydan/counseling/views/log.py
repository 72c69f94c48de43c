"""A client reads who opened their file."""

import uuid

from django.http import HttpRequest, HttpResponse

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.counseling import clients, log
from meydan.counseling.doors import unkept
from meydan.counseling.queries import sharing as queries


@doors.open
@unkept
def opened(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    case = clients.case_for(request, key)
    rows = paged(request, queries.openings(case), 60)
    return page(request, "counseling/mine_log.html", {"case": case, "rows": rows, "lines": log.lines(rows)})
