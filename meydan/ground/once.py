"""`@once`: a form is answered once, however often its sending is repeated (a second tap, a retry after a lost answer).

Each form carries a UUID made for it (`client_key`). The first POST with it runs the view and remembers where the answer
led; each later one is led there again and changes nothing. Whatever is not a success leaves nothing behind: neither
what the view wrote nor the key, so a corrected form may carry the same key.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.ground.models import Answered

View = Callable[..., HttpResponseBase]

FIELD = "client_key"


class _Resent(Exception):  # noqa: N818 - not an error: somebody was quicker with the same form
    def __init__(self, key: uuid.UUID) -> None:
        self.key = key


def once(view: View) -> View:
    """Stands below the door mark. A POST runs in one transaction; what counts as success is in `_success`."""
    return _once(view, _person_key)


def once_unsigned(view: View) -> View:
    """Where nobody is to read later that a person was here at all: as `once`, but the row says of no one."""
    return _once(view, lambda _request: None)


def _once(view: View, person_key: Callable[[HttpRequest], uuid.UUID | None]) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _client_key(request)
        try:
            with transaction.atomic():
                if key:
                    _remember(key, request, person_key(request))
                response = view(request, *args, **kwargs)
                if not _success(request, response):
                    transaction.set_rollback(True)
                elif key:
                    location = _location(response)
                    Answered.objects.filter(pk=key).update(location=location, status=response.status_code)
        except _Resent as resent:
            return _same_answer(Answered.objects.get(pk=resent.key), request)
        return response

    return answered


def _client_key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _person_key(request: HttpRequest) -> uuid.UUID | None:
    """Who sent it, without pointing at a table above the ground; nobody, for somebody who has not signed in."""
    return getattr(getattr(request, "user", None), "key", None)


def _door(request: HttpRequest) -> str:
    return request.path[:200]


def _remember(key: uuid.UUID, request: HttpRequest, person_key: uuid.UUID | None) -> None:
    """First of all, so that a second sender waits here until the first is answered or has failed."""
    row = Answered(key=key, person_key=person_key, door=_door(request), at=timezone.now())
    try:
        row.save(force_insert=True)
    except IntegrityError:
        raise _Resent(row.key) from None


def _success(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A redirect; or, to htmx, which swaps parts of a page, any answer that is not a refusal."""
    if request.headers.get("HX-Request") == "true":
        return response.status_code < 400
    return 300 <= response.status_code < 400


def _location(response: HttpResponseBase) -> str:
    return str(response.headers.get("HX-Redirect") or response.headers.get("Location", ""))


def _same_answer(first: Answered, request: HttpRequest) -> HttpResponseBase:
    if first.door != _door(request) or first.person_key not in (None, _person_key(request)):
        raise Refusal(_("This form was already sent from another page or account. Open the page again and repeat."))
    if not first.location:  # a part of a page: what is true now is shown by loading the page again
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if first.status >= 300:
        return HttpResponseRedirect(first.location)
    return HttpResponse(status=204, headers={"HX-Redirect": first.location})
