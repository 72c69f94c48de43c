"""What a receipt says, wherever it is shown: on the voter's phone, at a kiosk, at a counter."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meydan.ballots import checking, queries, rules
from meydan.ballots.models import Ballot
from meydan.base import qr
from meydan.base.forms import Form


def quiet(answer: HttpResponse) -> HttpResponse:
    """Neither kept by a browser, nor told to the next page, nor found by a search engine."""
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = (
        "same-origin"  # "no-referrer" would send forms of the page with no origin, and be refused
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer


def said_of(request: HttpRequest, ballot: Ballot) -> dict[str, Any]:
    """What the receipt's page and a kiosk's say."""
    address = request.build_absolute_uri(reverse("ballots:receipt", args=[ballot.serial]))
    line = queries.newest_line(ballot)
    return {
        "ballot": ballot,
        "poll": ballot.pot.poll,
        "pot": ballot.pot,
        "line": line,
        "proof": checking.proof_of(line),
        "serial": " ".join(ballot.serial[at : at + 4] for at in range(0, 12, 4)),
        "qr": qr.inline(address),
        "is_mine": is_theirs(request, ballot),
        "is_open": rules.is_open(ballot.pot.poll, timezone.now()),
        "form": Form(),
        "shell": "base/page.html",
    }


def is_theirs(request: HttpRequest, ballot: Ballot) -> bool:
    """Only until the close: then the register has forgotten."""
    user = request.user
    held = ballot.entitlement
    return user.is_authenticated and held is not None and held.person_id == user.pk
