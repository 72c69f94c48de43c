"""How a stage went: figures with their rows, charts, tables, agencies' cards, and what both sides say."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from meydan.base import charts, doors, tables, wording
from meydan.base.pages import attachment, page, paged
from meydan.campaigns import evaluating
from meydan.campaigns import wording as words
from meydan.campaigns.evaluating import LABELS, MEANINGS, Evaluation
from meydan.campaigns.models import Stage
from meydan.campaigns.queries import delivering, scoring, stages
from meydan.campaigns.queries import evaluation as queries
from meydan.campaigns.queries.evaluation import MEASURES, Fact, Whole
from meydan.campaigns.rules import evaluation as rules
from meydan.campaigns.rules.promises import LATE, is_spoken_of
from meydan.people.request import Request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@doors.role(*rules.EVALUATORS)
@require_safe
def evaluation(request: Request, pk: int) -> HttpResponse:
    held = _stage(request, pk)
    found, today = Evaluation(Whole(held)), timezone.localdate()
    sides = delivering.both_sides(found.whole, today)
    may_close = rules.may_close(request.user, held)
    context = {
        "stage": held,
        "name": words.named(held),
        "when": words.when(held),
        "evaluation": found,
        "pictures": _pictures(found),
        "cards": scoring.cards(found.whole, scoring.taking_part(pk), today),
        "differing": sum(one.differs for one in sides),
        "meanings": [(LABELS[one], MEANINGS[one]) for one in MEANINGS],
        "closing": found.whole.closing,
        "closings": list(held.closings.select_related("closed_by", "reopened_by").order_by("-closed_at", "-pk")[:20])
        if held.reopened_at
        else [],
        "late": [said for one in sides for said in one.line.late],
        "late_costs": list(queries.costs_of(held).filter(is_late=True)) if rules.is_closed(held) else [],
        "may_close": may_close and rules.can_close(held, today),
        "may_reopen": may_close and rules.can_reopen(held),
        "is_over": today > held.last_day,
        "until": held.last_day + LATE,
        "is_running": held.state == Stage.State.PUBLISHED and today <= held.last_day,
    }
    return page(request, "campaigns/desk/evaluation.html", context)


def _pictures(found: Evaluation) -> list[SafeString]:
    people, sessions = _("people"), pgettext("campaigns", "sessions")
    drawn = [
        charts.bars(found.steps(), _("From promise to delivery"), sessions),
        charts.columns(found.evenings(), _("People evening by evening"), people),
    ]
    for bars, title, unit in (
        (found.bars("concern", "came"), _("People by concern"), people),
        (found.bars("concern", "held"), _("Sessions held by concern"), sessions),
        (found.bars("place", "came"), _("People by place"), people),
        (found.sexes(), _("Women and men"), people),
        (_in_units(found.bars("concern", "cost")), _("Costs by concern"), wording.name_of_unit()),
    ):
        if bars:
            drawn.append(charts.bars(bars, title, unit))
    return drawn


def _in_units(bars: list[charts.Bar]) -> list[charts.Bar]:
    return [bar._replace(value=int(bar.value or 0) // wording.rial_per_unit()) for bar in bars]


@doors.role(*rules.EVALUATORS)
@require_safe
def rows(request: Request, pk: int) -> HttpResponse:
    """The rows a figure was summed from: promises, placements, what was said of an evening, or who came to it."""
    held = _stage(request, pk)
    whole, measure, part, facts = _opened(request, held)
    shown = paged(request, facts)
    context = {
        "stage": held,
        "name": words.named(held),
        "measure": measure,
        "label": LABELS[measure],
        "meaning": MEANINGS[measure],
        "part": part,
        "total": sum(evaluating.worth(fact, measure) for fact in facts),
        "page": shown,
        "rows": [(fact, whole.places.get(fact.place or 0), evaluating.worth(fact, measure)) for fact in shown],
        "csv": f"{reverse('campaigns:evaluation_rows_csv', args=[pk])}?{_asked(request)}",
    }
    return page(request, "campaigns/desk/evaluation_rows.html", context)


@doors.role(*rules.EVALUATORS)
@require_safe
def rows_csv(request: Request, pk: int) -> HttpResponse:
    held = _stage(request, pk)
    whole, measure, _part, facts = _opened(request, held)
    text = tables.csv_text(evaluating.rows_csv(whole, measure, facts))
    return attachment(f"{LABELS[measure]} - {words.named(held)}.csv", "text/csv; charset=utf-8", text)


@doors.role(*rules.EVALUATORS)
@require_safe
def csv(request: Request, pk: int) -> HttpResponse:
    held = _stage(request, pk)
    text = tables.csv_text(Evaluation(Whole(held)).lines())
    return attachment(f"{_filename(held)}.csv", "text/csv; charset=utf-8", text)


@doors.role(*rules.EVALUATORS)
@require_safe
def xlsx(request: Request, pk: int) -> HttpResponse:
    held = _stage(request, pk)
    lines = list(Evaluation(Whole(held)).lines())
    body = tables.xlsx(lines, title=_("Evaluation"), rtl=wording.language() == "fa", named=2)
    return attachment(f"{_filename(held)}.xlsx", XLSX, body)


@doors.role(*rules.EVALUATORS)
@require_safe
def both_sides(request: Request, pk: int) -> HttpResponse:
    """What agencies say beside what staff say; first of all where they differ."""
    held = _stage(request, pk)
    found = delivering.both_sides(Whole(held), timezone.localdate())
    shows_all = request.GET.get("show") == "all"
    differing = [one for one in found if one.differs]
    context = {
        "stage": held,
        "name": words.named(held),
        "page": paged(request, found if shows_all else differing),
        "can_say": is_spoken_of(held, timezone.localdate()),
        "shows_all": shows_all,
        "differing": len(differing),
        "total": len(found),
    }
    return page(request, "campaigns/desk/both_sides.html", context)


def _stage(request: Request, pk: int) -> Stage:
    """Of one that everybody sees; before that there is nothing to evaluate."""
    rows = stages.within(request.user.areas_for(*rules.EVALUATORS))
    held: Stage = get_object_or_404(rows, pk=pk)
    if not rules.is_evaluated(held):
        raise Http404
    return held


def _opened(request: Request, held: Stage) -> tuple[Whole, str, str, list[Fact]]:
    """A figure somebody opened: of which part, in words, and its rows."""
    whole, measure, name = Whole(held), request.GET.get("of", ""), request.GET.get("by", "")
    if measure not in MEASURES:
        raise Http404
    if not name:
        return whole, measure, "", whole.behind(measure)
    key = evaluating.asked_part(whole, name, request.GET.get("key", ""))
    return whole, measure, Evaluation(whole).label(name, key), whole.behind(measure, name, key)


def _asked(request: Request) -> str:
    return urlencode({name: request.GET[name] for name in ("of", "by", "key") if name in request.GET})


def _filename(held: Stage) -> str:
    return _("Evaluation of %(stage)s") % {"stage": words.named(held)}
