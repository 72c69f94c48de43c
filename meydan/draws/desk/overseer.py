"""An overseer's phone: make a secret, commit, reveal it; and the dice, which two people type."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.pages import page, paged, toast
from meydan.draws import actions, livewire, queries, rules, stage
from meydan.draws.forms import CommitForm, DiceForm, RevealForm
from meydan.draws.models import Draw, Overseer
from meydan.ground.once import once
from meydan.people.request import Request

State = Draw.State


def _overseer(request: Request, pk: int) -> Overseer:
    """Only one's own office; another's draw is not there."""
    draw = get_object_or_404(queries.overseen_by(request.user), pk=pk)
    found = Overseer.objects.select_related("person").get(draw=draw, person=request.user)
    found.draw = draw
    return found


@doors.role(*rules.OVERSEERS)
def overseen(request: Request) -> HttpResponse:
    return page(request, "draws/desk/overseen.html", {"draws": paged(request, queries.overseen_by(request.user))})


@doors.role(*rules.OVERSEERS)
def oversee(request: Request, pk: int) -> HttpResponse:
    return _page(request, _overseer(request, pk))


def _page(request: Request, overseer: Overseer, form: RevealForm | None = None) -> HttpResponse:
    now = timezone.now()
    context = stage.context(overseer.draw) | {
        "overseer": overseer,
        "topic": livewire.topic(overseer.draw),
        "may_commit": rules.may_commit(overseer),
        "may_read_dice": rules.may_read_dice(overseer.draw),
        "has_read": overseer.draw.dice_readings.filter(by=request.user).exists(),
        "may_reveal": rules.may_reveal(overseer, now),
        "commit_form": CommitForm(),
        "form": form or RevealForm(),
    }
    return page(request, "draws/desk/oversee.html", context)


@doors.role(*rules.OVERSEERS)
@require_POST
@once
def commit(request: Request, pk: int) -> HttpResponse:
    overseer = _overseer(request, pk)
    form = CommitForm(request.POST)
    commitment = form.cleaned_data.get("commitment", "") if form.is_valid() else ""
    instead_of = form.cleaned_data.get("instead_of", "")
    actions.commit(by=request.user, draw=overseer.draw, commitment=commitment, instead_of=instead_of)
    toast(request, _("You are bound to your secret. Keep it until the evening."))
    return redirect("draws:oversee", pk)


@doors.role(*rules.OVERSEERS)
@require_POST
@once
def reveal(request: Request, pk: int) -> HttpResponse:
    overseer = _overseer(request, pk)
    form = RevealForm(request.POST)
    if form.is_valid():
        with form.refusals():
            actions.reveal(by=request.user, draw=overseer.draw, **form.values)
            toast(request, _("Your secret is revealed."))
            return redirect("draws:oversee", pk)
    return _page(request, overseer, form)


@doors.role(*rules.DICE_READERS)
@once
def dice(request: Request, pk: int) -> HttpResponse:
    """For officers of the area, and for those who oversee this draw."""
    within = queries.within(request.user.areas_for(*rules.OFFICERS))
    found = within.filter(pk=pk).first() or get_object_or_404(queries.overseen_by(request.user), pk=pk)
    form = DiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            row = actions.read_dice(by=request.user, draw=found, values=form.values["values_read"])
            if row.dice:
                toast(request, _("Two people have read the same: the dice count."))
            return redirect("draws:dice", pk)
    mine = found.dice_readings.filter(by=request.user).first()
    context = stage.context(found) | {
        "form": form,
        "mine": mine,
        "may_read_dice": rules.may_read_dice(found),
        "differ": _differ(found) if mine else 0,
        "oversees": found.overseers.filter(person=request.user).exists(),
    }
    return page(request, "draws/desk/dice.html", context)


def _differ(draw: Draw) -> int:
    """Of how many readings no two agree yet; never what they are."""
    read = list(draw.dice_readings.values_list("values", flat=True))
    return len(read) if len(read) > 1 and not draw.dice else 0
