"""Two questions machines ask."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from meydan.base import doors
from meydan.ground.health import readiness


@doors.open
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@doors.open
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """This house can take a form."""
    found = readiness()
    return JsonResponse(found, status=200 if found["ready"] else 503, headers={"Cache-Control": "no-store"})
