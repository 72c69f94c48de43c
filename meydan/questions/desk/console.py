"""The presenter's console: what is on air, what comes next, and one tap for each."""

import re
from collections import Counter
from typing import Any, Final, cast

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.cache import never_cache

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.questions import actions, fairness, livewire, queries, rules
from meydan.questions.models import Edition, Question

SHOWN: Final = 40
HOWS: Final = {
    "fair": _l("Each way has its turn"),
    "votes": _l("Most me-too's"),
    "topic": _l("Topics take turns"),
    "area": _l("Neighborhoods take turns"),
}
TURNS: Final = {"home": _l("From home"), "phone": _l("SMS and messenger"), "tribune": _l("Tribune")}
_DOING = re.compile(r"(air|done|back|first|last|up|down):([0-9]{1,18})|before:([0-9]{1,18}):([0-9]{1,18})")


@doors.role(*rules.READERS)
@never_cache
@once
def console(request: Request, pk: int) -> HttpResponse:
    edition = _edition(request, pk)
    if request.method == "POST":
        if not rules.may_present(request.user, edition):
            raise Http404
        _do(request, edition, request.POST.get("do", ""))
        if not request.htmx:
            return redirect("questions:console", edition.pk)
        edition = _edition(request, pk)
    return page(request, "questions/desk/console.html", _context(request, edition), partial="board")


def _edition(request: Request, pk: int) -> Edition:
    found = get_object_or_404(queries.editions(), pk=pk)
    if not rules.may_read(request.user, found):
        raise Http404
    return found


def _context(request: Request, edition: Edition) -> dict[str, Any]:
    order = queries.running_order(edition)
    rows = list(order[: SHOWN + 1])
    had = Counter(fairness.WAYS[channel] for channel in queries.aired(edition).values_list("channel", flat=True))
    return {
        "edition": edition,
        "area": edition.area,
        "topic": livewire.topic(edition),
        "question": queries.on_air(edition),
        "rows": rows[:SHOWN],
        "has_more": len(rows) > SHOWN,
        "counts": livewire.counts(edition),
        "aired": list(queries.aired(edition)[:5]),
        "turns": [(label, had[way]) for way, label in TURNS.items()],
        "hows": HOWS.items(),
        "may_present": rules.may_present(request.user, edition),
        "form": Form(),
        "Stage": Edition.Stage,
    }


def _do(request: Request, edition: Edition, doing: str) -> None:
    """What the pressed button says: `air:12`, `before:12:15`, `arrange:fair`, `stage:live`."""
    by = request.user
    if doing.startswith("arrange:") and doing[8:] in HOWS:
        actions.arrange(by=by, edition=edition, how=cast("fairness.By", doing[8:]))
    elif doing == "stage:live":
        actions.go_live(by=by, edition=edition)
    elif doing == "stage:end":
        actions.end_live(by=by, edition=edition)
    elif found := _DOING.fullmatch(doing):
        verb, one, moved, before = found.groups()
        if moved:
            actions.move(by=by, question=_question(edition, moved), before=_question(edition, before))
        else:
            _one(request, _question(edition, one), verb)
    else:
        raise BadRequest("no such button")


def _one(request: Request, question: Question, verb: str) -> None:
    by = request.user
    if verb == "air":
        seen = request.POST.get("seen", "")
        instead_of = int(seen) if re.fullmatch(r"[0-9]{1,18}", seen) else None
        actions.put_on_air(by=by, question=question, instead_of=instead_of)
    elif verb in {"done", "back"}:
        actions.take_off_air(by=by, question=question, answered=verb == "done")
    else:
        actions.move(by=by, question=question, before=_before(question, verb))


def _before(question: Question, verb: str) -> Question | None:
    """Before whom it stands after one step up or down, first or last."""
    if verb == "last":
        return None
    ids = list(queries.running_order(question.edition).values_list("pk", flat=True))
    if question.pk not in ids:
        return question  # the action refuses
    place = ids.index(question.pk)
    others = [pk for pk in ids if pk != question.pk]
    to = {"first": 0, "up": max(place - 1, 0), "down": place + 1}[verb]
    return Question.objects.get(pk=others[to]) if to < len(others) else None


def _question(edition: Edition, pk: str) -> Question:
    return get_object_or_404(Question.objects.select_related("edition"), edition=edition, pk=int(pk))
