"""What one is asked about ideas: whether a support moves, what a unit wants to know, whether it is fixed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.budgets import actions
from meydan.budgets.forms.projects import FixedForm
from meydan.budgets.forms.reviewing import AnswerForm, MoveForm
from meydan.budgets.queries import joining, projects, reviewing
from meydan.ground.once import once
from meydan.people.request import Request


@doors.signed_in
def moves(request: Request) -> HttpResponse:
    context = {
        "rows": paged(request, joining.moves_of(request.user)),
        "questions": list(reviewing.asked_of(request.user)),
        "projects": list(projects.asked_of(request.user)),
        "form": Form(),
    }
    return page(request, "budgets/review/moves.html", context)


@doors.signed_in
@require_POST
@once
def answer_move(request: Request, pk: int) -> HttpResponse:
    move = get_object_or_404(joining.moves_of(request.user).select_related("person"), pk=pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        yes = form.values["yes"] == "yes"
        actions.answer_move(by=request.user, move=move, yes=yes)
        toast(request, _("Your support has moved along.") if yes else _("Your support stays where you gave it."))
    return redirect("budgets:moves")


@doors.signed_in
@once
def answer_unit(request: Request, pk: int) -> HttpResponse:
    """Where an author answers what the unit asks."""
    review = get_object_or_404(reviewing.asked_of(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer_unit(by=request.user, review=review, **form.values)
            toast(request, _("Thank you. The unit has your answer, and its term goes on."))
            return redirect("budgets:moves")
    context = {"form": form, "review": review, "idea": review.idea, "history": reviewing.history(review.idea)}
    return page(request, "budgets/review/answer_unit.html", context)


@doors.signed_in
@once
def fixed(request: Request, pk: int) -> HttpResponse:
    """Four weeks after it was done its author says whether it is fixed."""
    project = get_object_or_404(projects.asked_of(request.user), pk=pk)
    form = FixedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.say_whether_fixed(by=request.user, project=project, **form.values)
            said = form.values["fixed"]
            toast(
                request,
                _("Thank you: the project is closed.")
                if said
                else _("Thank you: the project is open again, and those concerned are being told."),
            )
            return redirect("budgets:project", project.pk)
    context = {"form": form, "project": project, "reports": list(projects.reports(project))}
    return page(request, "budgets/projects/fixed.html", context)
