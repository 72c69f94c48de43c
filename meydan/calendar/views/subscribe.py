"""How to have a calendar in one's own phone: by a link, or by a QR code read with it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meydan.base import doors, qr, wording
from meydan.base.pages import page
from meydan.calendar import kinds
from meydan.places.models import Area, Venue


@doors.open
def subscribe(request: HttpRequest, what: str, key: str) -> HttpResponse:
    name, back = _subject(what, key)
    context = addresses(request, reverse(f"calendar:{what}_feed", args=[key]))
    context |= {
        "name": name,
        "back": back,
        "qr": qr.inline(request.build_absolute_uri()),
    }
    return page(request, "calendar/subscribe.html", context)


def _subject(what: str, key: str) -> tuple[str, str]:
    """What the calendar is of, and the page it belongs to."""
    if what == "kind":
        if key not in dict(kinds.choices()):
            raise Http404
        return f"{settings.SITE_NAME} · {kinds.name_of(key)}", f"{reverse('calendar:list')}?kind={key}"
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        raise Http404
    if what not in {"venue", "area"}:
        raise Http404
    model: type[Venue | Area] = Venue if what == "venue" else Area
    return str(get_object_or_404(model, pk=key)), reverse(f"places:{what}", args=[key])


def addresses(request: HttpRequest, path: str) -> dict[str, str]:
    """The feed's address for people to copy, and the one a calendar program opens by itself."""
    language = "" if wording.language() == settings.LANGUAGE_CODE else f"?language={wording.language()}"
    address = request.build_absolute_uri(path + language)
    return {"address": address, "webcal": f"webcal:{address.split(':', 1)[1]}"}
