"""What a session knows beside whose it is, and where a visitor wanted to go."""

import time
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

SIGNED_IN_AT = "signed_in_at"  # session key: when the phone was last shown to be theirs, as a timestamp
RECENT = 15 * 60  # seconds


def signed_in_recently(request: HttpRequest) -> bool:
    at = request.session.get(SIGNED_IN_AT)
    return isinstance(at, int) and 0 <= time.time() - at < RECENT


def sign_in_again(back: str) -> str:
    """The address where somebody signed in shows once more that the phone is theirs, and then comes back."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back, 'again': '1'})}"


def next_page(request: HttpRequest) -> str:
    """The page of this site that `next` names, by its whole address or from the root, or nothing."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return ""
    return wanted if wanted.startswith(("/", "http://", "https://")) else ""
