"""Who is invited to a stage, what each answered, and sending the link."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.wording import number
from meydan.campaigns import actions, wording
from meydan.campaigns.forms.promises import InviteForm
from meydan.campaigns.models import Invited
from meydan.campaigns.queries import promises, stages
from meydan.campaigns.reach import stage_of
from meydan.campaigns.rules import stages as rules
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*rules.OFFICERS)
@once
def invited(request: Request, pk: int) -> HttpResponse:
    held = stage_of(request, pk, *rules.OFFICERS)
    form = InviteForm(request.POST or None, organizations=stages.organizations_for(held))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.invite(by=request.user, stage=held, **form.values)
            told = _("%(organization)s is invited.") % {"organization": made.organization}
            toast(request, told)
            return redirect("campaigns:stage_invited", pk)
    rows = list(promises.invited_of(held))
    context = {
        "form": form,
        "empty": Form(),
        "stage": held,
        "name": wording.named(held),
        "rows": rows,
        "untold": sum(row.told_at is None and row.state == Invited.State.INVITED for row in rows),
        "can_invite": rules.can_invite(held),
        "is_open": rules.can_close_declaring(held),
    }
    return page(request, "campaigns/desk/invited.html", context)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def tell(request: Request, pk: int) -> HttpResponse:
    row = _invited(request, pk)
    actions.tell(by=request.user, invited=row)
    toast(request, _("The link is sent."))
    return redirect("campaigns:stage_invited", row.stage_id)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def tell_all(request: Request, pk: int) -> HttpResponse:
    held = stage_of(request, pk, *rules.OFFICERS)
    count = actions.tell_all(by=request.user, stage=held)
    told = ngettext("The link is sent to %(count)s agency.", "The link is sent to %(count)s agencies.", count)
    toast(request, told % {"count": number(count)})
    return redirect("campaigns:stage_invited", pk)


@doors.role(*rules.OFFICERS)
@require_POST
@once
def uninvite(request: Request, pk: int) -> HttpResponse:
    row = _invited(request, pk)
    actions.uninvite(by=request.user, invited=row)
    toast(request, _("The invitation is taken back."))
    return redirect("campaigns:stage_invited", row.stage_id)


def _invited(request: Request, pk: int) -> Invited:
    row: Invited = get_object_or_404(promises.invited(), pk=pk)
    stage_of(request, row.stage_id, *rules.OFFICERS)
    return row
