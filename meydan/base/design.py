"""`/_design/`: every component of the house, with real words in it. What is not shown here does not exist."""

from django.http import HttpRequest, HttpResponse

from meydan.base import doors
from meydan.base.pages import page


@doors.open
def show(request: HttpRequest) -> HttpResponse:
    return page(request, "base/design.html")
