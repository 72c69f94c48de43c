"""A receipt: what it says, its proof, and whether one holds. Whoever knows its serial reads it; it names nobody."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meydan.ballots import checking, queries, rules, written
from meydan.ballots.forms.receipts import CheckForm
from meydan.ballots.forms.voting import read_serial
from meydan.ballots.models import Ballot
from meydan.ballots.receipts import is_theirs, quiet, said_of
from meydan.base import doors
from meydan.base.pages import attachment, page
from meydan.ground.counters import allow
from meydan.people.request import Request

TRIES, WITHIN = 120, dt.timedelta(minutes=10)  # of one address; phones of a whole network may share one


@doors.open
@require_safe
def receipt(request: HttpRequest, serial: str) -> HttpResponse:
    read = read_serial(serial)
    if read and read != serial:
        return redirect("ballots:receipt", read)
    ballot = _ballot(request, read)
    return quiet(page(request, "ballots/receipts/receipt.html", said_of(request, ballot)))


@doors.open
@require_safe
def receipt_file(request: HttpRequest, serial: str) -> HttpResponse:
    """Says nothing of what was chosen."""
    return quiet(_file(_ballot(request, serial), opening=False))


@doors.signed_in
@require_POST
def opened_file(request: Request, serial: str) -> HttpResponse:
    """With what was chosen: for its voter alone, as long as the register knows who that is."""
    ballot = _ballot(request, serial)
    if not is_theirs(request, ballot) or not rules.is_open(ballot.pot.poll, timezone.now()):
        raise Http404
    return quiet(_file(ballot, opening=True))


@doors.open
def verify(request: HttpRequest) -> HttpResponse:
    """Whether a receipt holds, by its file or its serial. The stand-alone script does the same without this house."""
    form = CheckForm(request.POST if request.method == "POST" else None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        if form.values.get("serial"):
            _slowly(request)
            ballot = queries.by_serial(form.values["serial"])
            if ballot is not None:
                return quiet(redirect("ballots:receipt", ballot.serial))
            context["unknown"] = True
        else:
            context["found"] = checking.look(form.values["file"])
    return quiet(page(request, "ballots/receipts/verify.html", context))


def _file(ballot: Ballot, *, opening: bool) -> HttpResponse:
    line = queries.newest_line(ballot)
    body = written.receipt(ballot, ballot.pot, act=line.act, opening=opening, log=checking.proof_of(line))
    return attachment(f"receipt-{ballot.serial[:4]}.json", "application/json", body)


def _ballot(request: HttpRequest, serial: str) -> Ballot:
    _slowly(request)
    found = queries.by_serial(serial)
    if found is None:
        raise Http404
    return found


def _slowly(request: HttpRequest) -> None:
    """Sixty bits are found by nobody; whoever tries anyway is told to wait."""
    if not allow(f"receipts {request.META['REMOTE_ADDR']}", limit=TRIES, window=WITHIN).ok:
        raise Http404
