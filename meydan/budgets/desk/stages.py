"""Moving the stages of a round with a look before, publishing, opening its ballot, cancelling."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots.models import Poll
from meydan.base import doors, wording
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.budgets import checklist, schedule
from meydan.budgets.actions import opening, publishing
from meydan.budgets.actions import stages as actions
from meydan.budgets.desk.rounds import reach
from meydan.budgets.forms.rounds import OpenForm, ReasonForm, StagesForm
from meydan.budgets.listing import listing
from meydan.budgets.models import Round
from meydan.budgets.queries import rounds as queries
from meydan.budgets.rulebook import rulebook_of, sentences
from meydan.budgets.rules import rounds as rules
from meydan.ground.once import once
from meydan.people.request import Request

LOOK = "look"


@doors.role(*rules.OPENERS)
@once
def stages(request: Request, pk: int) -> HttpResponse:
    """Asked with days in the address it shows what would move; sent, it moves."""
    found = reach(request, pk, *rules.OPENERS)
    movable = rules.movable(found, timezone.localdate())
    given = request.POST if request.method == "POST" else request.GET if LOOK in request.GET else None
    form = StagesForm(given, round=found, movable=movable)
    looked = []
    if given is not None and form.is_valid():
        with form.refusals():
            if request.method == "POST":
                actions.move_stages(by=request.user, round=found, days=form.days, reason=form.values.get("reason", ""))
                said = _("The stages are moved.")
                told = found.state == Round.State.PUBLISHED
                toast(request, _("The stages are moved. Everybody concerned is being told.") if told else said)
                return redirect("budgets:desk_round", found.pk)
            looked = _looked(found, form)
    context = {
        "form": form,
        "round": found,
        "shifts": looked,
        "days": [(name, wording.day(day, "iso").replace("-", "/")) for name, day in form.days.items()]
        if looked
        else [],
        "line": schedule.line(found, timezone.localdate()),
        "told": queries.concerned(found).count() if found.state == Round.State.PUBLISHED else 0,
    }
    return page(request, "budgets/desk/stages.html", context)


def _looked(found: Round, form: StagesForm) -> list[schedule.Shift]:
    actions.check(found, form.days, timezone.localdate())
    shifts = schedule.shifts(found, form.days)
    if not any(shift.has_moved for shift in shifts):
        raise Refusal(_("Nothing moves: these are the days it has."))
    return shifts


@doors.role(*rules.OPENERS)
@once
def publish(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.OPENERS)
    if request.method == "POST":
        publishing.publish(by=request.user, round=found)
        toast(request, _("Published: everybody sees it, and ambassadors can apply."))
    return redirect("budgets:desk_round", found.pk)


@doors.role(*rules.OPENERS)
@once
def cancel(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.OPENERS)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            publishing.cancel_round(by=request.user, round=found, reason=form.values["reason"])
            toast(request, _("Cancelled. Everybody who took part is being told."))
            return redirect("budgets:desk_round", found.pk)
    told = queries.concerned(found).count() if found.published_at else 0
    return page(request, "budgets/desk/cancel.html", {"form": form, "round": found, "told": told})


@doors.role(*rules.OPENERS)
@once
def open_ballot(request: Request, pk: int) -> HttpResponse:
    """The list as it would be written, and the button that writes it."""
    found = reach(request, pk, *rules.OPENERS)
    if found.poll is not None and found.poll.state != Poll.State.PREPARED:  # it opens by itself too, on its day
        toast(request, _("The ballot of this round was opened already."))
        return redirect("budgets:desk_round", found.pk)
    list_ = listing(found)
    form = OpenForm(request.POST or None, undecided=0 if found.poll_id else len(list_.undecided))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            leave = form.values.get("leave_undecided", False)
            opening.open_ballot(by=request.user, round=found, leave_undecided=leave)
            toast(request, _("The ballot is open: the list and the rulebook stand from now on."))
            return redirect("budgets:desk_round", found.pk)
    context = {
        "form": form,
        "round": found,
        "listing": list_,
        "points": checklist.before_opening(found, list_),
        "can_open": rules.stage_of(found, timezone.localdate()) == rules.Stage.BALLOT,
        "sentences": sentences(found),
        "sha256": rulebook_of(found).sha256(),
    }
    return page(request, "budgets/desk/open.html", context)
