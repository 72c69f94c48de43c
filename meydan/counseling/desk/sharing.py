"""To whom a counselor shows a file, who opened it, and what two people ask for."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.counseling import actions, doors, draft, files, log
from meydan.counseling.desk.reach import counselor_at
from meydan.counseling.forms.sharing import HandOverForm, LendForm
from meydan.counseling.models import Case, Counselor, Glass, Grant
from meydan.counseling.queries import day
from meydan.counseling.queries import sharing as queries
from meydan.counseling.rules import sharing as rules
from meydan.ground.once import once
from meydan.people.request import Request


@doors.staff(Role.COUNSELOR)
@once
def sharing(request: Request, code: str) -> HttpResponse:
    """Shown for a while; and who sees it now."""
    counselor, case = _own(request, code)
    form = LendForm(request.POST or None, colleagues=queries.colleagues(counselor))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.give_grant(by=request.user, case=case, **form.values)
            toast(request, _("Your colleague sees it now, and was told by a message."))
            return redirect("counseling:sharing", case.code)
    now = timezone.now()
    rows = [(row, rules.lasts(row, now), _labels(row)) for row in queries.grants(case)]
    context = {"case": case, "form": form, "rows": rows, "end_form": Form(), "seal": draft.tab_key(request.user)}
    return page(request, "counseling/desk_sharing.html", context)


@doors.staff(Role.COUNSELOR)
@once
def hand_over(request: Request, code: str) -> HttpResponse:
    """For good: the client is the colleague's from then on."""
    counselor, case = _own(request, code)
    form = HandOverForm(request.POST or None, colleagues=queries.colleagues(counselor))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusals():
            actions.give_grant(
                by=request.user,
                case=case,
                to=said["to"],
                what=(),
                reason=said["reason"],
                summary=said["summary"],
                takes_over=True,
            )
            toast(request, _("The file is handed over. It is not yours any more."))
            return redirect("counseling:clients")
    ahead = day.ahead(case, timezone.now())
    return page(
        request,
        "counseling/desk_hand_over.html",
        {"case": case, "form": form, "ahead": ahead, "seal": draft.tab_key(request.user)},
    )


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def end(request: Request, code: str, pk: int) -> HttpResponse:
    _counselor, case = _own(request, code)
    grant = get_object_or_404(Grant, pk=pk, case=case)
    actions.end_grant(by=request.user, grant=grant)
    toast(request, _("Your colleague does not see it any more."))
    return redirect("counseling:sharing", case.code)


@doors.staff(Role.COUNSELOR)
def opened(request: Request, code: str) -> HttpResponse:
    """For the file's counselor, and who supervises them: no word of the file is opened by it."""
    counselor = counselor_at(request)
    case = get_object_or_404(day.cases(), code=code)
    if not rules.may_read_log(counselor, case):
        raise Http404
    rows = paged(request, queries.openings(case), 60)
    glasses = Glass.objects.filter(case=case).select_related("asked_by", "agreed_by", "refused_by")
    is_own = rules.may_share(counselor, case)
    context = {
        "case": case,
        "rows": rows,
        "lines": log.lines(rows),
        "is_own": is_own,
        "glasses": [(row, files.reason_of(row, by=request.user)) for row in glasses.order_by("-asked_at")]
        if is_own
        else [],
    }
    return page(request, "counseling/desk_log.html", context)


@doors.staff(Role.COUNSELOR)
def supervised(request: Request) -> HttpResponse:
    """Files of those this counselor supervises, by code, each with its log."""
    cases = paged(request, queries.supervised(counselor_at(request)))
    return page(request, "counseling/desk_supervised.html", {"cases": cases})


def _labels(grant: Grant) -> list[str]:
    return [str(Grant.What(what).label) for what in grant.what]


def _own(request: Request, code: str) -> tuple[Counselor, Case]:
    counselor = counselor_at(request)
    case = get_object_or_404(day.cases(), code=code)
    if not rules.may_share(counselor, case):
        raise Http404
    return counselor, case
