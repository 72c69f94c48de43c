"""Pages that belong to no room: preferences, what a browser asks for by itself, what is said when a page fails."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors, wording
from meydan.base.context import THEME_COOKIE, THEMES
from meydan.base.pages import came_from, page

_YEAR = 365 * 24 * 60 * 60


# The two switches set a preference and nothing else, so they ask for no CSRF token: public pages then carry none,
# set no cookie, and can be kept by a cache.
@doors.open
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    return _with_cookie(
        request, settings.LANGUAGE_COOKIE_NAME, tuple(dict(settings.LANGUAGES)), request.POST.get("language")
    )


@doors.open
@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    return _with_cookie(request, THEME_COOKIE, THEMES, request.POST.get("theme"))


def _with_cookie(request: HttpRequest, cookie: str, allowed: tuple[str, ...], chosen: str | None) -> HttpResponse:
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    if chosen in allowed:
        answer.set_cookie(cookie, chosen, max_age=_YEAR, secure=request.is_secure(), samesite="Lax")
    return answer


@doors.open
@require_safe
@cache_control(public=True, max_age=86400)
def manifest(_request: HttpRequest) -> HttpResponse:
    described = {
        "name": str(settings.SITE_NAME or _("Meydan")),
        "short_name": _("Meydan"),
        "lang": wording.language(),
        "dir": "rtl" if wording.language() == "fa" else "ltr",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#f8f4ec",
        "theme_color": "#10566b",
        "icons": [{"src": static("base/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return HttpResponse(json.dumps(described, ensure_ascii=False), content_type="application/manifest+json")


@doors.open
@require_safe
@cache_control(public=True, max_age=86400)
def robots(_request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /signin/", "Disallow: /_design/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@doors.open
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    return page(request, "base/404.html", status=404)


@doors.open
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    return page(request, "base/403.html", status=403)


@doors.open
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    return page(request, "base/expired.html", {"back": came_from(request)}, status=403)


@doors.open
def broken(_request: HttpRequest) -> HttpResponse:
    """Stands alone: whatever broke may be what other pages are made of."""
    return HttpResponse(render_to_string("base/500.html"), status=500)
