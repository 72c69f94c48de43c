"""What happens before any page: where the request came from, its id, and how large it may be."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meydan.ground.logs import request_id

View = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("meydan.requests")

_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Arrival:
    """Gives the request its id and its sender's address, and writes one line when it is answered.

    Behind TRUSTED_PROXIES=n proxies, each of which appends the address it saw to X-Forwarded-For, the n-th from the
    right is the sender's; what stands left of it was claimed by the sender and is not believed. Everywhere else
    `REMOTE_ADDR` can simply be used.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        behind: int = settings.TRUSTED_PROXIES
        given = request.headers.get("X-Request-Id", "") if behind else ""
        mark = request_id.set(given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex)
        if behind:
            seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
            if len(seen) >= behind:
                request.META["REMOTE_ADDR"] = seen[-behind]
        try:
            answer = self.get_response(request)
            answer.headers["X-Request-Id"] = request_id.get()
            facts = {
                "method": request.method,
                "path": request.resolver_match.route if request.resolver_match else "",
                "status": answer.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }
            log.info("answered", extra={"facts": facts})
            return answer
        finally:
            request_id.reset(mark)


class TooLarge:
    """A body larger than UPLOAD_LIMIT_MB is refused before it is read."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length) > settings.UPLOAD_LIMIT:
            sentence = _("This is larger than %(megabytes)d MB. Choose a smaller file.")
            return HttpResponse(
                sentence % {"megabytes": settings.UPLOAD_LIMIT >> 20},
                status=413,
                content_type="text/plain; charset=utf-8",
            )
        return self.get_response(request)
