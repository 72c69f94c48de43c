"""The desk of units that look at ideas, and of officers who see how far each unit is."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import queries as assignments
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.budgets import actions
from meydan.budgets.forms import reviewing as forms
from meydan.budgets.models import Idea, Review
from meydan.budgets.models.review import FOUND_OUT, JOINABLE, UNDECIDED
from meydan.budgets.queries import joining
from meydan.budgets.queries import reviewing as queries
from meydan.budgets.rules import reviewing as rules
from meydan.ground.once import once
from meydan.people.models import Organization
from meydan.people.request import Request

State = Review.State
LISTED = 30


def _review(request: Request, pk: int) -> Review:
    found = queries.at_desk(request.user, request.user.areas_for(*rules.READERS))
    row: Review = get_object_or_404(found, pk=pk)
    return row


@doors.role(*rules.AT_DESK)
def reviews(request: Request) -> HttpResponse:
    areas, today = request.user.areas_for(*rules.READERS), timezone.localdate()
    found = queries.at_desk(request.user, areas)
    units = Organization.objects.filter(reviews__in=found.order_by()).distinct().order_by("name", "pk")
    filters = forms.ReviewFilters(request.GET, units=units)
    asked = filters.values
    if "q" in asked:
        found = found.filter(idea__title__icontains=asked["q"])
    if "unit" in asked:
        found = found.filter(unit=asked["unit"])
    shelves = queries.shelves(today)
    counts = queries.counts(found, shelves)
    shown = next((one for one in shelves if one.name == asked.get("show")), shelves[0])
    context = {
        "filters": filters,
        "shelves": [(one, counts[one.name]) for one in shelves],
        "shown": shown,
        "rows": paged(request, found.filter(shown.rows)),
        "today": today,
        "watches": bool(areas),
        "heads": assignments.units_of(request.user).exists(),
        "decides": shown.name in {"open", "late"},
    }
    return page(request, "budgets/review/desk/list.html", context, partial="results")


@doors.role(*rules.READERS)
def overview(request: Request) -> HttpResponse:
    """How many wait, are late and are decided, unit by unit."""
    today = timezone.localdate()
    found = queries.at_desk(request.user, request.user.areas_for(*rules.READERS))
    lines = queries.by_unit(found, today)
    totals = {name: sum(getattr(line, name) for line in lines) for name in queries.Line._fields if name != "unit"}
    return page(request, "budgets/review/desk/overview.html", {"lines": lines, "totals": totals})


@doors.role(*rules.AT_DESK)
def review(request: Request, pk: int) -> HttpResponse:
    found = _review(request, pk)
    context = {
        "review": found,
        "idea": found.idea,
        "history": queries.history(found.idea),
        "joined": joining.joined(found.idea),
        "deeds": _deeds(request, found),
        "today": timezone.localdate(),
    }
    return page(request, "budgets/review/desk/review.html", context)


class Deed(NamedTuple):
    name: str
    label: str
    icon: str
    style: str = ""


def _deeds(request: Request, found: Review) -> list[Deed]:
    """What this person may do with it as it stands; the next thing to do comes first."""
    idea, user = found.idea, request.user
    heads, oversees = rules.heads(user, found), rules.may_oversee(user, idea.round)
    if not rules.list_is_open(idea.round):
        return []
    made: list[Deed] = []
    if idea.state == Idea.State.MERGED:
        return [Deed("part", _("Part it again"), "arrow-prev", "quiet")] if heads or oversees else []
    if rules.may_decide(idea.round, timezone.localdate()):
        if heads and found.state in UNDECIDED:
            made.append(Deed("decide", _("Decide"), "check"))
        if heads and found.state == State.OPEN and idea.author_id:
            made.append(Deed("ask", _("Ask the author"), "message", "quiet"))
        if heads and found.state == State.FEASIBLE:
            made.append(Deed("cost", _("Change the cost"), "edit", "quiet"))
        if (heads or oversees) and found.state in UNDECIDED:
            made.append(Deed("pass_on", _("Pass on"), "arrow-next", "quiet"))
        if oversees and found.state in FOUND_OUT:
            made.append(Deed("reopen", _("Look at it again"), "arrow-prev", "quiet"))
    if (heads or oversees) and idea.state in JOINABLE:
        made.append(Deed("join", _("Join with another"), "plus", "quiet"))
    return made


class Asked(NamedTuple):
    """What a page asks before something is done."""

    title: str
    text: str
    submit: str
    done: str


def _ask(
    request: Request, found: Review, form: Form, act: Callable[..., Any], asked: Asked, **more: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            act(by=request.user, **form.values)
            toast(request, asked.done)
            seen = queries.at_desk(request.user, request.user.areas_for(*rules.READERS)).filter(pk=found.pk)
            return redirect("budgets:review", found.pk) if seen.exists() else redirect("budgets:reviews")
    context = {"form": form, "review": found, "idea": found.idea, "asked": asked, **more}
    return page(request, "budgets/review/desk/ask.html", context)


@doors.role(*rules.AT_DESK)
@once
def decide(request: Request, pk: int) -> HttpResponse:
    found = _review(request, pk)
    phrases = list(queries.phrases_of(request.user))
    chosen = next((one for one in phrases if str(one.pk) == request.GET.get("phrase")), None)
    form = forms.DecideForm(request.POST or None, initial={"feasible": "no", "reason": chosen.text} if chosen else None)
    asked = Asked(
        _("Decide"),
        _("The author is told at once. Until the list of projects is written, an officer can have it looked at again."),
        _("Decide"),
        _("Decided, and the author is being told."),
    )
    history = queries.history(found.idea)
    return _ask(request, found, form, _on(actions.decide, found), asked, phrases=phrases, history=history)


@doors.role(*rules.AT_DESK)
@once
def cost(request: Request, pk: int) -> HttpResponse:
    found = _review(request, pk)
    asked = Asked(
        _("Change the cost"),
        _("What it was before stays in the history of the idea."),
        _("Keep the cost"),
        _("The cost is changed, and the author is being told."),
    )
    form = forms.CostForm(request.POST or None, initial={"cost": found.cost})
    return _ask(request, found, form, _on(actions.change_cost, found), asked)


@doors.role(*rules.AT_DESK)
@once
def ask(request: Request, pk: int) -> HttpResponse:
    found = _review(request, pk)
    asked = Asked(
        _("Ask the author"),
        _("The author is told by message and answers on a page. Until then your term stands still."),
        _("Send the question"),
        _("Asked. Your term stands still until the answer."),
    )
    return _ask(request, found, forms.AskForm(request.POST or None), _on(actions.ask_author, found), asked)


@doors.role(*rules.AT_DESK)
@once
def pass_on(request: Request, pk: int) -> HttpResponse:
    found = _review(request, pk)
    asked = Asked(
        _("Pass on"),
        _("To the unit that knows about it. It has five working days at least."),
        _("Pass on"),
        _("Passed on. The other unit is being told."),
    )
    units = assignments.units_for(found.idea.area).exclude(pk=found.unit_id)
    return _ask(request, found, forms.PassOnForm(request.POST or None, units=units), _on(actions.pass_on, found), asked)


@doors.role(*rules.AT_DESK)
@once
def reopen(request: Request, pk: int) -> HttpResponse:
    found = _review(request, pk)
    asked = Asked(
        _("Look at it again"),
        _("The decision is taken back, and the unit has five working days."),
        _("Open it again"),
        _("Opened again. The unit and the author are being told."),
    )
    return _ask(request, found, forms.ReasonForm(request.POST or None), _on(actions.reopen_review, found), asked)


@doors.role(*rules.AT_DESK)
@once
def join(request: Request, pk: int) -> HttpResponse:
    """With one of the same round; a word narrows what is offered."""
    found = _review(request, pk)
    words = request.GET.get("q", "").strip()[:80]
    ideas = list(joining.candidates(found.idea, words)[:LISTED])
    asked = Asked(
        _("Join with another"),
        _("The author stays named. Each supporter is asked whether the support moves; without a yes it stays here."),
        _("Join them"),
        _("Joined. The author is told, and the supporters are being asked."),
    )
    form = forms.JoinForm(request.POST or None, ideas=ideas)

    def act(**values: Any) -> None:
        actions.join(idea=found.idea, **values)

    return _ask(request, found, form, act, asked, searches=True, words=words)


@doors.role(*rules.AT_DESK)
@once
def part(request: Request, pk: int) -> HttpResponse:
    found = _review(request, pk)
    asked = Asked(
        _("Part it again"),
        _("It stands by itself again. Whose support had moved along has it back here."),
        _("Part them"),
        _("Parted. The author is being told."),
    )

    def act(**values: Any) -> None:
        actions.part(idea=found.idea, **values)

    return _ask(request, found, Form(request.POST or None), act, asked)


def _on(act: Callable[..., Any], found: Review) -> Callable[..., Any]:
    return lambda **values: act(review=found, **values)


@doors.role(*rules.AT_DESK)
@once
def phrases(request: Request) -> HttpResponse:
    """A unit's own sentences; one of the same name is written anew."""
    units = list(assignments.units_of(request.user))
    if not units:
        raise Http404
    form = forms.PhraseForm(request.POST or None)
    if request.method == "POST" and "drop" in request.POST:
        row = get_object_or_404(queries.phrases_of(request.user), pk=_number(request.POST["drop"]))
        actions.drop_phrase(by=request.user, phrase=row)
        toast(request, _("The sentence is removed."))
        return redirect("budgets:phrases")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.keep_phrase(by=request.user, unit=units[0], **form.values)
            toast(request, _("The sentence is kept."))
            return redirect("budgets:phrases")
    context = {"form": form, "rows": queries.phrases_of(request.user), "unit": units[0]}
    return page(request, "budgets/review/desk/phrases.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
