# ruff: noqa: E501 - a path is one line
"""The house's own icons: strokes on a grid of 24, drawn in the color of the text around them."""

from functools import lru_cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Arrows and the like, which point the other way where reading goes from right to left.
_FLIPPED: Final = frozenset({"arrow-next", "arrow-prev", "sign-out", "sign-in", "list", "message"})

_PATHS: Final = {
    "home": "M4 11.5 12 4l8 7.5V20h-5v-5.5H9V20H4z",
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20 20",
    "calendar": "M5 6h14v14H5zM5 10.5h14M9 3.5V8M15 3.5V8M9 15h.01M12 15h.01M15 15h.01",
    "clock": "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 7.5V12l3 2.5",
    "pin": "M12 21c4.5-5 6.5-8.2 6.5-11.2a6.5 6.5 0 0 0-13 0C5.5 12.8 7.5 16 12 21zM12 7.5a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z",
    "map": "M4 6.5 9.5 4l5 2.5L20 4v13.5L14.5 20l-5-2.5L4 20zM9.5 4v13.5M14.5 6.5V20",
    "person": "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c.6-3.8 3.5-5.5 7.5-5.5s6.9 1.7 7.5 5.5",
    "family": "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM16.5 8a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM2.5 20c.4-3.8 2.5-6 5.5-6 2.2 0 4 1.2 4.9 3.2M12.5 20c.3-2.5 1.7-4 4-4s3.7 1.5 4 4",
    "phone": "M7 3.5h10v17H7zM11 17.5h2",
    "check": "M5 12.5 10 17.5 19.5 7",
    "cross": "M6 6l12 12M18 6 6 18",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "arrow-next": "M9 5l7 7-7 7",
    "arrow-prev": "M15 5l-7 7 7 7",
    "download": "M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14",
    "upload": "M12 16V5M7.5 9 12 4.5 16.5 9M5 20h14",
    "printer": "M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z",
    "chart": "M4 20h16M7 20v-6M12 20V6M17 20v-9",
    "list": "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01",
    "bell": "M6 17c1-1.5 1.5-3 1.5-6a4.5 4.5 0 0 1 9 0c0 3 .5 4.5 1.5 6zM10.5 20h3M12 4.5V6.5",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
    "sun": "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "message": "M4 5h16v11h-9l-4.5 4v-4H4zM8 9.5h8M8 12.5h5",
    "qr": "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 17.5H20V20h-2.5zM20 14v0M14 20v0M7 7v0M17 7v0M7 17v0",
    "ticket": "M4 7h16v3.5a1.5 1.5 0 0 0 0 3V17H4v-3.5a1.5 1.5 0 0 0 0-3zM14.5 7v2M14.5 11v2M14.5 15v2",
    "star": "M12 3.5l2.5 3.1 3.9-.9-.9 3.9L20.5 12l-3 2.4.9 3.9-3.9-.9-2.5 3.1-2.5-3.1-3.9.9.9-3.9-3-2.4 3-2.4-.9-3.9 3.9.9z",
    "warning": "M12 4.5 21 19.5H3zM12 10v4.5M12 17h.01",
    "info": "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11v5M12 8h.01",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "filter": "M4 5.5h16l-6.2 7.5V19l-3.6-2v-4z",
    "copy": "M9 9h11v11H9zM5.5 15H4V4h11v1.5",
    "edit": "M5 19l.8-4L15.5 5.3l3.2 3.2L9 18.2zM13.5 7.3l3.2 3.2",
    "trash": "M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7M10.5 11v5.5M13.5 11v5.5",
    "eye": "M2.5 12C5 8 8.2 6 12 6s7 2 9.5 6c-2.5 4-5.7 6-9.5 6s-7-2-9.5-6zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
    "sign-in": "M13 4.5h6.5v15H13M4 12h10.5M10.5 7.5 15 12l-4.5 4.5",
    "sign-out": "M11 4.5H4.5v15H11M9.5 12H20M16 7.5 20.5 12 16 16.5",
    "globe": "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM4 12h16M12 4c3 2.5 3.5 5 3.5 8s-.5 5.5-3.5 8c-3-2.5-3.5-5-3.5-8S9 6.5 12 4z",
    "microphone": "M12 3.5a3 3 0 0 1 3 3V12a3 3 0 0 1-6 0V6.5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M8.5 21h7",
    "stop": "M7 7h10v10H7z",
    "keyboard": "M3 7h18v10.5H3zM6.5 10.5h.01M10 10.5h.01M13.5 10.5h.01M17 10.5h.01M8 14h8",
    "expand": "M4 9.5V4h5.5M14.5 4H20v5.5M20 14.5V20h-5.5M9.5 20H4v-5.5",
    "building": "M5 20V5h9v15M14 9.5h5V20M3.5 20h17M8 8.5h3M8 12h3M8 15.5h3",
    "gift": "M4.5 9h15v4h-15zM6 13h12v7H6zM12 9v11M12 9C9.5 9 7.5 8 7.5 6.3S10.5 4 12 9zM12 9c2.5 0 4.5-1 4.5-2.7S13.5 4 12 9z",
    "megaphone": "M4 10v4h3l8 4.5v-13L7 10zM7 14l1 5.5h2.5L9.5 15.4M18 9.5c1.3 1.3 1.3 3.7 0 5",
}

NAMES: Final = tuple(_PATHS)


def drawn(name: str, label: str = "") -> SafeString:
    """The icon as inline SVG. Without a label it is an ornament beside words that say the same."""
    return _drawn(name, str(label))


@lru_cache(maxsize=512)  # a page of staff shows forty, and drawing them anew was a twentieth of its time
def _drawn(name: str, label: str) -> SafeString:
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="24" height="24" {}><path d="{}"/></svg>',
        " flip" if name in _FLIPPED else "",
        spoken,
        _PATHS[name],
    )
