"""Helping somebody vote at the counter: the same steps, pressed by a member of staff for the person before them."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meydan.ballots import queries, rules, voting_steps
from meydan.ballots.desk import counter
from meydan.ballots.models import Channel, Poll, Pot, Station
from meydan.ballots.receipts import quiet, said_of
from meydan.ballots.voter import Voter
from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.models import Person
from meydan.people.request import Request

SHELL: Final = "base/desk.html"


@dataclass(frozen=True, kw_only=True)
class AtCounter(Voter):
    """Somebody at the counter, whose ballot a helper fills in as they say."""

    place: Station
    channel: str = Channel.ASSISTED
    shell: str = SHELL
    sees_earlier: bool = False

    def choose_url(self, poll: Poll) -> str:  # noqa: ARG002 - a station has one
        return reverse("ballots:assist", args=[self.place.pk])

    def fill_url(self, pot: Pot) -> str:
        return reverse("ballots:assist_fill", args=[self.place.pk, pot.pk])

    def receipt_url(self, pot: Pot) -> str:
        return reverse("ballots:assist_receipt", args=[self.place.pk, pot.pk])


@doors.role(*rules.SERVERS)
@never_cache
@once
def choose(request: Request, pk: int) -> HttpResponse:
    here = counter.station(request, pk)
    person = counter.voter(request, here)
    if person is None:
        return _gone(request, pk)
    return voting_steps.choose(request, here.poll, _voter(request, here, person))


@doors.role(*rules.SERVERS)
@never_cache
@once
def fill(request: Request, pk: int, pot: int) -> HttpResponse:
    here = counter.station(request, pk)
    person = counter.voter(request, here)
    if person is None:
        return _gone(request, pk)
    return voting_steps.fill(request, here.poll, pot, _voter(request, here, person))


@doors.role(*rules.SERVERS)
@require_safe
@never_cache
def receipt(request: Request, pk: int, pot: int) -> HttpResponse:
    """To be written down or photographed by whoever voted; the helper keeps none."""
    here = counter.station(request, pk)
    person = counter.voter(request, here)
    if person is None:
        return _gone(request, pk)
    ballot = get_object_or_404(queries.ballots_of(person), pot=pot, poll=here.poll)
    return quiet(page(request, "ballots/counter/receipt.html", said_of(request, ballot) | {"station": here}))


def _voter(request: Request, station: Station, person: Person) -> AtCounter:
    return AtCounter(person=person, by=request.user, station=station, place=station)


def _gone(request: Request, pk: int) -> HttpResponse:
    toast(request, _("Nobody is at the counter any more. Ask for the phone or the card again."), "info")
    return redirect("ballots:counter_come", pk)
