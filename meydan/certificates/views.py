"""Anybody verifies; whose it is opens the paper."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from meydan.base import doors, wording
from meydan.base import paper as base_paper
from meydan.base.pages import page, paged
from meydan.certificates import paper, queries, rules
from meydan.certificates.forms import VerifyForm
from meydan.certificates.models import Certificate
from meydan.ground.counters import allow, give_back
from meydan.people.request import Request

WRONG_CODES = 60  # of one address in the time below; phones of a whole network may share one
WITHIN = dt.timedelta(minutes=10)


@doors.open
def verify(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    form = VerifyForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("certificates:certificate", form.values["code"])
    return page(request, "certificates/verify.html", {"form": form})


@doors.open
def certificate(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """What is so about one code. Only whoever scanned the paper, and so has its key, reads the whole name."""
    read = rules.read_code(code)
    if read and read != code:
        return redirect("certificates:keyed", read, key) if key else redirect("certificates:certificate", read)
    counter = f"certificates {request.META['REMOTE_ADDR']}"
    if not allow(counter, limit=WRONG_CODES, window=WITHIN).ok:
        return page(request, "certificates/later.html", {"form": VerifyForm()}, status=429)
    found = queries.certificates().filter(code=read).first() if read else None
    if found is None:
        return page(request, "certificates/unknown.html", {"form": VerifyForm(), "code": code}, status=404)
    scanned = bool(key) and constant_time_compare(found.key, key.upper())
    if scanned or not key:  # a wrong key is a guess at a name
        give_back(counter)
    return page(request, "certificates/certificate.html", _shown(found, whole=scanned))


def _shown(found: Certificate, *, whole: bool) -> dict[str, object]:
    return {
        "certificate": found,
        "issue": found.issue,
        "name": found.name if whole or not found.name else wording.masked_name(found.name),
        "whole": whole,
        "hours": paper.hours(found.issue.minutes),
        "attended": paper.attended(found),
    }


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    return page(request, "certificates/mine.html", {"certificates": paged(request, queries.mine(request.user))})


@doors.signed_in
def open_paper(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.certificates(), code=code)
    if not rules.may_open(request.user, found):
        raise Http404
    address = request.build_absolute_uri(reverse("certificates:keyed", args=[found.code, found.key]))
    said = paper.facts(found, address)
    filename = f"certificate-{found.code}.pdf"
    return base_paper.answer(request, paper.LAYOUT, said, found.issue.issued_at, filename=filename)
