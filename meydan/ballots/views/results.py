"""What came out, for everybody: a round pot by pot, one pot project by project, and the files to count it again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from meydan.ballots import bundle, chance, kept, minutes, opening, queries, results, rules, written_rules
from meydan.ballots.models import Count, Poll, Pot, Result
from meydan.base import doors, paper
from meydan.base.pages import attachment, page

KEPT_FOR = 60 * 60  # seconds; anybody may ask for the minutes, and they change no more

Kind = Result.Kind


def _counted(pk: int) -> Poll:
    return get_object_or_404(queries.counted().defer(None), pk=pk)


@doors.open
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """A round at a glance. Before it is counted the page says when that will be."""
    poll = get_object_or_404(queries.polls_to_count().exclude(state=Poll.State.PREPARED), pk=pk)
    if poll.state != Poll.State.COUNTED:
        return page(request, "ballots/results/waiting.html", {"poll": poll, "sealed": rules.is_sealed(poll)})
    count = queries.count_of(poll)
    whole = results.overview(poll)
    context = {
        "poll": poll,
        "count": count,
        "whole": whole,
        "pictures": results.pictures(whole),
        "published": count is not None and rules.are_published(count),
        "rulebook": written_rules.sentences(poll),
        "opened": queries.opened(poll),
        "root": chance.root_of(poll),
    }
    return page(request, "ballots/results/result.html", context)


@doors.open
def pot_result(request: HttpRequest, pk: int, pot: int) -> HttpResponse:
    poll = _counted(pk)
    found = get_object_or_404(Pot.objects.select_related("area"), poll=poll, pk=pot)
    found.poll = poll
    count = queries.count_of(poll)
    context = results.of_pot(found) | {
        "poll": poll,
        "pot": found,
        "published": count is not None and rules.are_published(count),
    }
    return page(request, "ballots/results/pot.html", context)


@doors.open
def files(request: HttpRequest, pk: int) -> HttpResponse:
    poll = _counted(pk)
    count = get_object_or_404(Count, poll=poll)
    opened = queries.opened(poll)
    context = {
        "poll": poll,
        "count": count,
        "results": list(queries.results(poll)),
        "published": rules.are_published(count),
        "rulebook": written_rules.sentences(poll),
        "needs_lots": rules.needs_lots(poll),
        "ceremony": queries.ceremony_of(poll),
        "root": chance.root_of(poll),
        "roots": list(poll.roots.order_by("-at")[:10]),
        "opened": opened,
        "fewer_than": opening.fewer_than(opened.looked) if opened.looked and not opened.wrong else None,
    }
    return page(request, "ballots/results/files.html", context)


@doors.open
@require_safe
def transcript_file(_request: HttpRequest, pk: int) -> HttpResponse:
    """Published as soon as it is drawn."""
    ceremony = queries.ceremony_of(get_object_or_404(queries.polls_to_count(), pk=pk))
    if ceremony is None or not ceremony.transcript:
        raise Http404
    return attachment("transcript.json", "application/json", ceremony.transcript.encode())


@doors.open
@require_safe
def result_file(_request: HttpRequest, pk: int) -> HttpResponse:
    poll = _counted(pk)
    return attachment("result.json", "application/json", bundle.result_json(poll, list(queries.results(poll))))


@doors.open
@require_safe
def lots_file(_request: HttpRequest, pk: int, pot: int) -> HttpResponse:
    """The lots of one pot, as `meydan count --lots` reads them."""
    poll = _counted(pk)
    found = get_object_or_404(Pot, poll=poll, order=pot)
    text = bundle.lots_file(poll, found)
    if not text:
        raise Http404
    return attachment(f"{found.order}.lots.txt", "text/plain", text.encode())


@doors.open
@require_safe
def pot_file(_request: HttpRequest, pk: int, pot: int) -> HttpResponseBase:
    """A pot's ballots, where they are published."""
    poll = _counted(pk)
    if not rules.are_published(poll.count):
        raise Http404
    return kept.of_pot(get_object_or_404(queries.results(poll), pot__order=pot))


@doors.open
@require_safe
def round_file(_request: HttpRequest, pk: int) -> HttpResponseBase:
    poll = _counted(pk)
    return kept.answer(poll.count.bundle, "round.zip", "application/zip")


@doors.open
@require_safe
def minutes_paper(request: HttpRequest, pk: int) -> HttpResponse:
    poll = _counted(pk)
    said = minutes.facts(poll, request.build_absolute_uri(reverse("ballots:files", args=[pk])))
    assert poll.counted_at is not None
    name = f"count-{pk}.pdf"
    return paper.answer(request, minutes.LAYOUT, said, poll.counted_at, filename=name, kept_for=KEPT_FOR)
