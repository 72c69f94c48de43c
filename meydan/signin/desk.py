"""Second factors of staff: who has one, and a new start for whoever lost theirs."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.signin import actions, queries, rules


@doors.role(Role.ADMINISTRATOR)
@require_safe
def factors(request: Request) -> HttpResponse:
    rows = paged(request, queries.staff_within(request.user.areas_for(Role.ADMINISTRATOR)))
    return page(request, "signin/factors.html", {"rows": rows})


@doors.role(Role.ADMINISTRATOR)
@once
def reset_factor(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(queries.staff_within(request.user.areas_for(Role.ADMINISTRATOR)), pk=pk)
    if request.method == "POST":
        actions.reset_factor(by=request.user, person=person)
        toast(request, _("The second factor is reset. It is set up anew at the next sign-in."))
        return redirect("signin:factors")
    context = {"form": Form(), "person": person, "may": rules.may_reset_factor(request.user, person)}
    return page(request, "signin/reset_factor.html", context)
