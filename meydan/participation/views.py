"""A person's own page of what the city has written down of their taking part."""

from django.http import HttpResponse

from meydan.base import doors
from meydan.base.pages import page, paged
from meydan.participation import queries
from meydan.people.request import Request


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    return page(request, "participation/mine.html", {"rows": paged(request, queries.of_person(request.user))})
