"""A browser in which a number once signed in: it carries a signed cookie that says so, and nothing else."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from meydan.people import keys

COOKIE = "known_here"
AGE = 400 * 24 * 3600  # what browsers keep at most
_SALT = "meydan.signin.devices"


def known(request: HttpRequest, phone: str) -> str:
    """This browser's own mark for the number; empty where the number never signed in here."""
    try:
        of, mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(mark) if of == _of(phone) else ""


def remember(answer: HttpResponse, request: HttpRequest, phone: str) -> None:
    mark = known(request, phone) or secrets.token_urlsafe(12)
    answer.set_cookie(
        COOKIE,
        signing.dumps([_of(phone), mark], salt=_SALT),
        max_age=AGE,
        path="/signin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _of(phone: str) -> str:
    return keys.mac("device", phone).hex()
