"""Rounds at the desk: opening one, what it is, its money, fields and rulebook."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import queries as assignments
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.budgets import checklist, rulebook, schedule, template
from meydan.budgets.actions import rounds as actions
from meydan.budgets.forms.money import BallotForm, CreditsForm
from meydan.budgets.forms.rounds import FactsForm, FieldsForm, NewRoundForm
from meydan.budgets.models import Idea, Round
from meydan.budgets.queries import rounds as queries
from meydan.budgets.rules import rounds as rules
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(*rules.READERS)
def rounds(request: Request) -> HttpResponse:
    rows = paged(request, queries.within(request.user.areas_for(*rules.READERS)))
    context = {
        "rounds": [(row, rules.stage_of(row, timezone.localdate()).label) for row in queries.counted(rows.object_list)],
        "page": rows,
        "may_open": bool(request.user.areas_for(*rules.OPENERS)),
    }
    return page(request, "budgets/desk/rounds.html", context)


@doors.role(*rules.OPENERS)
@once
def open_round(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.OPENERS)
    form = NewRoundForm(request.POST or None, areas=areas, likes=queries.likes(areas)[:20])
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.open_round(by=request.user, **form.values)
            toast(request, _("The draft is kept. See below what it still needs."))
            return redirect("budgets:desk_round", made.pk)
    return page(request, "budgets/desk/new.html", {"form": form})


@doors.role(*rules.READERS)
def round(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.READERS)
    today = timezone.localdate()
    stage = rules.stage_of(found, today)
    is_draft = found.state == Round.State.DRAFT
    is_unopened = found.poll is None or found.poll.state == "prepared"
    in_time = stage not in {rules.Stage.SOON, rules.Stage.IDEAS}
    before_ballot = found.state == Round.State.PUBLISHED and is_unopened and in_time
    points = checklist.before_publishing(found) if is_draft else []
    credits_ = queries.credits_of(found)
    context = {
        "round": found,
        "stage": stage.label,
        "line": schedule.line(found, today),
        "points": points,
        "is_ready": not checklist.missing(points),
        "opening": checklist.before_opening(found) if before_ballot else [],
        "can_open": before_ballot and stage == rules.Stage.BALLOT,
        "may_open": rules.may_open(request.user, found.area),
        "can_change": rules.can_change(found),
        "can_move": bool(rules.movable(found, today)),
        "can_cancel": rules.can_cancel(found),
        "credits": len(credits_),
        "credit": sum(credit.amount for credit in credits_),
        "fields": list(queries.fields_of(found)),
        "sentences": rulebook.sentences(found),
        "sha256": found.poll.rulebook_sha256 if found.poll else rulebook.rulebook_of(found).sha256(),
        "unread": queries.unread(found),
        "ideas": found.ideas.exclude(state=Idea.State.WITHDRAWN).count(),
        "voters": queries.voters(found),
        "form": Form(),
    }
    return page(request, "budgets/desk/round.html", context)


@doors.role(*rules.OPENERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.OPENERS)
    form = FactsForm(request.POST or None, round=found)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_round(by=request.user, round=found, **form.values)
            return _kept(request, found)
    return page(request, "budgets/desk/change.html", {"form": form, "round": found})


@doors.role(*rules.OPENERS)
@once
def credits_(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.OPENERS)
    held = dict(found.credits.values_list("area", "amount"))
    form = CreditsForm(
        request.POST or None, area=found.area, neighborhoods=template.neighborhoods(found.area), held=held
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_credits(by=request.user, round=found, amounts=form.amounts)
            return _kept(request, found)
    context = {"form": form, "round": found, "total": sum(held.values()), "can_change": rules.can_change(found)}
    return page(request, "budgets/desk/credits.html", context)


@doors.role(*rules.OPENERS)
@once
def fields(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.OPENERS)
    held = list(queries.fields_of(found))
    form = FieldsForm(request.POST or None, held=held, units=assignments.units_for(found.area))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_fields(by=request.user, round=found, fields=form.drafts)
            return _kept(request, found)
    context = {"form": form, "round": found, "can_change": rules.can_change(found)}
    return page(request, "budgets/desk/fields.html", context)


@doors.role(*rules.OPENERS)
@once
def ballot(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.OPENERS)
    form = BallotForm(request.POST or None, round=found)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.set_ballot(by=request.user, round=found, rules_=form.rules, **form.said)
            return _kept(request, found)
    context = {
        "form": form,
        "round": found,
        "can_change": rules.can_change(found),
        "sentences": rulebook.sentences(found),
        "sha256": found.poll.rulebook_sha256 if found.poll else rulebook.rulebook_of(found).sha256(),
    }
    return page(request, "budgets/desk/ballot.html", context)


def reach(request: Request, pk: int, *roles: Role) -> Round:
    found: Round = get_object_or_404(queries.within(request.user.areas_for(*roles)), pk=pk)
    return found


def _kept(request: Request, found: Round) -> HttpResponse:
    toast(request, _("The changes are kept."))
    return redirect("budgets:desk_round", found.pk)
