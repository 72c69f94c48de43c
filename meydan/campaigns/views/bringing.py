"""What an agency's representative says on a phone: whether it takes part, what it brings, what it delivered."""

import datetime as dt
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.wording import number
from meydan.campaigns import actions, wording
from meydan.campaigns.forms.delivering import DeliveryForm
from meydan.campaigns.forms.promises import DeclineForm, PromiseForm
from meydan.campaigns.models import Delivery, Invited, Promise
from meydan.campaigns.queries import delivering
from meydan.campaigns.queries import promises as queries
from meydan.campaigns.queries.evaluation import Whole
from meydan.campaigns.reach import part_of, promise_of
from meydan.campaigns.rules import promises as rules
from meydan.campaigns.rules.evaluation import may_see
from meydan.ground.once import once
from meydan.people.request import Request


@doors.signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """Every stage that an organization of this person is invited to."""
    rows = queries.invitations_of(request.user, timezone.localdate())
    return _list(request, list(rows))


@doors.signed_in
@require_safe
def brings(request: Request, pk: int) -> HttpResponse:
    """Where the link of the SMS leads: to the part of one's own organization."""
    rows = list(queries.invitations_of(request.user, timezone.localdate()).filter(stage=pk))
    if not rows:
        toast(request, _("For this number no invitation to that stage stands."), "warning")
        return redirect("campaigns:my_parts")  # which says with which number to come
    return redirect("campaigns:part", rows[0].pk) if len(rows) == 1 else _list(request, rows)


@doors.signed_in
@require_safe
def part(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    rows, today = list(queries.promises_of(found)), timezone.localdate()
    is_spoken_of = found.state == Invited.State.TAKES_PART and rules.is_spoken_of(found.stage, today)
    context = {
        **_about(found),
        "promises": [(row, rules.can_deliver(row, today)) for row in rows],
        "earlier": [(row, wording.named(row.stage)) for row in queries.earlier(found)]
        if rules.can_declare(found)
        else [],
        "awaited": [(one, Form()) for one in delivering.awaited(Whole(found.stage, found.pk), timezone.now())]
        if is_spoken_of
        else [],
        "deliveries": list(queries.deliveries_of(found)),
        "form": Form(),
        "decline": DeclineForm(),
    }
    return page(request, "campaigns/part.html", context)


@doors.signed_in
@require_POST
@once
def accept(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    actions.answer(by=request.user, invited=found, takes_part=True)
    toast(request, _("Thank you. Say now what you bring."))
    return redirect("campaigns:part", pk)


@doors.signed_in
@once
def decline(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer(by=request.user, invited=found, takes_part=False, **form.values)
            toast(request, _("The officer of the campaign sees your answer."))
            return redirect("campaigns:part", pk)
    return page(request, "campaigns/decline.html", {**_about(found), "form": form})


@doors.signed_in
@once
def add(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    form = PromiseForm(request.POST or None, stage=found.stage)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.promise(by=request.user, invited=found, **form.values)
            toast(request, _("It is kept."))
            return redirect("campaigns:part", pk)
    return page(request, "campaigns/promise.html", {**_about(found), "form": form})


@doors.signed_in
@once
def change(request: Request, pk: int) -> HttpResponse:
    """Of two who change it at once the second sees what the first kept, beside what they typed themselves."""
    found = promise_of(request, pk)
    form = PromiseForm(request.POST or None, stage=found.invited.stage, promise=found)
    context = {**_about(found.invited), "form": form, "promise": found, "version": found.version}
    if request.method == "POST":
        seen = _seen(request)
        if form.is_valid():
            with form.refusals():
                actions.change_promise(by=request.user, promise=found, version=seen, **form.values)
                toast(request, _("It is kept."))
                return redirect("campaigns:part", found.invited_id)
        found = promise_of(request, pk)  # as it stands by now
        context |= {"promise": found, "version": found.version, "other": found if found.version != seen else None}
        context["other_days"] = [dt.date.fromisoformat(day) for day in found.days]
    return page(request, "campaigns/promise.html", context)


@doors.signed_in
@require_POST
@once
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = promise_of(request, pk)
    actions.withdraw_promise(by=request.user, promise=found)
    toast(request, _("It is withdrawn. It stays in the list, and can be promised again."))
    return redirect("campaigns:part", found.invited_id)


@doors.signed_in
@require_POST
@once
def copy(request: Request, pk: int, like: int) -> HttpResponse:
    found = part_of(request, pk)
    source = get_object_or_404(Invited, pk=like, organization=found.organization_id)
    count = actions.copy_promises(by=request.user, invited=found, like=source)
    told = ngettext("%(count)s draft is copied; declare it.", "%(count)s drafts are copied; declare each.", count)
    toast(request, told % {"count": number(count)})
    return redirect("campaigns:part", pk)


@doors.signed_in
@once
def deliver(request: Request, pk: int) -> HttpResponse:
    found = promise_of(request, pk)
    today = timezone.localdate()
    form = DeliveryForm(
        request.POST or None,
        request.FILES or None,
        stage=found.invited.stage,
        today=today,
        is_standing=found.kind in Promise.STANDING,
        initial={name: request.GET[name] for name in ("day", "place") if name in request.GET},
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.say_delivery(by=request.user, promise=found, **form.values)
            toast(request, _("It is kept."))
            return redirect("campaigns:part", found.invited_id)
    context = {**_about(found.invited), "form": form, "promise": found, "can_deliver": rules.can_deliver(found, today)}
    return page(request, "campaigns/deliver.html", context)


@doors.signed_in
@require_safe
def photo(request: Request, pk: int) -> HttpResponseBase:
    """Of a delivery: for its agency, staff of the place, and whoever reads stages there."""
    rows = Delivery.objects.exclude(photo="").select_related("promise__invited__stage__area", "place__venue__area")
    row = get_object_or_404(rows, pk=pk)
    if not (doors.factor_passed(request) and may_see(request.user, row)):
        part_of(request, row.promise.invited_id)
    try:
        answer = FileResponse(row.photo.open("rb"), content_type="image/webp")
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    answer["Cache-Control"] = "private, no-store"
    return answer


def _list(request: Request, rows: list[Invited]) -> HttpResponse:
    named = [(row, wording.named(row.stage), wording.when(row.stage)) for row in rows]
    return page(request, "campaigns/brings.html", {"rows": named})


def _about(found: Invited) -> dict[str, Any]:
    return {
        "invited": found,
        "stage": found.stage,
        "name": wording.named(found.stage),
        "when": wording.when(found.stage),
        "can_answer": rules.can_answer(found.stage),
        "can_declare": rules.can_declare(found),
    }


def _seen(request: Request) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
