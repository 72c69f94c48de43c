"""What the officer of an area sees of certificates: all of them, how far the telling is, and revoking one."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.certificates import actions, queries, rules
from meydan.certificates.forms import DeskFilters, RevokeForm
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*rules.READERS)
def certificates(request: Request) -> HttpResponse:
    filters = DeskFilters(request.GET)
    found = queries.within(request.user.areas_for(*rules.READERS))
    if "q" in filters.values:
        asked = filters.values["q"]
        words = Q(issue__title__icontains=asked) | Q(name__icontains=asked)
        found = found.filter(words | Q(code=rules.read_code(asked) or "-"))
    context = {
        "filters": filters,
        "certificates": paged(request, found),
        "can_revoke": bool(request.user.roles_today() & set(rules.ISSUERS)),
    }
    return page(request, "certificates/desk/list.html", context, partial="results")


@doors.role(*rules.READERS)
def progress(request: Request, pk: int) -> HttpResponse:
    """How far the telling is: asked again and again by the page that shows it."""
    issue = get_object_or_404(queries.issues_within(request.user.areas_for(*rules.READERS)), pk=pk)
    context = {"issue": issue, "total": issue.certificates.count()}
    if request.htmx:
        return page(request, "certificates/desk/telling.html", context)
    return page(request, "certificates/desk/progress.html", context)


@doors.role(*rules.ISSUERS)
@once
def revoke(request: Request, pk: int) -> HttpResponse:
    certificate = get_object_or_404(queries.within(request.user.areas_for(*rules.ISSUERS)), pk=pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.revoke(by=request.user, certificate=certificate, **form.values)
            toast(request, _("The certificate is revoked, and its holder is being told."))
            return redirect("certificates:desk_list")
    return page(request, "certificates/desk/revoke.html", {"form": form, "certificate": certificate})
