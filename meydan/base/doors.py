"""Door marks: who may come in by a view. Each view carries exactly one, outermost; a test looks for it.

A door asks only *whether somebody like this* may enter; *which area* is asked inside, by the room's rules.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from meydan.base.pages import came_from
from meydan.base.roles import Role

Params = ParamSpec("Params")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., HttpResponseBase]

FACTOR_PASSED = "second_factor_passed"  # session key: when the second factor was passed, as a timestamp


@dataclass(frozen=True)
class Mark:
    """What the mark says, for the tests that try every door as every role."""

    kind: str  # "open", "signed_in", "role"
    roles: frozenset[Role] = frozenset()


class Visitor(Protocol):
    """What a door needs to know of a person; `people.Person` has it."""

    is_authenticated: bool

    def roles_today(self) -> frozenset[Role]: ...


def factor_passed(request: HttpRequest) -> bool:
    """Whether this session passed the second factor, and not too long ago."""
    at = request.session.get(FACTOR_PASSED)
    return isinstance(at, int) and 0 <= time.time() - at < settings.FACTOR_HOURS * 3600


def ask_factor(request: HttpRequest) -> HttpResponse:
    """To the second factor once more, and back to where they are."""
    request.session.pop(FACTOR_PASSED, None)
    return _to_sign_in(request, "signin:factor")


def _to_sign_in(request: HttpRequest, name: str = "signin:start") -> HttpResponse:
    """A page is remembered and come back to; a form sent after the session ended returns to the page it stood on."""
    back = (
        request.get_full_path() if request.method in {"GET", "HEAD"} else came_from(request) or request.get_full_path()
    )
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = f"{reverse(name)}?{urlencode({'next': request.headers.get('HX-Current-URL', '/')})}"
        return answer
    return redirect(f"{reverse(name)}?{urlencode({'next': back})}")


def _marked(view: View, mark: Mark) -> View:
    view.door = mark  # type: ignore[attr-defined]
    return view


def open(view: View) -> View:  # noqa: A001 - the word on the door
    """Anybody."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _marked(entered, Mark("open"))


def signed_in(view: View) -> View:
    """Anybody whose phone is known to be theirs."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return _marked(entered, Mark("signed_in"))


def role(*roles: Role) -> Callable[[View], View]:
    """Whoever holds one of these roles today, somewhere, and has passed the second factor in this session."""

    def mark(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not request.user.roles_today() & set(roles):
                raise PermissionDenied
            if not factor_passed(request):
                return _to_sign_in(request, "signin:factor")
            return view(request, *args, **kwargs)

        return _marked(entered, Mark("role", frozenset(roles)))

    return mark
