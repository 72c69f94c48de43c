"""The coordination council of a stage: calling it, and the meetings there were."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.campaigns import actions, wording
from meydan.campaigns.forms.stages import CouncilForm
from meydan.campaigns.reach import stage_of
from meydan.campaigns.rules import stages as rules
from meydan.ground.once import once
from meydan.meetings import queries as meetings
from meydan.people.request import Request


@doors.role(*rules.OFFICERS)
@once
def council(request: Request, pk: int) -> HttpResponse:
    held = stage_of(request, pk, *rules.OFFICERS)
    form = CouncilForm(request.POST or None, areas=[held.campaign.area])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.call_council(by=request.user, stage=held, **form.values)
            toast(request, _("The council is called, and every agency is told."))
            return redirect("meetings:desk_meeting", made.pk)
    context = {
        "form": form,
        "stage": held,
        "name": wording.named(held),
        "meetings": list(meetings.about("campaigns", held.pk)),
        "can_invite": rules.can_invite(held),
    }
    return page(request, "campaigns/desk/council.html", context)
