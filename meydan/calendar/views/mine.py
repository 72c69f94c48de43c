"""A person's own calendar, and the address by which their phone reads it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors, qr
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.calendar import actions, feeds, queries
from meydan.calendar.models import Feed
from meydan.calendar.views.subscribe import addresses
from meydan.ground.once import once
from meydan.people.request import Request


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    coming = queries.in_order(feeds.of_person(request.user).filter(ends_at__gt=timezone.now()))
    context: dict[str, Any] = {"occasions": paged(request, coming), "form": Form()}
    feed = Feed.objects.filter(person=request.user).first()
    if feed is not None:
        context |= addresses(request, reverse("calendar:my_feed", args=[feed.token]))
        context["qr"] = qr.inline(context["webcal"])
    answer = page(request, "calendar/mine.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@doors.signed_in
@require_POST
@once
def open_feed(request: Request) -> HttpResponse:
    actions.open_feed(by=request.user, person=request.user)
    return redirect("calendar:mine")


@doors.signed_in
@require_POST
@once
def renew_feed(request: Request) -> HttpResponse:
    actions.renew_feed(by=request.user, person=request.user)
    toast(request, _("The address was changed. Calendars that knew the old one get nothing more."))
    return redirect("calendar:mine")


@doors.signed_in
@require_POST
@once
def close_feed(request: Request) -> HttpResponse:
    actions.close_feed(by=request.user, person=request.user)
    toast(request, _("The address leads nowhere any more."))
    return redirect("calendar:mine")
