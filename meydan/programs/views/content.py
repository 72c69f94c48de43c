"""Content is opened: counted once a device or person and day, and nobody can tell by whom."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac

from meydan.base import doors
from meydan.base.pages import page
from meydan.ground.counters import allow
from meydan.programs import actions, queries
from meydan.programs.models import Program

COOKIE = "viewer"
A_DAY = dt.timedelta(days=1)
FROM_ONE_ADDRESS = 60  # views an hour that are counted; a house or a school shares one


@doors.open
def open_content(request: HttpRequest, pk: int) -> HttpResponse:
    """The link may lead anywhere, which a form may not; so a page of our own leads there at once."""
    public = queries.public().filter(kind=Program.Kind.CONTENT)
    program = get_object_or_404(public, pk=pk)
    if request.method != "POST" or not program.content_link or program.status != Program.Status.PUBLISHED:
        return redirect("programs:program", program.pk)
    device = request.COOKIES.get(COOKIE, "")
    if not _is_key(device):
        device = uuid.uuid4().hex
    address = request.META["REMOTE_ADDR"]
    if allow(f"programs.open:{address}", limit=FROM_ONE_ADDRESS, window=dt.timedelta(hours=1)).ok:
        by = request.user if request.user.is_authenticated else None
        today = timezone.localdate()
        viewer = _viewer(program, today, str(by.key) if by else device)
        actions.open_content(by=by, program=program, viewer=viewer, day=today)
    answer = page(request, "programs/opened.html", {"program": program})
    answer.set_cookie(
        COOKIE,
        device,
        max_age=A_DAY,
        path="/programs/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return answer


def _is_key(text: str) -> bool:
    return len(text) == 32 and all(letter in "0123456789abcdef" for letter in text)


def _viewer(program: Program, day: dt.date, key: str) -> uuid.UUID:
    """The same for the same program and day only, so that what somebody opens cannot be put together."""
    mac = salted_hmac("meydan.programs.views", f"{program.pk} {day.isoformat()} {key}", algorithm="sha256")
    return uuid.UUID(bytes=mac.digest()[:16])
