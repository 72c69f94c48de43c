"""Where gateways and the messenger bring what comes in. Each door is found by a secret, counts, and answers at once.

A message is kept under the provider's own number for it, so bringing it again changes nothing; a worker does the rest.
Without the secret in the settings there is no such address.
"""

import datetime as dt
import json
from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from meydan.base import doors
from meydan.ground.counters import allow
from meydan.messaging import actions, bots, providers
from meydan.messaging.bots import updates
from meydan.messaging.inbound import Brought
from meydan.messaging.models import Inbound

LARGEST = 64 << 10  # an update with long texts and many sizes of a photo is 10 KB
FROM_ONE_SENDER = 60  # an hour


@doors.open
@csrf_exempt
@require_http_methods(["GET", "POST"])
def sms(request: HttpRequest, provider: str, token: str) -> HttpResponse:
    """Gateways of Iran call with GET as well as with POST; the secret is in the address, the only thing one can set."""
    if not (_right(token, settings.SMS_INBOUND_TOKEN) and providers.exists(provider)):
        raise Http404
    if _too_large(request):
        return HttpResponse(status=413)
    brought = providers.of(provider).read_inbound(_given(request))
    if brought is None or not brought.reference.isascii() or len(brought.reference) > 80:
        return HttpResponse(status=400)
    return _kept(Inbound.Channel.SMS, provider, brought)


@doors.open
@csrf_exempt
@require_POST
def bot(request: HttpRequest, token: str) -> HttpResponse:
    secret = settings.BOT_WEBHOOK_SECRET
    if not (bots.exists() and secret and _right(token, bots.address_part())):
        raise Http404
    said = request.headers.get(bots.HEADER, "")
    if (said or settings.BOT_SENDS_SECRET) and not _right(said, secret):
        raise Http404
    if _too_large(request):
        return HttpResponse(status=413)
    try:
        brought = updates.read(request.body)
    except updates.NoUpdate:
        return HttpResponse(status=400)
    if brought is None:  # nothing for us: were it refused, the messenger would bring it for days
        return HttpResponse("ok", content_type="text/plain")
    return _kept(Inbound.Channel.BOT, bots.name(), brought)


def _kept(channel: Inbound.Channel, provider: str, brought: Brought) -> HttpResponse:
    """Whoever is turned away for haste brings it again later."""
    whose = f"{provider}:{brought.chat or brought.sender}"
    for key, limit, window in (
        (f"messaging.inbound:{provider}", settings.INBOUND_A_MINUTE, dt.timedelta(minutes=1)),
        (f"messaging.sender:{whose}", FROM_ONE_SENDER, dt.timedelta(hours=1)),
    ):
        if not allow(key, limit=limit, window=window).ok:
            return HttpResponse(status=429, headers={"Retry-After": str(int(window.total_seconds()))})
    actions.take_in(by=None, channel=channel, provider=provider, brought=brought)
    return HttpResponse("ok", content_type="text/plain")


def _right(given: str, secret: str) -> bool:
    return bool(secret) and constant_time_compare(given, secret)


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not (length.isascii() and length.isdigit() and len(length) < 10 and int(length) <= LARGEST)


def _given(request: HttpRequest) -> Mapping[str, str]:
    """The call's words, however it carries them: in its address, as a form, or as one JSON object."""
    if request.method == "POST" and request.content_type == "application/json":
        try:
            found = json.loads(request.body)
        except (ValueError, RecursionError):
            return {}
        found = found if isinstance(found, dict) else {}
        words = {name: str(value) for name, value in found.items() if isinstance(value, str | int)}
    else:
        words = {**request.GET.dict(), **request.POST.dict()}
    return {name: _clean(value) for name, value in words.items()}


def _clean(value: object) -> str:
    """As it was written, but for what no database keeps."""
    return str(value).replace("\x00", "").encode("utf-8", "ignore").decode()
