"""What every page knows: the language, the menus, whether this is a sample, and the theme chosen."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from meydan.base import wording
from meydan.base.menu import Menu

THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    language = wording.language()
    theme = request.COOKIES.get(THEME_COOKIE)
    return {
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "menu": Menu(request),
        "sample": settings.SAMPLE,
        "site_name": settings.SITE_NAME,
        "theme": theme if theme in THEMES else "auto",
    }
