"""Three small screens on which a citizen writes an idea. Who it is, is asked when it is sent.

What was typed is in the session and goes along with each screen: an ended session or a lost network loses nothing.
"""

import datetime as dt
import uuid
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import CLIENT_KEY
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.budgets import actions, pointing
from meydan.budgets.forms.writing import PLACE, WORDS, PlaceForm, SendForm, WordsForm, texts
from meydan.budgets.models import Round
from meydan.budgets.queries import ideas as queries
from meydan.budgets.queries import rounds
from meydan.budgets.rules import ideas as rules
from meydan.budgets.rules.proposing import closed_to, may_propose
from meydan.budgets.views.visiting import brought_by, somebody
from meydan.ground import unsent
from meydan.ground.counters import allow
from meydan.ground.once import once
from meydan.places.models import Area

WAITING: Final = "budgets.unsent"
DAY: Final = dt.timedelta(days=1)
Said = dict[str, Any]


def open_round(pk: int) -> Round:
    found: Round = get_object_or_404(rounds.public(), pk=pk)
    return found


@doors.open
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """What should be done, and why; what was proposed already like it appears below."""
    round = open_round(pk)
    if (closed := closed_to(round, timezone.localdate())) is not None:
        return _closed(request, round, closed)
    said, _files = _kept(request, round)
    if request.method != "POST":
        form = WordsForm(initial=texts(said, WORDS))
        return _words(request, round, form, said, [])
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _words(request, round, form, said, [])
    others = {name: value for name, value in said.items() if name not in WORDS}
    unsent.keep(request, WAITING, round.pk, others | texts(form.data, WORDS), {})
    alike = queries.similar(round, _text(form.cleaned_data), _area(request, said))
    if alike and not request.POST.get("seen"):
        return _words(request, round, form, said, alike)
    return redirect("budgets:write_place", round.pk)


@doors.open
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Of what field it is, and where; a photo of it."""
    round = open_round(pk)
    if (closed := closed_to(round, timezone.localdate())) is not None:
        return _closed(request, round, closed)
    said, files = _kept(request, round)
    if not said.get("what"):
        return _from_the_beginning(request, round)
    person = somebody(request)
    if request.method != "POST":
        form = PlaceForm(initial=texts(said, PLACE), round=round, person=person)
        if not said.get("area"):
            form.initial.pop("area", None)
        return _place(request, round, form, said, bool(files))
    form = PlaceForm(request.POST, request.FILES, round=round, person=person)
    if form.is_valid():
        given = form.cleaned_data
        with form.refusals():
            actions.check_place(given["area"], given["venue"], given["point"])
            if request.POST.get("drop_photo"):
                unsent.drop_file(request, WAITING, "photo")
            new = {"photo": given["photo"]} if given["photo"] else {}
            kept = {name: value for name, value in said.items() if name not in PLACE}
            typed = texts(form.data, PLACE) | ({"venue": str(given["venue"].pk)} if given["venue"] else {})
            unsent.keep(request, WAITING, round.pk, kept | typed, new)
            return redirect("budgets:write_send", round.pk)
    return _place(request, round, form, said, bool(files))


@doors.open
def send(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Looked at once more, and sent. Signing in comes here, and comes back here."""
    round = open_round(pk)
    if (closed := closed_to(round, timezone.localdate())) is not None:
        return _closed(request, round, closed)
    if request.method == "POST" and request.user.is_authenticated:
        return _sent(request, round)
    said, _files = _kept(request, round)
    if not said.get("what"):
        return _from_the_beginning(request, round)
    if not said.get("field"):
        return redirect("budgets:write_place", round.pk)
    if request.method == "POST":
        unsent.keep(request, WAITING, round.pk, said, {})
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}")
    return _check(request, round, SendForm(round=round, person=somebody(request)))


