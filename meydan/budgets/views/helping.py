"""An ambassador or somebody of a center writes an idea down for a citizen, who agrees by a code sent to their phone."""

import uuid
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.budgets import actions, pointing
from meydan.budgets.forms.writing import PLACE, WORDS, CodeForm, HelpedForm, texts
from meydan.budgets.models import Idea, Round
from meydan.budgets.rules import ideas as rules
from meydan.budgets.rules.proposing import closed_to
from meydan.budgets.views.writing import open_round
from meydan.engines import jalali
from meydan.ground import unsent
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.signin import confirming

WAITING: Final = "budgets.helped"
PURPOSE: Final = "budgets.idea"
WHOSE: Final = ("birth_year", "neighborhood", "phone")


def _round(request: Request, pk: int) -> Round:
    found = open_round(pk)
    if not rules.may_help(request.user, found):
        raise Http404
    return found


@doors.signed_in
@once
def write(request: Request, pk: int) -> HttpResponse:
    """Everything on one screen, for whoever sits beside the citizen; then the code is sent."""
    round = _round(request, pk)
    if (closed := closed_to(round, timezone.localdate())) is not None:
        return page(request, "budgets/ideas/closed.html", {"round": round, "why": closed}, status=200)
    said, files = unsent.kept(request, WAITING, round.pk)
    if request.method != "POST":
        return _page(request, round, HelpedForm(initial=said, round=round), bool(files))
    form = HelpedForm(request.POST, request.FILES, round=round)
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            _check(request, round, given)
            asked = confirming.ask(
                request,
                by=request.user,
                phone=given["phone"],
                purpose=PURPOSE,
                what=_("sending an idea in your name to “%(round)s”") % {"round": round.title[:40]},
            )
            typed = texts(form.data, (*WORDS, *PLACE, *WHOSE)) | {"asked": str(asked.key), "key": str(form.client_key)}
            typed |= {"phone": given["phone"], "neighborhood": str(given["neighborhood"].pk)}
            typed |= {"venue": str(given["venue"].pk)} if given["venue"] else {}
            unsent.keep(request, WAITING, round.pk, typed, {"photo": given["photo"]} if given["photo"] else {})
            return redirect("budgets:help_confirm", round.pk, asked.key)
    return _page(request, round, form, bool(files))


@doors.signed_in
def confirm(request: Request, pk: int, key: uuid.UUID) -> HttpResponse:
    """The code is typed on the helper's device. A wrong guess stays counted, so this stands in no transaction."""
    round = _round(request, pk)
    said, files = unsent.kept(request, WAITING, round.pk)
    if said.get("asked") != str(key):
        return _sent_already(request, round, key)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            author = confirming.confirm(
                request, by=request.user, key=key, purpose=PURPOSE, typed=form.cleaned_data["code"]
            )
            try:
                idea = _send(request, round, author, said, files)
            except Refusal as refusal:
                said.pop("asked")
                unsent.keep(request, WAITING, round.pk, said, {})
                toast(request, str(refusal.sentence), "danger")
                return redirect("budgets:help_write", round.pk)
            unsent.forget(request, WAITING, round.pk)
            request.session[f"{WAITING}.sent"] = [str(key), idea.code]
            toast(request, _("The idea was sent in that person’s name; its code came to their phone."))
            return redirect("budgets:help_sent", round.pk, idea.code)
    context = {
        "form": form,
        "round": round,
        "phone": said["phone"],
        "title": said["title"],
        "code": confirming.shown(request, key),
    }
    return page(request, "budgets/ideas/help_confirm.html", context)


@doors.signed_in
def sent(request: Request, pk: int, code: str) -> HttpResponse:
    """What the helper can read out to whose idea it is."""
    round = _round(request, pk)
    idea = Idea.objects.filter(round=round, code=code, helper=request.user).first()
    if idea is None:
        raise Http404
    return page(request, "budgets/ideas/help_sent.html", {"round": round, "idea": idea})


def _send(request: Request, round: Round, author: Any, said: dict[str, Any], files: dict[str, Any]) -> Idea:
    form = HelpedForm(said, round=round)
    if not form.is_valid():
        raise Refusal(_("Something about the round has changed meanwhile. Look at the idea once more."))
    given = {name: value for name, value in form.cleaned_data.items() if name not in ("phone", "photo")}
    by = request.user
    return actions.send_idea(
        by=by,
        round=round,
        author=author,
        helper=by,
        brought_by=by if rules.is_ambassador(by, round) else None,
        key=uuid.UUID(said["key"]),
        photo=files.get("photo"),
        **given,
    )


def _check(request: Request, round: Round, given: dict[str, Any]) -> None:
    """What can be known before a message is sent."""
    area = given["area"]
    if given["phone"] == request.user.phone:
        raise Refusal(_("This is your own number. Send your own idea as yourself."), field="phone")
    actions.must_help(request.user, round, area)
    if jalali.to_jalali(timezone.localdate()).year - given["birth_year"] < round.min_age:
        raise Refusal(_("This person is too young to propose in this round."), field="birth_year")
    if round.proposers == Round.Proposers.RESIDENTS and not area.contains(given["neighborhood"]):
        raise Refusal(_("In this round people propose for their own neighborhood."), field="area")
    actions.check_place(area, given["venue"], given["point"])


def _page(request: Request, round: Round, form: HelpedForm, has_photo: bool) -> HttpResponse:
    sheet = pointing.sheet(round, list(form.areas.values()))
    context = {"form": form, "round": round, "map": sheet, "has_photo": has_photo}
    return page(request, "budgets/ideas/help.html", context)


def _sent_already(request: Request, round: Round, key: uuid.UUID) -> HttpResponse:
    """The answer was lost on its way: the same page again leads to what was sent."""
    last = request.session.get(f"{WAITING}.sent")
    if last and last[0] == str(key):
        return redirect("budgets:help_sent", round.pk, last[1])
    return redirect(reverse("budgets:help_write", args=[round.pk]))
