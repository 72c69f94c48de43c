"""schema.org Event data of an occasion, by which search engines and assistants read when and where it is."""

import json
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meydan.calendar.models import Occasion

_ESCAPES: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def event_json(occasion: Occasion, request: HttpRequest, **more: Any) -> SafeString:
    """A `<script type="application/ld+json">` for the page the occasion is shown at; `more` are properties of Event."""
    written = json.dumps(event(occasion, request) | more, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - escaped


def event(occasion: Occasion, request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": occasion.title,
        "startDate": timezone.localtime(occasion.starts_at).isoformat(),
        "endDate": timezone.localtime(occasion.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/{_status(occasion)}",
        "eventAttendanceMode": f"https://schema.org/{_mode(occasion)}EventAttendanceMode",
        "location": _location(occasion, request),
    }
    if occasion.url:
        found["url"] = request.build_absolute_uri(occasion.url)
    if occasion.capacity is not None:
        found["maximumAttendeeCapacity"] = occasion.capacity
    if occasion.moved_from is not None and not occasion.is_cancelled:
        found["previousStartDate"] = timezone.localtime(occasion.moved_from).isoformat()
    return found


def _status(occasion: Occasion) -> str:
    if occasion.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if occasion.moved_from is not None else "EventScheduled"


def _mode(occasion: Occasion) -> str:
    if not is_online(occasion):
        return "Offline"
    return "Mixed" if _is_somewhere(occasion) else "Online"


def is_online(occasion: Occasion) -> bool:
    return bool(occasion.online_link) or (occasion.venue is not None and occasion.venue.kind == "online")


def _is_somewhere(occasion: Occasion) -> bool:
    return occasion.venue is not None and occasion.venue.kind != "online"


def _location(occasion: Occasion, request: HttpRequest) -> dict[str, Any] | list[dict[str, Any]]:
    """Where to go; the link to join by is told to those registered, so machines get the page that leads there."""
    places = []
    venue = occasion.venue
    if venue is not None and _is_somewhere(occasion):
        place: dict[str, Any] = {"@type": "Place", "name": str(venue), "address": venue.address or str(occasion.area)}
        if venue.latitude is not None:
            place["geo"] = {"@type": "GeoCoordinates", "latitude": venue.latitude, "longitude": venue.longitude}
        places.append(place)
    if is_online(occasion):
        places.append({"@type": "VirtualLocation", "url": request.build_absolute_uri(occasion.url or "/")})
    if not places:
        places.append({"@type": "Place", "name": str(occasion.area), "address": str(occasion.area)})
    return places[0] if len(places) == 1 else places
