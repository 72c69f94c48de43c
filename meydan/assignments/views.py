"""What everybody sees of an order, and where those concerned say whether it is so."""

from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from meydan.assignments import actions, queries, rules
from meydan.assignments.forms import AnswerForm
from meydan.assignments.models import Concerned, Step
from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request


@doors.open
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.public(), pk=pk)
    user = request.user
    mine = queries.mine(user).filter(assignment=found).first() if user.is_authenticated else None
    context = {
        "assignment": found,
        "steps": queries.steps(found, only_public=True),
        "answers": queries.answers(found),
        "mine": mine,
        "asked": mine is not None and rules.may_answer(found),
    }
    return page(request, "assignments/assignment.html", context)


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    context = {
        "waiting": queries.waiting(request.user)[:25],
        "rows": paged(request, queries.mine(request.user)),
    }
    return page(request, "assignments/mine.html", context)


@doors.signed_in
@once
def answer(request: Request, pk: int) -> HttpResponse:
    """One's own page of an order; while it is asked, with two large buttons."""
    row = get_object_or_404(queries.mine(request.user), assignment=pk)
    found = row.assignment
    form = AnswerForm(request.POST or None, initial={"answer": row.answer, "comment": row.comment})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer(by=request.user, assignment=found, **form.values)
            said_no = form.values["answer"] == Concerned.Answer.NO
            toast(
                request,
                _("Thank you: the order is opened again, and the unit is being told.")
                if said_no
                else _("Thank you: your answer is kept."),
            )
            return redirect("assignments:mine")
    context = {
        "form": form,
        "row": row,
        "assignment": found,
        "steps": queries.steps(found, only_public=True),
        "asked": rules.may_answer(found),
    }
    return page(request, "assignments/answer.html", context)


@doors.open
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Evidence: of a public order for everybody, of another one for whom it concerns and at the desk."""
    step = get_object_or_404(Step.objects.select_related("assignment").exclude(photo=""), pk=pk)
    everybody = step.is_public and step.assignment.is_public
    if not everybody and not _may_see(request, step):
        raise Http404
    try:
        answer = FileResponse(step.photo.open("rb"), content_type="image/webp")
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    answer["Cache-Control"] = "public, max-age=86400" if everybody else "private, no-store"
    return answer


def _may_see(request: HttpRequest, step: Step) -> bool:
    user = request.user
    if not user.is_authenticated:
        return False
    if step.is_public and queries.mine(user).filter(assignment=step.assignment_id).exists():
        return True
    if not doors.factor_passed(request):
        return False
    return queries.at_desk(user, user.areas_for(*rules.READERS)).filter(pk=step.assignment_id).exists()
