"""What those who are invited see: when and where, what is talked about, who comes, and the minutes."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meydan.base import doors, paper
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.meetings import abouts, actions, forms, minutes, queries, rules, wording
from meydan.meetings.models import Meeting
from meydan.people.request import Request


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    return page(request, "meetings/mine.html", {"rows": paged(request, queries.mine(request.user))})


@doors.signed_in
def meeting(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.mine(request.user), pk=pk)
    is_approved = found.state == Meeting.State.APPROVED
    context = {
        "meeting": found,
        "where": wording.where(found),
        "about": abouts.of(found),
        "invitations": queries.invitations(request.user).filter(meeting=found).select_related("organization"),
        "can_answer": rules.may("answer", found),
        "items": queries.items(found),
        "is_approved": is_approved,
        "decisions": queries.decisions(found) if is_approved else (),
    }
    return page(request, "meetings/meeting.html", context)


@doors.signed_in
@once
def answer(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.invitations(request.user).select_related("meeting", "organization"), pk=pk)
    form = forms.AnswerForm(request.POST or None, invited=row, initial={"answer": row.answer, "who": row.who})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer(by=request.user, invited=row, **form.values)
            toast(request, _("Thank you: your answer is kept."))
            return redirect("meetings:meeting", row.meeting_id)
    return page(request, "meetings/answer.html", {"form": form, "meeting": row.meeting})


@doors.signed_in
@require_safe
def minutes_paper(request: Request, pk: int) -> HttpResponse:
    """Once they are approved."""
    found = get_object_or_404(queries.mine(request.user), pk=pk)
    if found.approved_at is None:
        raise Http404
    address = request.build_absolute_uri(reverse("meetings:meeting", args=[pk]))
    said = minutes.facts(found, address)
    return paper.answer(request, minutes.LAYOUT, said, found.approved_at, filename=f"meeting-{pk}.pdf")