@once
def _sent(request: HttpRequest, round: Round) -> HttpResponse:
    person = somebody(request)
    assert person is not None
    said, files = _kept(request, round)
    form = SendForm(request.POST, round=round, person=person)
    words, where = WordsForm(said), PlaceForm(said, round=round, person=person)
    if not words.is_valid():
        return _words(request, round, words, said, [])
    if not where.is_valid():
        return _place(request, round, where, said, bool(files))
    if form.is_valid():
        with form.refusals():
            if not allow(f"budgets.idea {person.pk}", limit=rules.MOST_A_DAY, window=DAY, inside=True).ok:
                raise Refusal(_("You have sent very many ideas today. Send the others tomorrow; they are kept here."))
            idea = actions.send_idea(
                by=person,
                round=round,
                brought_by=brought_by(request, round),
                key=uuid.UUID(said["key"]),
                **words.cleaned_data,
                **(where.cleaned_data | {"photo": files.get("photo")}),
                **form.cleaned_data,
            )
            unsent.forget(request, WAITING, round.pk)
            toast(request, _("Your idea was received. You can follow it here."))
            return redirect("budgets:idea", idea.code)
    return _check(request, round, form)


@doors.open
@require_POST
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """While somebody writes: what was proposed already like it, to support instead. Writes nothing."""
    round = open_round(pk)
    said = texts(request.POST, WORDS)
    text = _text(said)
    found = queries.similar(round, text, _area(request, unsent.kept(request, WAITING, pk)[0])) if len(text) > 8 else []
    return page(request, "budgets/ideas/similar.html", _alike(request, round, found))


def _kept(request: HttpRequest, round: Round) -> tuple[Said, dict[str, Any]]:
    """What waits, or, where the session ended meanwhile, what the screen itself brings along."""
    said, files = unsent.kept(request, WAITING, round.pk)
    along = texts(request.POST, (*WORDS, *PLACE)) if request.method == "POST" else {}
    key = said.get("key") or request.POST.get(CLIENT_KEY, "")
    return along | said | {"key": _uuid(key)}, files


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid4())


def _text(said: Said) -> str:
    return f"{said.get('title', '')}\n{said.get('what', '')}".strip()


def _area(request: HttpRequest, said: Said) -> Area | None:
    """The neighborhood it is for, as far as it is known: chosen already, or one's own."""
    chosen = str(said.get("area", ""))
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 15:
        return Area.objects.filter(pk=int(chosen)).first()
    person = somebody(request)
    return person.neighborhood if person is not None else None


def _alike(request: HttpRequest, round: Round, found: list[Any]) -> dict[str, Any]:
    return {"alike": found, "round": round, "supported": queries.supported_by(somebody(request), found)}


def _words(request: HttpRequest, round: Round, form: WordsForm, said: Said, alike: list[Any]) -> HttpResponse:
    context = {"form": form, "key": said["key"], "step": 1, **_alike(request, round, alike)}
    return page(request, "budgets/ideas/write.html", context)


def _place(request: HttpRequest, round: Round, form: PlaceForm, said: Said, has_photo: bool) -> HttpResponse:
    context = {
        "form": form,
        "round": round,
        "step": 2,
        "key": said["key"],
        "along": texts(said, WORDS),
        "has_photo": has_photo,
        "map": pointing.sheet(round, list(form.areas.values())),
    }
    return page(request, "budgets/ideas/write_place.html", context)


def _check(request: HttpRequest, round: Round, form: SendForm) -> HttpResponse:
    said, files = _kept(request, round)
    person = somebody(request)
    words, where = WordsForm(said), PlaceForm(said, round=round, person=person)
    if not words.is_valid():
        return redirect("budgets:propose", round.pk)
    if not where.is_valid():
        return redirect("budgets:write_place", round.pk)
    refusal = None
    if person is not None and not {"birth_year", "neighborhood"} & set(form.fields):
        refusal = may_propose(person, round, where.cleaned_data["area"], timezone.localdate())
    context = {
        "form": form,
        "round": round,
        "step": 3,
        "key": said["key"],
        "along": texts(said, (*WORDS, *PLACE)),
        "words": words.cleaned_data,
        "where": where.cleaned_data,
        "has_photo": bool(files),
        "refusal": refusal,
    }
    return page(request, "budgets/ideas/write_send.html", context)


def _closed(request: HttpRequest, round: Round, why: Refusal) -> HttpResponse:
    return page(request, "budgets/ideas/closed.html", {"round": round, "why": why}, status=200)


def _from_the_beginning(request: HttpRequest, round: Round) -> HttpResponse:
    toast(request, _("Begin with what should be done."), "info")
    return redirect("budgets:propose", round.pk)
