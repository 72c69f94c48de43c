"""For whoever runs the house: the outbox (what waits, went, failed, and nobody knows of), and what came in."""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.ground.once import once
from meydan.messaging import actions, bots, queries, rules
from meydan.messaging.forms import InboxFilters, OutboxFilters
from meydan.messaging.models import Inbound, Message
from meydan.people.request import Request

ROLES = (Role.ADMINISTRATOR, Role.MANAGER)
TAGS = {
    Message.State.DELIVERED: "good",
    Message.State.FAILED: "bad",
    Message.State.UNKNOWN: "warn",
    Message.State.WITHHELD: "brick",
}
INBOUND_TAGS = {
    Inbound.State.HANDLED: "good",
    Inbound.State.UNCLAIMED: "warn",
    Inbound.State.REFUSED: "brick",
}
KINDS_OF_FILES = {
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "webm": "audio/webm",
    "webp": "image/webp",
}


@doors.role(*ROLES)
def outbox(request: Request) -> HttpResponse:
    filters = OutboxFilters(request.GET)
    found = queries.narrowed(queries.outbox_for(request.user), **filters.values)
    messages = paged(request, found)
    context = {
        "filters": filters,
        "messages_page": messages,
        "counts": [count for count in queries.counts(found) if count[1]],
        "rows": [
            {
                "message": message,
                "tag": TAGS.get(Message.State(message.state), ""),
                "text": shown_text(message),
                "resend": Form() if rules.may_be_resent(message) else None,
                "withhold": Form() if rules.may_be_withheld(message) else None,
            }
            for message in messages
        ],
        "provider": settings.SMS_PROVIDER,
    }
    return page(request, "messaging/outbox.html", context, partial="rows")


@doors.role(*ROLES)
@require_POST
@once
def resend(request: Request, pk: int) -> HttpResponse:
    message = get_object_or_404(queries.outbox_for(request.user), pk=pk)
    actions.resend(by=request.user, message=message)
    toast(request, _("The message waits to be sent again."))
    return _back(request)


@doors.role(*ROLES)
@require_POST
@once
def withhold(request: Request, pk: int) -> HttpResponse:
    message = get_object_or_404(queries.outbox_for(request.user), pk=pk)
    actions.withhold(by=request.user, message=message)
    toast(request, _("The message will not be sent."))
    return _back(request)


@doors.role(*ROLES)
def received(request: Request) -> HttpResponse:
    filters = InboxFilters(request.GET)
    found = queries.narrowed(queries.received_for(request.user), at="received_at", **filters.values)
    rows = paged(request, found)
    context = {
        "filters": filters,
        "rows_page": rows,
        "rows": [
            {
                "inbound": row,
                "tag": INBOUND_TAGS.get(Inbound.State(row.state), ""),
                "phone": row.sender if rules.is_mobile(row.sender) else "",
            }
            for row in rows
        ],
        "is_open": bool(settings.SMS_INBOUND_TOKEN or bots.exists()),
    }
    return page(request, "messaging/received.html", context, partial="rows")


@doors.role(*ROLES)
def voice(request: Request, pk: int) -> HttpResponseBase:
    return _file(get_object_or_404(queries.received_for(request.user).exclude(voice=""), pk=pk).voice)


@doors.role(*ROLES)
def photo(request: Request, pk: int) -> HttpResponseBase:
    return _file(get_object_or_404(queries.received_for(request.user).exclude(photo=""), pk=pk).photo)


def _file(file: FieldFile) -> HttpResponseBase:
    """By the kind the house gave it, never as a page."""
    kind = KINDS_OF_FILES.get(str(file.name).rpartition(".")[2], "application/octet-stream")
    try:
        return FileResponse(file.open("rb"), content_type=kind, headers={"Cache-Control": "private, no-store"})
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None


def shown_text(message: Message) -> str:
    """A code opens somebody's account, so outside the sample nobody reads it here, not even while it waits."""
    if message.kind == Message.Kind.CODE and settings.PRODUCTION:
        return ""
    return message.text


def _back(request: Request) -> HttpResponseRedirect:
    """To the page of the list one stood on."""
    here = request.POST.get("back", "")
    own = here.startswith(reverse("messaging:outbox")) and url_has_allowed_host_and_scheme(here, {request.get_host()})
    return HttpResponseRedirect(here) if own else redirect("messaging:outbox")
