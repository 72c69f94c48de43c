"""Files a court or the law wants kept: by their codes. The reason is sealed in the file, and not read here."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.counseling import actions, doors
from meydan.counseling.actions.taking import CODE_LENGTH
from meydan.counseling.forms.keeping import HoldForm
from meydan.counseling.models import Case
from meydan.counseling.rules.managing import MANAGERS
from meydan.engines import codes
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.queries import within


@doors.staff(*MANAGERS)
@once
def holds(request: Request) -> HttpResponse:
    mine = within(Case.objects.all(), request.user.areas_for(*MANAGERS))
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            code = codes.read(form.cleaned_data["code"], CODE_LENGTH)
            case = mine.filter(code=code, erased_at=None).first()
            if case is None:
                raise Refusal(_("There is no file of this code."), field="code")
            actions.hold(by=request.user, case=case, reason=form.cleaned_data["reason"])
            toast(request, _("The file is held."))
            return redirect("counseling:holds")
    held = mine.filter(held_at__isnull=False).select_related("held_by").order_by("-held_at")
    return page(request, "counseling/desk_holds.html", {"form": form, "held": list(held)})


@doors.staff(*MANAGERS)
@require_POST
@once
def release(request: Request, code: str) -> HttpResponse:
    mine = within(Case.objects.filter(held_at__isnull=False), request.user.areas_for(*MANAGERS))
    case = get_object_or_404(mine, code=codes.read(code, CODE_LENGTH))
    if not request.user.reaches(case.area, *MANAGERS):
        raise Http404
    actions.release(by=request.user, case=case)
    toast(request, _("The hold is over."))
    return redirect("counseling:holds")
