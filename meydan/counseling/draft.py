"""What somebody has chosen so far, in the address of the next screen: sealed, so that neither the browser's history nor
a log of addresses can be read; not in the session, so that nothing of it stands in the database. It opens in the
browser it was made in alone: an address taken from a log or from another's screen opens nothing.
"""

import base64
import binascii
import json
import os
import secrets
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from meydan.people import keys
from meydan.people.models import Person

NONCE: Final = 12
GOOD_FOR: Final = 3 * 3600  # seconds
LONGEST: Final = 20_000  # characters
COOKIE: Final = "meydan_draft"  # until the browser is closed


def of_this_browser(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Its drafts are sealed with a secret that only this browser has: `browser(request)`."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_new = not request.COOKIES.get(COOKIE)
        if is_new:
            request.COOKIES[COOKIE] = secrets.token_urlsafe(24)
        answer = view(request, *args, **kwargs)
        if is_new:
            answer.set_cookie(
                COOKIE, browser(request), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return answer

    return answered


def browser(request: HttpRequest) -> str:
    return str(request.COOKIES.get(COOKIE, ""))


def seal(said: dict[str, Any], browser: str = "") -> str:
    plain = json.dumps({"at": int(time.time()), "said": said}, ensure_ascii=False).encode()
    nonce = os.urandom(NONCE)
    return (
        base64.urlsafe_b64encode(nonce + AESGCM(_key()).encrypt(nonce, plain, browser.encode())).rstrip(b"=").decode()
    )


def read(token: str, browser: str = "") -> dict[str, Any]:
    """What was sealed; nothing, where it is too old or was not sealed here: then one begins anew."""
    try:
        sealed = base64.urlsafe_b64decode(token[:LONGEST] + "=" * (-len(token[:LONGEST]) % 4))
        kept = json.loads(AESGCM(_key()).decrypt(sealed[:NONCE], sealed[NONCE:], browser.encode()))
    except (binascii.Error, ValueError, InvalidTag):
        return {}
    return kept["said"] if 0 <= time.time() - kept["at"] < GOOD_FOR else {}


def tab_key(person: Person) -> str:
    """What staff type stands sealed in their tab until it is sent (`data-seal`, base/meydan.js): their pages bring this
    key, and only theirs.
    """
    return base64.b64encode(keys.mac("counseling tab", str(person.key))).decode()


def _key() -> bytes:
    return keys.key_for("counseling draft")
