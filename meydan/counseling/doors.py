"""Doors of this room: short sessions for staff, and nothing that stays in a browser."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase

from meydan.base import doors
from meydan.base.doors import FACTOR_PASSED, View
from meydan.base.pages import page
from meydan.base.roles import Role
from meydan.counseling import clients

SEEN: Final = "counseling_seen"  # session key: when a page of this room was last asked for, as a timestamp
IDLE: Final = 15 * 60  # seconds after which the second factor is asked for again
STEP: Final = 30  # seconds: how exactly it is kept, so that not every page writes the session


def staff(*roles: Role) -> Callable[[View], View]:
    """As `doors.role`, and the second factor again after a quarter of an hour in which nobody was here."""

    def mark(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            now = int(time.time())
            latest = max(_stamp(request, SEEN), _stamp(request, FACTOR_PASSED))
            if now - latest >= IDLE:
                return doors.ask_factor(request)
            if now - _stamp(request, SEEN) >= STEP:
                request.session[SEEN] = now
            return unkept(view)(request, *args, **kwargs)

        return doors.role(*roles)(entered)

    return mark


def unkept(view: View) -> View:
    """Its answers stay in no browser and in nothing between."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.is_unkept = True  # type: ignore[attr-defined]  # `base.middleware.Headers` says so of refusals as well
        try:
            answer = view(request, *args, **kwargs)
        except clients.NotOpen:
            answer = page(request, "counseling/not_open.html", status=404)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return answered


def _stamp(request: HttpRequest, name: str) -> int:
    at = request.session.get(name)
    return at if isinstance(at, int) and at <= time.time() else 0
