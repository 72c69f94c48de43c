"""What one is asked, and answering it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.engines import persian
from meydan.feedback import actions, queries, rules
from meydan.feedback.forms import AnswerForm
from meydan.ground.once import once
from meydan.people.request import Request


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    replies = paged(request, queries.mine(request.user))
    return page(request, "feedback/mine.html", {"replies": replies, "now": timezone.now()})


@doors.signed_in
@once
def answer(request: Request, occasion: int) -> HttpResponse:
    """One page for all of a family who were asked about the same: `?for=` names another than the first."""
    replies = list(queries.mine_about(request.user, occasion))
    if not replies:
        raise Http404
    waiting = [reply for reply in replies if reply.answered_at is None]
    asked = persian.fold_digits(request.GET.get("for", ""))
    reply = next((one for one in replies if str(one.person_id) == asked), (waiting or replies)[0])
    form = AnswerForm.of(reply, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.answer(by=request.user, reply=reply, **form.values)
            toast(request, _("Thank you: your opinion is kept."))
            return redirect("feedback:mine")
    context = {
        "form": form,
        "reply": reply,
        "replies": replies,
        "round": reply.round,
        "is_open": rules.is_open(reply.round, timezone.now()),
    }
    return page(request, "feedback/answer.html", context)
