"""The published log: its roots, its lines, and proofs that each root only adds to those before."""

import json
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meydan.ballots import queries, tree
from meydan.ballots.models import Poll, Root
from meydan.ballots.views.voting import public_poll
from meydan.base import doors
from meydan.base.pages import attachment, page, paged
from meydan.engines import merkle

AT_ONCE = 4 * merkle.BOUGH


@doors.open
def log(request: HttpRequest, pk: int) -> HttpResponse:
    poll = public_poll(pk)
    newest = queries.roots(poll).last()
    pair = _pair(request, poll)
    context = {
        "poll": poll,
        "roots": paged(request, queries.roots(poll).order_by("-at", "-pk")),
        "newest": newest,
        "all_roots": list(queries.roots(poll)),
        "choices": _choices(poll, pair),
        "pair": pair,
        "holds": _extends(poll, *pair) if pair else None,
    }
    return page(request, "ballots/log.html", context)


@doors.open
@require_safe
def roots(_request: HttpRequest, pk: int) -> HttpResponse:
    poll = public_poll(pk)
    told = {
        "format": "meydan/ballot-roots/1",
        "poll": str(poll.key),
        "roots": [
            {"size": one.size, "root": one.root, "at": one.at.isoformat(timespec="seconds"), "occasion": one.occasion}
            for one in queries.roots(poll)
        ],
    }
    return attachment("roots.json", "application/json", json.dumps(told, sort_keys=True, separators=(",", ":")))


@doors.open
@require_safe
def lines(_request: HttpRequest, pk: int) -> HttpResponseBase:
    """Each line of the log as it is hashed, up to the newest root."""
    poll = public_poll(pk)
    newest = queries.roots(poll).last()
    size = newest.size if newest else 0

    def portions() -> Iterator[bytes]:
        for first in range(0, size, AT_ONCE):
            yield b"".join(line + b"\n" for line in tree.lines(poll, first, min(first + AT_ONCE, size)))

    answer = StreamingHttpResponse(portions(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="log.txt"'
    return answer


@doors.open
@require_safe
def consistency(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof that the log under one published root begins with all of the log under an older one."""
    poll = public_poll(pk)
    pair = _pair(request, poll)
    if pair is None:
        raise Http404
    first, second = pair
    told = {
        "format": "meydan/ballot-consistency/1",
        "poll": str(poll.key),
        "first": {"size": first.size, "root": first.root},
        "second": {"size": second.size, "root": second.root},
        "proof": [part.hex() for part in _proof(poll, first, second)],
    }
    return attachment("consistency.json", "application/json", json.dumps(told, sort_keys=True, separators=(",", ":")))


def _choices(poll: Poll, pair: tuple[Root, Root] | None) -> list[tuple[str, str, int]]:
    """The two boxes: at first from the first root to the newest."""
    keys = list(queries.roots(poll).values_list("pk", flat=True))
    chosen = [one.pk for one in pair] if pair else [keys[0], keys[-1]] if keys else [0, 0]
    return [("first", _("Earlier root"), chosen[0]), ("second", _("Later root"), chosen[1])]


def _pair(request: HttpRequest, poll: Poll) -> tuple[Root, Root] | None:
    """The two roots asked for, the older first."""
    asked = [request.GET.get(name, "") for name in ("first", "second")]
    if not all(one.isascii() and one.isdigit() and len(one) < 16 for one in asked):
        return None
    found = [Root.objects.filter(poll=poll, pk=int(one)).first() for one in asked]
    rows = sorted((one for one in found if one is not None), key=lambda one: (one.size, one.at))
    return (rows[0], rows[1]) if len(rows) == 2 else None


def _proof(poll: Poll, first: Root, second: Root) -> list[bytes]:
    return tree.Log(poll, second.size).consistency(first.size) if first.size else []


def _extends(poll: Poll, first: Root, second: Root) -> bool:
    old, new = bytes.fromhex(first.root), bytes.fromhex(second.root)
    return merkle.extends(old, first.size, new, second.size, _proof(poll, first, second))
