"""The counter: somebody comes to vote, is known by phone or card, and gets paper, a pass for the kiosk, or help."""

import time
import uuid
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from meydan.ballots import actions, queries, rules, slips
from meydan.ballots.forms import CardForm, DigitsForm, PhoneForm
from meydan.ballots.forms.voting import HomeForm
from meydan.ballots.models import Pass, Station
from meydan.base import doors, wording
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.ground.once import once
from meydan.people import actions as people
from meydan.people.models import Person
from meydan.people.request import Request
from meydan.places.models import Area
from meydan.signin import confirming
from meydan.signin.models import CodeRequest

VOTER: Final = "counter_voter"  # session key: [station, person, when, how]
MINUTES: Final = 15
PURPOSE: Final = "vote"


@doors.role(*rules.SERVERS)
@never_cache
@once
def come(request: Request, pk: int) -> HttpResponse:
    """By phone: a code goes to it, and telling the code is showing that one is there."""
    here = station(request, pk)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = _("to vote at %(place)s") % {"place": here}
        with form.refusals():
            asked = confirming.ask(request, by=request.user, phone=form.values["phone"], purpose=PURPOSE, what=what)
            return redirect("ballots:counter_code", pk, asked.key)
    context = {"station": here, "form": form, "card_form": _card_form(here)}
    return page(request, "ballots/counter/come.html", context)


@doors.role(*rules.SERVERS)
@never_cache
def code(request: Request, pk: int, key: uuid.UUID) -> HttpResponse:
    """A guess is counted whatever becomes of it, so this view has no `@once` around it."""
    here = station(request, pk)
    asked = get_object_or_404(CodeRequest, pk=key, purpose=PURPOSE)
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            person = confirming.confirm(request, by=request.user, key=key, purpose=PURPOSE, typed=form.values["code"])
            _let_in(request, here, person)
            return redirect("ballots:counter", pk)
    context = {"station": here, "form": form, "asked": asked, "shown": confirming.shown(request, key)}
    return page(request, "ballots/counter/code.html", context)


@doors.role(*rules.SERVERS)
@require_POST
@never_cache
@once
def card(request: Request, pk: int) -> HttpResponse:
    """For whoever has no phone: the card is looked at."""
    here = station(request, pk)
    form = _card_form(here, request.POST)
    if form.is_valid():
        with form.refusals():
            _let_in(request, here, people.know_by_card(by=request.user, **form.values))
            return redirect("ballots:counter", pk)
    context = {"station": here, "form": PhoneForm(), "card_form": form}
    return page(request, "ballots/counter/come.html", context)


@doors.role(*rules.SERVERS)
@never_cache
@once
def counter(request: Request, pk: int) -> HttpResponse:
    """What this voter can have: for each of their ballots paper, and for all of them a pass or help here."""
    here = station(request, pk)
    person = voter(request, here)
    if person is None:
        return _gone(request, pk)
    form = _missing(request, here, person)
    if request.method == "POST" and form and form.is_valid():
        with form.refusals():
            actions.settle(by=request.user, person=person, **form.values)
            return redirect("ballots:counter", pk)
    return _page(request, here, person, form)


def _page(request: Request, station: Station, person: Person, form: Form | None) -> HttpResponse:
    among = rules.pots(station.poll)
    refused = None if form else rules.may_vote(person, station.poll, timezone.now(), among)
    context: dict[str, Any] = {
        "station": station,
        "how": request.session[VOTER][3],
        "person": person,
        "form": form,
        "reason": refused.sentence if refused else "",
        "slips": [] if form or refused else slips.slips(person, station),
        "plain_form": Form(),
        "shown_pass": request.session.pop("shown_pass", None),
        "pass_minutes": Pass.MINUTES,
    }
    return page(request, "ballots/counter/counter.html", context)


@doors.role(*rules.SERVERS)
@require_POST
@never_cache
@once
def hand_out(request: Request, pk: int, batch: int) -> HttpResponse:
    here = station(request, pk)
    person = voter(request, here)
    if person is None:
        return _gone(request, pk)
    found = get_object_or_404(queries.batches().filter(station=here), pk=batch)
    actions.hand_out(by=request.user, batch=found, person=person)
    said = {"area": found.pot.area, "code": found.code}
    toast(request, _("Give them the next sheet of %(area)s from batch %(code)s. It is noted that they have it.") % said)
    return redirect("ballots:counter", pk)


@doors.role(*rules.SERVERS)
@require_POST
@never_cache
@once
def give_pass(request: Request, pk: int) -> HttpResponse:
    here = station(request, pk)
    person = voter(request, here)
    if person is None:
        return _gone(request, pk)
    request.session["shown_pass"] = actions.give_pass(by=request.user, station=here, person=person)
    return redirect("ballots:counter", pk)


@doors.role(*rules.SERVERS)
@require_POST
def done(request: Request, pk: int) -> HttpResponse:
    """The next one, please."""
    request.session.pop(VOTER, None)
    return redirect("ballots:counter_come", station(request, pk).pk)


def voter(request: Request, station: Station) -> Person | None:
    """Who stands at the counter; nobody after some minutes, so that nobody is forgotten there."""
    held = request.session.get(VOTER)
    if not held or held[0] != station.pk or time.time() - held[2] > MINUTES * 60:
        return None
    return Person.objects.filter(pk=held[1], is_active=True).select_related("neighborhood").first()


def _missing(request: Request, station: Station, person: Person) -> HomeForm | None:
    """What decides where somebody votes, where they had not said it."""
    poll, among = station.poll, rules.pots(station.poll)
    if rules.is_known(person, poll, among):
        return None
    knows_home = rules.knows_home(person, poll, among)
    initial = {"neighborhood": _home(station)}
    return HomeForm(request.POST or None, person=person, poll=poll, knows_home=knows_home, initial=initial)


def _let_in(request: Request, station: Station, person: Person) -> None:
    if person.pk == request.user.pk:
        raise Refusal(_("Vote by yourself at home or at a kiosk: at the counter you serve others."))
    how = wording.phone(person.phone) if person.phone else _("known by card")
    request.session[VOTER] = [station.pk, person.pk, int(time.time()), how]


def _gone(request: Request, pk: int) -> HttpResponse:
    toast(request, _("Nobody is at the counter any more. Ask for the phone or the card again."), "info")
    return redirect("ballots:counter_come", pk)


def _card_form(station: Station, data: Any = None) -> CardForm:
    return CardForm(data, area=station.poll.area, home=_home(station))


def _home(station: Station) -> Area | None:
    area = station.venue.area
    return area if area.kind == Area.Kind.NEIGHBORHOOD else None


def station(request: Request, pk: int) -> Station:
    found = get_object_or_404(queries.stations_within(request.user.areas_for(*rules.SERVERS)), pk=pk)
    if not rules.takes_votes(found):
        raise Refusal(_("Nobody can vote at this station now: it is closed, or the ballot is not open."))
    return found
