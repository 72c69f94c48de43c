"""What happens around every view: the language, the refusal nobody caught, the headers a browser is bound by."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils import translation
from django.utils.cache import patch_vary_headers

from meydan.base.pages import came_from, page, toast, with_toasts
from meydan.base.refusal import Refusal

View = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def _connections(request: HttpRequest) -> str:
    """What scripts may connect to: this house, and what the settings name, by the host the visitor typed."""
    try:
        host, _port = split_domain_port(request.get_host())
    except DisallowedHost:
        return "connect-src 'self'"
    return " ".join(["connect-src 'self'", *(source.format(host=host) for source in settings.CONNECT_TO)])


class Language:
    """The language the cookie says, else the house's own: an English browser in Iran still means a Persian reader."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language)
        patch_vary_headers(answer, ("Cookie",))
        return answer


class Refusals:
    """A refusal that no form caught becomes a page that says it, never a 500."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        htmx = getattr(request, "htmx", None)
        if htmx and not htmx.boosted:
            toast(request, exception.sentence, "danger")
            return with_toasts(request, HttpResponse(status=409))
        said = {"sentence": exception.sentence, "back": came_from(request)}
        return page(request, "base/refused.html", said, status=409)


class Headers:
    """Only what this house serves itself may run or be shown; a view may set a header of its own before."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Security-Policy", f"{POLICY}; {_connections(request)}")
        if getattr(request, "is_unkept", False):  # also where its view raised
            answer.headers["Cache-Control"] = "no-store"
        answer.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)")
        return answer
