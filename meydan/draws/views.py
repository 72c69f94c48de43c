"""What anybody sees of a draw, downloads and recomputes; and one's own tickets."""

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from meydan.base import doors, paper, qr
from meydan.base.pages import attachment, page, paged
from meydan.draws import livewire, minutes, queries, rules, stage, wording
from meydan.draws.forms import TicketForm
from meydan.draws.models import Draw, Place, Ticket
from meydan.engines import drawing
from meydan.people.request import Request

KEPT_FOR = 60 * 60  # seconds; anybody may ask for the minutes, and they change no more
State = Draw.State


def _public(pk: int) -> Draw:
    return get_object_or_404(queries.public(), pk=pk)


def _whole() -> QuerySet[Draw]:
    """Those that were drawn, with their transcripts."""
    return queries.public().defer(None).filter(state__in=[State.DRAWN, State.CLOSED]).exclude(transcript="")


@doors.open
def draws(request: HttpRequest) -> HttpResponse:
    return page(request, "draws/list.html", {"draws": paged(request, queries.public())})


@doors.open
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _public(pk)
    form = TicketForm(request.GET if "code" in request.GET else None)
    context = stage.context(found) | {
        "topic": livewire.topic(found),
        "rule": wording.rule(found),
        "form": form,
        "ticket": _looked_up(found, form),
        "is_drawn": found.state in {State.DRAWN, State.CLOSED},
        "moved_up": [
            (stage.winner(place), place.instead_of.order)
            for place in queries.places_of(found)
            if place.instead_of and found.shown_at
        ],
    }
    return page(request, "draws/draw.html", context)


def _looked_up(found: Draw, form: TicketForm) -> dict[str, object] | None:
    """Whether a code stands in the published list, and where it came out; never whose it is."""
    if not form.is_bound or not form.is_valid() or found.state not in rules.FROM_FROZEN:
        return None
    code = drawing.read_ticket(form.values["code"])
    ticket = Ticket.objects.filter(draw=found, code=code).first() if code else None
    place = Place.objects.filter(ticket=ticket).select_related("prize").first() if ticket else None
    seen = place is not None and (found.shown_at is not None or place.order <= found.shown)
    return {"typed": form.values["code"], "ticket": ticket, "place": place if seen else None, "known": bool(ticket)}


@doors.open
def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """For a screen of 1920×1080: nothing to press, everything large."""
    found = _public(pk)
    address = request.build_absolute_uri(reverse("draws:draw", args=[pk]))
    context = stage.context(found) | {
        "topic": livewire.topic(found),
        "address": address,
        "qr": qr.inline(address),
        "plain": "plain" in request.GET,
    }
    return page(request, "draws/hall.html", context)


@doors.open
@require_safe
def tickets(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list as it was frozen, byte for byte. It never changes."""
    found = _public(pk)
    if found.state not in rules.FROM_FROZEN and not (found.state == State.VOID and found.tickets_file):
        raise Http404
    etag = f'"{found.tickets_sha256}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        try:
            answer = FileResponse(
                found.tickets_file.open("rb"), filename="tickets.txt", as_attachment=True, content_type="text/plain"
            )
        except FileNotFoundError:
            raise Http404 from None
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@doors.open
@require_safe
def transcript(_request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_whole(), pk=pk)
    return attachment("transcript.json", "application/json", found.transcript.encode())


@doors.open
@require_safe
def minutes_paper(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_whole(), pk=pk)
    if found.shown_at is None or found.drawn_at is None:
        raise Http404
    said = minutes.facts(found, request.build_absolute_uri(reverse("draws:verify", args=[pk])))
    kept_for = 0 if minutes.names_somebody(said) else KEPT_FOR
    return paper.answer(request, minutes.LAYOUT, said, found.drawn_at, filename=f"minutes-{pk}.pdf", kept_for=kept_for)


@doors.open
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Recomputes the draw in the reader's own browser."""
    found = _public(pk)
    return page(request, "draws/verify.html", {"draw": found, "is_drawn": found.state in {State.DRAWN, State.CLOSED}})


@doors.signed_in
def mine(request: Request) -> HttpResponse:
    held = paged(request, queries.tickets_of(request.user))
    rows = [
        (ticket, drawing.spaced(ticket.code), next(iter(ticket.came_out), None) if ticket.draw.shown_at else None)  # type: ignore[attr-defined]
        for ticket in held
    ]
    return page(request, "draws/mine.html", {"rows": rows, "held": held})
