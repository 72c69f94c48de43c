"""The small screen on which a citizen asks, what was said already like it, and where one signs in on the way."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.ground import unsent
from meydan.ground.once import once
from meydan.places.models import Area
from meydan.questions import actions, queries, rules
from meydan.questions.forms import AskForm
from meydan.questions.forms.asking import FILES
from meydan.questions.models import Edition, Question
from meydan.questions.views.editions import edition_of, somebody

WAITING = "questions.unsent"


@doors.open
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Anybody writes; who it is, is asked when it is sent, and what was written waits until they are back."""
    edition = edition_of(pk)
    if not rules.may_ask(edition, timezone.now()):
        return page(request, "questions/closed.html", {"edition": edition}, status=200)
    if request.method == "POST":
        return _sent(request, edition) if request.user.is_authenticated else _sign_in_first(request, edition)
    said, files = unsent.kept(request, WAITING, edition.pk)
    form = AskForm(initial=_shown(said), edition=edition, person=somebody(request), kept=files)
    return _page(request, form)


@once
def _sent(request: HttpRequest, edition: Edition) -> HttpResponse:
    person = somebody(request)
    assert person is not None
    _said, files = unsent.kept(request, WAITING, edition.pk)
    form = AskForm(request.POST, request.FILES, edition=edition, person=person, kept=files)
    if form.is_valid():
        with form.refusals():
            question = actions.ask(
                by=person,
                edition=edition,
                channel=Question.Channel.WEB,
                asker=person,
                key=form.client_key,
                **form.values,
            )
            unsent.forget(request, WAITING, edition.pk)
            toast(request, _("It was received. You can follow it here."))
            return redirect("questions:track", question.code)
    return _page(request, form)


def _sign_in_first(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = AskForm(request.POST, request.FILES, edition=edition, person=None)
    if not form.is_valid():
        return _page(request, form)
    unsent.forget(request, WAITING, edition.pk)
    said = {name: form.data.get(name, "") for name in form.fields if name not in FILES}
    files = {name: form.cleaned_data[name] for name in FILES if form.cleaned_data.get(name)}
    unsent.keep(request, WAITING, edition.pk, said, files)
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}")


def _page(request: HttpRequest, form: AskForm) -> HttpResponse:
    context = {"form": form, "edition": form.edition, "kept": form.kept}
    return page(request, "questions/ask.html", context)


def _shown(said: dict[str, Any]) -> dict[str, Any]:
    """As the boxes take them: a box that was ticked says "on"."""
    return {name: value == "on" if name == "shows_name" else value for name, value in said.items()}


@doors.open
@require_POST
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """While somebody writes: what was said already like it, to say "me too" instead. Writes nothing."""
    edition = edition_of(pk)
    text = request.POST.get("text", "")[:2000]
    found = queries.similar(edition, text, _area(request.POST.get("area", ""))) if len(text) > 8 else []
    joined = queries.joined_by(somebody(request), found)
    context = {"alike": found, "edition": edition, "joined": joined, "may_support": True}
    return page(request, "questions/similar.html", context)


def _area(typed: str) -> Area | None:
    return (
        Area.objects.filter(pk=int(typed)).first() if typed.isascii() and typed.isdigit() and len(typed) < 15 else None
    )
