"""The kiosk: anybody steps up, shows by phone or by the staff's digits who they are, votes, and is forgotten."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from meydan.ballots import actions, kiosk, queries, rules, slips, voting_steps
from meydan.ballots.forms import DigitsForm, PhoneForm
from meydan.ballots.models import Channel, Poll, Pot, Station
from meydan.ballots.receipts import quiet, said_of
from meydan.ballots.voter import Voter
from meydan.base import doors
from meydan.base.pages import page
from meydan.base.refusal import Refusal
from meydan.ground.counters import allow
from meydan.ground.once import once
from meydan.people.models import Person
from meydan.signin import confirming
from meydan.signin.models import CodeRequest

SHELL: Final = "ballots/kiosk/shell.html"
PURPOSE: Final = "kiosk"
GUESSES: Final = ((10, dt.timedelta(minutes=5)), (60, dt.timedelta(hours=1)))  # of digits, at one kiosk


@dataclass(frozen=True, kw_only=True)
class AtKiosk(Voter):
    """Somebody at the kiosk: what they chose before is on nobody's screen there."""

    channel: str = Channel.KIOSK
    shell: str = SHELL
    sees_earlier: bool = False

    def choose_url(self, poll: Poll) -> str:  # noqa: ARG002 - a kiosk has one
        return reverse("ballots:kiosk_choose")

    def fill_url(self, pot: Pot) -> str:
        return reverse("ballots:kiosk_fill", args=[pot.pk])

    def receipt_url(self, pot: Pot) -> str:
        return reverse("ballots:kiosk_receipt", args=[pot.pk])


@doors.open
@require_safe
@never_cache
def hello(request: HttpRequest) -> HttpResponse:
    station = kiosk.station_of(request)
    if station is None:
        return page(request, "ballots/kiosk/none.html")
    context = {"station": station, "poll": station.poll, "takes_votes": rules.takes_votes(station)}
    return page(request, "ballots/kiosk/hello.html", context)


@doors.open
@never_cache
@once
def phone(request: HttpRequest) -> HttpResponse:
    station = _station(request)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            what = _("to vote at %(place)s") % {"place": station}
            asked = confirming.ask(request, by=None, phone=form.values["phone"], purpose=PURPOSE, what=what)
            return redirect("ballots:kiosk_code", asked.key)
    return page(request, "ballots/kiosk/phone.html", {"form": form, "poll": station.poll})


@doors.open
@never_cache
def code(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A guess is counted whatever becomes of it, so this view has no `@once` around it."""
    station = _station(request)
    asked = get_object_or_404(CodeRequest, pk=key, purpose=PURPOSE)
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            typed = form.values["code"]
            return _enter(request, station, confirming.confirm(request, by=None, key=key, purpose=PURPOSE, typed=typed))
    context = {"form": form, "poll": station.poll, "asked": asked, "shown": confirming.shown(request, key)}
    return page(request, "ballots/kiosk/code.html", context)


@doors.open
@never_cache
def digits(request: HttpRequest) -> HttpResponse:
    """The staff's digits. Guesses are counted for the whole kiosk: six digits are few."""
    station = _station(request)
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            _count_guess(station)
            return _enter(request, station, actions.use_pass(by=None, station=station, code=form.values["code"]))
    return page(request, "ballots/kiosk/code.html", {"form": form, "poll": station.poll})


@doors.open
@never_cache
@once
def choose(request: HttpRequest) -> HttpResponse:
    station = _station(request)
    person = kiosk.voter_at(request, station)
    if person is None:
        return redirect("ballots:kiosk")
    request.kiosk_voter = True  # type: ignore[attr-defined]
    return voting_steps.choose(request, station.poll, AtKiosk(person=person, by=None, station=station))


@doors.open
@never_cache
@once
def fill(request: HttpRequest, pot: int) -> HttpResponse:
    station = _station(request)
    person = kiosk.voter_at(request, station)
    if person is None:
        return redirect("ballots:kiosk")
    request.kiosk_voter = True  # type: ignore[attr-defined]
    return voting_steps.fill(request, station.poll, pot, AtKiosk(person=person, by=None, station=station))


@doors.open
@require_safe
@never_cache
def receipt(request: HttpRequest, pot: int) -> HttpResponse:
    """Only to whoever just voted here, to be photographed; it is gone with them."""
    station = _station(request)
    person = kiosk.voter_at(request, station)
    if person is None:
        return redirect("ballots:kiosk")
    ballot = get_object_or_404(queries.ballots_of(person), pot=pot, poll=station.poll)
    request.kiosk_voter = True  # type: ignore[attr-defined]
    context = said_of(request, ballot) | {"idle": 45, "more": _more(person, station)}
    return quiet(page(request, "ballots/kiosk/receipt.html", context))


@doors.open
@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    kiosk.leave(request)
    return redirect("ballots:kiosk")


def _more(person: Person, station: Station) -> int:
    """How many ballots they could still fill in here."""
    return sum(not slip.way for slip in slips.slips(person, station) if slip.kind in {"own", "wide"})


def _enter(request: HttpRequest, station: Station, person: Person) -> HttpResponse:
    kiosk.let_in(request, station, person)
    return redirect("ballots:kiosk_choose")


def _count_guess(station: Station) -> None:
    for limit, window in GUESSES:
        if not allow(f"kiosk digits {station.pk} {window}", limit=limit, window=window).ok:
            raise Refusal(_("Too many wrong digits were typed here. Ask the staff for help."), field="code")


def _station(request: HttpRequest) -> Station:
    station = kiosk.station_of(request)
    if station is None or not rules.takes_votes(station):
        raise Http404
    return station
