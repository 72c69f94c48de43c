"""The journal as auditors and oversight read it: newest first, within their reach, without anybody's name."""

import json
import re
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.engines import persian
from meydan.ground.models import Status, Task
from meydan.ground.once import once
from meydan.journal import actions, queries
from meydan.journal.forms import LineFilters
from meydan.journal.models import Line
from meydan.journal.reach import ROLES, above, short
from meydan.journal.tasks import verify_journal
from meydan.journal.verbs import in_words
from meydan.journal.verifying import Verdict


class Told(NamedTuple):
    """A line as the page shows it."""

    line: Line
    words: str
    area: str
    actor: str
    actor_key: str
    facts: str


@doors.role(*ROLES)
def lines(request: HttpRequest) -> HttpResponse:
    filters = LineFilters(request.GET, reader=request.user)
    asked = filters.asked
    found = queries.narrowed(queries.lines_for(request.user, asked.pop("area", None)), **asked)
    rows, has_more = queries.piece(found, _before(request))
    context = {
        "filters": filters,
        "rows": _told(rows),
        "older": rows[-1].number if has_more else None,
        "is_first": "before" not in request.GET,
        **_verifying(),
    }
    return page(request, "journal/lines.html", context, partial="rows")


@doors.role(*ROLES)
def verifying(request: HttpRequest) -> HttpResponse:
    """How far the verifying is: asked again and again by the page while it runs."""
    return page(request, "journal/verifying.html", _verifying(), partial="verifying")


@doors.role(*ROLES)
@require_POST
@once
def verify(request: HttpRequest) -> HttpResponse:
    if actions.ask_to_verify(by=request.user):
        toast(request, _("The journal is being read from its first line."), level="info")
    else:
        toast(request, _("The journal is being read already."), level="info")
    return redirect("journal:verifying")


def _before(request: HttpRequest) -> int | None:
    asked = persian.fold_digits(request.GET.get("before", ""))
    return int(asked) if re.fullmatch("[0-9]{1,18}", asked) else None


def _told(rows: list[Line]) -> list[Told]:
    areas = above().area_names({line.area_id for line in rows if line.area_id is not None})
    actors = above().actor_names({line.actor for line in rows if line.actor is not None})
    return [
        Told(
            line,
            in_words(line.verb),
            areas.get(line.area_id, "") if line.area_id is not None else "",
            actors[line.actor] if line.actor else _("Meydan itself"),
            short(line.actor) if line.actor else "",
            "  ".join(f"{name}={json.dumps(fact)}" for name, fact in line.facts.items()),
        )
        for line in rows
    ]


def _verifying() -> dict[str, Any]:
    task = queries.latest_verifying(verify_journal.module_path)
    under_way = task is not None and task.status in {Status.WAITING, Status.RUNNING}
    return {"task": task, "under_way": under_way, "verdict": _verdict(task), "form": Form()}


def _verdict(task: Task | None) -> Verdict | None:
    if task is None or task.status != Status.DONE or not task.result:
        return None
    found = task.result
    return Verdict(found["lines"], bytes.fromhex(found["hash"]), found["flaw"] or None, found["number"])
