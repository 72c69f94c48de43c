"""Managers open a file by two: one asks with a reason, another one of the city agrees."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.refusal import Refusal
from meydan.counseling import actions, doors, files
from meydan.counseling.actions.taking import CODE_LENGTH
from meydan.counseling.forms.sharing import GlassForm
from meydan.counseling.models import Case, Glass
from meydan.counseling.queries import sharing as queries
from meydan.counseling.rules import sharing as rules
from meydan.engines import codes
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.queries import within

SHOWN = dt.timedelta(days=90)


@doors.staff(*rules.ANSWERERS)
@once
def glass(request: Request) -> HttpResponse:
    person, now = request.user, timezone.now()
    asks_in = person.areas_for(*rules.ASKERS)
    form = GlassForm(request.POST or None) if asks_in else None
    if request.method == "POST" and form is not None and form.is_valid():
        with form.refusals():
            code = codes.read(form.cleaned_data["code"], CODE_LENGTH)
            case = within(Case.objects.filter(erased_at=None), asks_in).filter(code=code).first()
            if case is None:
                raise Refusal(_("There is no file of this code in your city."), field="code")
            actions.ask_glass(by=person, case=case, reason=form.cleaned_data["reason"])
            toast(request, _("Asked. Another manager of the city has to agree within a day."))
            return redirect("counseling:glass")
    rows = paged(request, queries.glasses(person.areas_for(*rules.ANSWERERS), now - SHOWN), 20)
    context = {"form": form, "rows": rows, "told": [_told(request, row, now) for row in rows], "answer": Form()}
    return page(request, "counseling/desk_glass.html", context)


@doors.staff(*rules.ANSWERERS)
@require_POST
@once
def agree(request: Request, pk: int) -> HttpResponse:
    actions.agree_glass(by=request.user, glass=_asked(request, pk))
    toast(request, _("The file is open for both of you for an hour. Its counselor was told."))
    return redirect("counseling:glass")


@doors.staff(*rules.ANSWERERS)
@require_POST
@once
def refuse(request: Request, pk: int) -> HttpResponse:
    actions.refuse_glass(by=request.user, glass=_asked(request, pk))
    toast(request, _("The file stays closed."))
    return redirect("counseling:glass")


def _asked(request: Request, pk: int) -> Glass:
    reach = request.user.areas_for(*rules.ANSWERERS)
    return get_object_or_404(queries.glasses(reach, timezone.now() - SHOWN), pk=pk)


def _told(request: Request, row: Glass, now: dt.datetime) -> dict[str, Any]:
    person = request.user
    return {
        "glass": row,
        "reason": files.reason_of(row, by=person),
        "waits": rules.waits(row, now),
        "may_answer": rules.may_answer_glass(person, row, now),
        "is_open": rules.is_open(row, now),
        "is_mine": person.pk in {row.asked_by_id, row.agreed_by_id},
    }
