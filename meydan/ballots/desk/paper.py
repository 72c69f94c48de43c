"""Paper at the desk: a batch and where its sheets are, printing it, typing what came out of the box, settling."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meydan.ballots import actions, printing, queries, rules
from meydan.ballots.forms import SheetForm
from meydan.ballots.models import Batch, Sheet
from meydan.base import doors, paper, wording
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.queries import within


@doors.role(*rules.SERVERS)
@once
def batch(request: Request, pk: int) -> HttpResponse:
    """Where its sheets are; and the next sheet to be typed."""
    found = _batch(request, pk)
    form = SheetForm(request.POST or None, batch=found)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            sheet = actions.type_sheet(
                by=request.user, batch=found, number=form.values["number"], said=form.values["said"]
            )
            toast(request, _said(sheet), "warning" if sheet.state == Sheet.State.DIFFERENT else "success")
            return redirect("ballots:batch", pk)
    context = {
        "batch": found,
        "balance": queries.balance(found),
        "options": found.pot.options.order_by("number"),
        "mine": queries.typed_by(request.user, found)[:8],
        "can_type": rules.may_type(request.user, found),
        "takes_votes": rules.takes_votes(found.station),
        "form": form,
        "plain_form": Form(),
        "instruction": printing.instruction(found.poll),
    }
    return page(request, "ballots/paper/batch.html", context)


def _said(sheet: Sheet) -> str:
    number = {"number": wording.number(sheet.number)}
    return {
        Sheet.State.TYPED_ONCE: _("Sheet %(number)s is typed once. Another person types it the second time.") % number,
        Sheet.State.DIFFERENT: _("Sheet %(number)s was typed differently the first time. A third person looks at it.")
        % number,
    }.get(Sheet.State(sheet.state), _("Sheet %(number)s was typed alike twice and counts.") % number)


@doors.role(*rules.SERVERS)
@require_safe
def sheets_pdf(request: Request, pk: int) -> HttpResponse:
    """The batch as it is printed, and set anew each time: the order of its sheets is to lie nowhere."""
    found = _batch(request, pk)
    return paper.answer(
        request,
        printing.LAYOUT,
        printing.facts(found),
        found.printed_at,
        filename=f"ballots-{found.code}.pdf",
    )


@doors.role(*rules.SERVERS)
@require_POST
@once
def exchange_sheet(request: Request, pk: int) -> HttpResponse:
    actions.exchange_sheet(by=request.user, batch=_batch(request, pk))
    toast(request, _("Tear the spoiled sheet and give them another. It is noted."))
    return redirect("ballots:batch", pk)


@doors.role(*rules.SERVERS)
def different(request: Request) -> HttpResponse:
    """Sheets that two people read differently."""
    rows = queries.different_sheets(request.user.areas_for(*rules.SERVERS))
    return page(request, "ballots/paper/different.html", {"sheets": paged(request, rows), "me": request.user.pk})


@doors.role(*rules.SERVERS)
@once
def settle(request: Request, pk: int) -> HttpResponse:
    areas = request.user.areas_for(*rules.SERVERS)
    sheet = get_object_or_404(queries.different_sheets(areas), pk=pk)
    form = SheetForm(request.POST or None, batch=sheet.batch, number=sheet.number)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.settle_sheet(by=request.user, sheet=sheet, said=form.values["said"])
            toast(request, _("Settled. The sheet counts as you read it."))
            return redirect("ballots:different_sheets")
    context = {
        "sheet": sheet,
        "form": form,
        "may": rules.may_settle(request.user, sheet),
        "options": sheet.batch.pot.options.order_by("number"),
        "readings": [sheet.first_marks, sheet.second_marks],
    }
    return page(request, "ballots/paper/settle.html", context)


def _batch(request: Request, pk: int) -> Batch:
    rows = within(queries.batches(), request.user.areas_for(*rules.SERVERS), field="station__venue__area")
    return get_object_or_404(rows, pk=pk)
