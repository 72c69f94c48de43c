"""A person's own messages: what they and their family were told, and what may be sent to their phone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.messaging import actions, queries
from meydan.messaging.forms import ChoicesForm
from meydan.people.request import Request


@doors.signed_in
def inbox(request: Request) -> HttpResponse:
    person = request.user
    messages = queries.inbox(person).select_related("person")
    context = {
        "inbox": paged(request, messages),
        "unread": queries.inbox(person).filter(read_at=None).count(),
        "form": Form(),
        "me": person,
    }
    return page(request, "messaging/inbox.html", context)


@doors.signed_in
@require_POST
@once
def read(request: Request, pk: int) -> HttpResponse:
    person = request.user
    actions.mark_read(by=person, message=get_object_or_404(queries.inbox(person), pk=pk))
    return redirect("messaging:inbox")


@doors.signed_in
@require_POST
@once
def read_all(request: Request) -> HttpResponse:
    actions.mark_all_read(by=request.user)
    return redirect("messaging:inbox")


@doors.signed_in
@once
def choices(request: Request) -> HttpResponse:
    person = request.user
    stopped = queries.opted_out_of(person)
    now = {kind.value: kind not in stopped for kind in ChoicesForm.KINDS}
    form = ChoicesForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.choose(by=person, wanted=form.wanted)
        toast(request, _("Your choice is kept."))
        return redirect("messaging:inbox")
    return page(request, "messaging/choices.html", {"form": form})
