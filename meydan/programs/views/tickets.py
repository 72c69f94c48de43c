"""What one has: tickets, offers, places in line, and what is over."""

import uuid
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meydan.base import doors, qr
from meydan.base.forms import Form
from meydan.base.pages import page, paged
from meydan.calendar.models import Mode, Occasion
from meydan.people.request import Request
from meydan.programs import queries, rules
from meydan.programs.models import ACTIVE, Registration, Session
from meydan.programs.views.reading import nearest

Status = Registration.Status


@doors.signed_in
def ticket(request: Request, code: str) -> HttpResponse:
    registration = get_object_or_404(_mine(request), code=code.upper())
    context = _shown([registration])
    return page(request, "programs/ticket.html", context | {"registration": registration, "form": Form()})


@doors.signed_in
def party(request: Request, party: uuid.UUID) -> HttpResponse:
    """All that was registered at once."""
    registrations = list(_mine(request).filter(party=party).order_by("pk"))
    if not registrations:
        raise Http404
    return page(request, "programs/party.html", _shown(registrations) | {"form": Form()})


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    stands = Q(status__in=ACTIVE, next_start__isnull=False) & ~Q(program__status="cancelled")
    active = list(_mine(request).filter(stands).order_by("next_start", "pk"))
    now = timezone.now()
    context = {
        "offers": [one for one in active if rules.offer_stands(one, now)],
        "tickets": [one for one in active if one.status == Status.HELD],
        "line": [one for one in active if one.status == Status.WAITING],
        "past": paged(request, _mine(request).exclude(pk__in=[one.pk for one in active])),
        "form": Form(),
    }
    return page(request, "programs/mine.html", context)


def _mine(request: Request) -> Any:
    return queries.with_turn(queries.registrations_of(request.user))


def _shown(registrations: list[Any]) -> dict[str, Any]:
    """Tickets of one program, with what stands beside them."""
    program = registrations[0].program
    sessions = queries.sessions_of(program)
    now = timezone.now()
    for registration in registrations:
        registration.own = _sessions_of(registration, sessions)
        coming = [
            one.occasion for one in registration.own if not one.occasion.is_cancelled and one.occasion.ends_at > now
        ]
        registration.coming = coming[0] if coming else None
        registration.can_cancel = registration.status in ACTIVE and bool(coming)
        registration.is_offer_open = rules.offer_stands(registration, now)
        if registration.status == Status.HELD:
            registration.qr = qr.inline(registration.code, dark="#000")
            registration.link = _link(registration, registration.coming)
    own = registrations[0].own if len(registrations) == 1 else sessions
    return {
        "registrations": registrations,
        "program": program,
        "sessions": own,
        "shown": nearest(own),
        "coming": registrations[0].coming,
        "is_drawn_later": rules.is_drawn_later(program),
    }


def _sessions_of(registration: Registration, sessions: list[Session]) -> list[Session]:
    """The sessions a registration is for: all of a course, one of a series."""
    if registration.session_id is None:
        return sessions
    return [session for session in sessions if session.pk == registration.session_id]


def _link(registration: Registration, occasion: Occasion | None) -> str:
    """Where to join from afar: for whoever took an online place, and when the session itself went online."""
    if occasion is None:
        return ""
    is_online = Mode.ONLINE in {occasion.mode, registration.quota.mode, registration.program.mode}
    return occasion.online_link or registration.program.online_link if is_online else ""
