"""Voting on this site, and one's own ballots."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meydan.ambassadors import queries as ambassadors
from meydan.ballots import actions, queries, rules, voting_steps
from meydan.ballots.models import Channel, Option, Poll, Pot
from meydan.ballots.receipts import quiet
from meydan.ballots.voter import Voter
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import attachment, page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request


def public_poll(pk: int) -> Poll:
    return get_object_or_404(queries.public(), pk=pk)


@doors.open
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """What is voted on, by which rules, until when; and where everything to check it stands."""
    found = public_poll(pk)
    pots = rules.pots(found)
    options: dict[int, list[Option]] = {pot.pk: [] for pot in pots}
    for option in Option.objects.filter(poll=found):
        options[option.pot_id].append(option)
    context = {
        "poll": found,
        "pots": [(pot, options[pot.pk]) for pot in pots],
        "is_open": rules.is_open(found, timezone.now()),
        "roots": queries.roots(found).count(),
    }
    return page(request, "ballots/poll.html", context)


@doors.open
@require_safe
def rulebook(_request: HttpRequest, pk: int) -> HttpResponse:
    return attachment("rulebook.json", "application/json", public_poll(pk).rulebook)


@doors.open
@require_safe
def options(_request: HttpRequest, pk: int) -> HttpResponse:
    return attachment("options.json", "application/json", public_poll(pk).options_list)


@doors.signed_in
@once
def choose(request: Request, pk: int) -> HttpResponse:
    found = public_poll(pk)
    return voting_steps.choose(request, found, _voter(request, found))


@doors.signed_in
@once
def fill(request: Request, pk: int, pot: int) -> HttpResponse:
    found = public_poll(pk)
    return voting_steps.fill(request, found, pot, _voter(request, found))


@doors.signed_in
@require_safe
def cast(request: Request, pk: int, pot: int) -> HttpResponse:
    """To the receipt of what was cast just now. Once the register has forgotten whose it is, to the ballots."""
    ballot = queries.ballots_of(request.user).filter(poll=pk, pot=pot).first()
    if ballot is None:
        return redirect("ballots:choose", pk)
    return quiet(redirect("ballots:receipt", ballot.serial))


@doors.signed_in
@require_POST
@once
def withdraw(request: Request, pk: int, pot: int) -> HttpResponse:
    found = _pot(pk, pot)
    actions.withdraw(by=request.user, pot=found, person=request.user)
    toast(request, _("Your ballot is withdrawn. Until the close you can vote anew."))
    return redirect("ballots:choose", found.poll_id)


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    """That I voted, when and by which channel; never what."""
    now = timezone.now()
    held = paged(request, queries.held_everywhere(request.user))
    rows = [
        (one, rules.is_open(one.poll, now) and one.channel != Channel.PAPER)  # whether it can be changed
        for one in held
    ]
    home = request.user.neighborhood
    near = [one for one in queries.public().filter(state=Poll.State.OPEN) if home is None or one.area.contains(home)]
    open_now = [one for one in near if rules.is_open(one, now)]
    return page(request, "ballots/mine.html", {"rows": rows, "held": held, "open_now": open_now, "form": Form()})


def _pot(poll_pk: int, pot: int) -> Pot:
    return get_object_or_404(
        Pot.objects.select_related("poll").defer("poll__rulebook", "poll__options_list"),
        pk=pot,
        poll__pk=poll_pk,
        poll__opened_at__isnull=False,
    )


def _voter(request: Request, on: Poll) -> Voter:
    """With the ambassador whose link they followed, if they did."""
    ambassador = ambassadors.came_by(request, on.door, on.activity)
    return Voter(person=request.user, by=request.user, ambassador=ambassador)
