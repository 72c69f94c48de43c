"""The manager's desk: what holds in all counseling of the city."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from meydan.base.pages import page, toast
from meydan.counseling import actions, doors, times
from meydan.counseling.desk.within import cities, city_of
from meydan.counseling.forms.team import PolicyForm
from meydan.counseling.rules.managing import MANAGERS
from meydan.ground.once import once
from meydan.people.request import Request


@doors.staff(*MANAGERS)
@once
def policy(request: Request) -> HttpResponse:
    city = city_of(request)
    form = PolicyForm(request.POST or None, initial=PolicyForm.told(times.policy(city)))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_policy(by=request.user, area=city, **form.values)
            toast(request, _("Kept."))
            return redirect(request.get_full_path())
    context = {"form": form, "city": city, "cities": cities(request), "tab": "policy"}
    return page(request, "counseling/team_policy.html", context)
