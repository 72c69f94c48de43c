"""The steps of voting, whoever serves them: choose a pot, fill its ballot in, look it over, cast it.

Nothing is kept between the steps but the form itself, so that no choice lies anywhere before it is cast.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import actions, picture, queries, rules
from meydan.ballots.forms.voting import BallotForm, HomeForm
from meydan.ballots.marks import Marks
from meydan.ballots.models import Option, Poll, Pot
from meydan.ballots.voter import Voter
from meydan.base import wording
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.engines import persian

Speech = Poll.Speech
STEPS: Final = ("review", "edit", "filter", "cast")


def choose(request: HttpRequest, poll: Poll, voter: Voter) -> HttpResponse:
    """Which ballots are theirs, and which are cast already. Asks once where they live, if that isn't known."""
    pots = rules.pots(poll)
    if not rules.is_known(voter.person, poll, pots) and rules.closed_to(poll, timezone.now()) is None:
        return _ask_home(request, poll, voter, pots)
    held = queries.held_by(voter.person, poll)
    offered = [one for one in rules.pots_of(voter.person, pots) if one.pot.pk not in held]
    taken = {one.slot for one in held.values()}
    refused = rules.may_vote(voter.person, poll, timezone.now(), pots)
    context = {
        "poll": poll,
        "shell": voter.shell,
        "refused": refused.sentence if refused else "",
        "held": [_card(voter, one.pot, entitlement=one) for one in held.values()],
        "offered": [_card(voter, one.pot, kind=one.kind) for one in offered if one.slot not in taken],
        "others_taken": poll.reach == Poll.Reach.OWN_AND_ONE and rules.CHOSEN in taken,
        "form": Form(),
    }
    return page(request, "ballots/voting/pots.html", context)


def fill(request: HttpRequest, poll: Poll, number: int, voter: Voter) -> HttpResponse:
    """One ballot: by GET as it was cast before or empty; by POST looked over, or cast. Stands under `@once`."""
    pots = rules.pots_around(poll, voter.person, number)
    pot = next((one for one in pots if one.pk == number), None)
    if pot is None:
        raise Http404
    held = queries.held_of(voter.person, pot)
    if held is None and (refused := rules.may_vote(voter.person, poll, timezone.now(), pots)) is not None:
        raise refused
    if held is not None and (closed := rules.closed_to(poll, timezone.now())) is not None:
        raise closed
    options = queries.shuffled(pot, voter.person)
    form = BallotForm(
        request.POST if request.method == "POST" else None,
        pot=pot,
        options=options,
        earlier=queries.marks_of(held) if held and voter.sees_earlier else None,
    )
    if request.method != "POST":
        return _fill_page(request, form, voter)
    step = request.POST.get("step", "review")
    if step in {"edit", "filter"}:
        return _fill_page(request, form, voter)
    if not form.is_valid() or _places_clash(form):
        return _fill_page(request, form, voter)
    if step == "cast" and (form.right.options or request.POST.get("blank") == "yes"):
        with form.refusals():
            return _cast(request, form, voter)
        return _fill_page(request, form, voter)
    return _review(request, form, voter)


def _cast(request: HttpRequest, form: BallotForm, voter: Voter) -> HttpResponse:
    receipt = actions.cast(
        by=voter.by,
        pot=form.pot,
        person=voter.person,
        marks=form.right,
        channel=voter.channel,
        station=voter.station,
        ambassador=voter.ambassador,
    )
    said = {"cast": _("Your ballot is cast."), "changed": _("Your ballot is changed. Only this one counts.")}
    toast(request, said.get(receipt.act, _("This is what you had cast already. It stands.")))
    return redirect(voter.receipt_url(form.pot))


def _ask_home(request: HttpRequest, poll: Poll, voter: Voter, pots: Sequence[Pot]) -> HttpResponse:
    knows_home = rules.knows_home(voter.person, poll, pots)
    form = HomeForm(request.POST or None, person=voter.person, poll=poll, knows_home=knows_home)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.settle(by=voter.by or voter.person, person=voter.person, **form.values)
            return redirect(voter.choose_url(poll))
    return page(request, "ballots/voting/home.html", {"poll": poll, "form": form, "shell": voter.shell})


def _card(voter: Voter, pot: Pot, **more: Any) -> dict[str, Any]:
    return {"pot": pot, "url": voter.fill_url(pot), **more}


def _places_clash(form: BallotForm) -> bool:
    same = form.same_places() if form.pot.poll.speech == Speech.RANKED and "move" not in form.data else []
    for place in same:
        said = {"place": wording.number(place)}
        form.add_error(None, _("Two projects have place %(place)s. Give each its own.") % said)
    return bool(same)


def _review(request: HttpRequest, form: BallotForm, voter: Voter) -> HttpResponse:
    marks = form.right
    if form.pot.poll.speech == Speech.RANKED:
        marks = form.moved(request.POST.get("move", ""))
    context = _context(form, voter) | {"rows": _rows(marks, form.options), "marks": marks}
    return page(request, "ballots/voting/review.html", context, status=200)


def _rows(marks: Marks, options: Sequence[Option]) -> list[dict[str, Any]]:
    """What was chosen, in its order, with place and points."""
    by_number = {option.number: option for option in options}
    points = dict(zip(marks.options, marks.points, strict=False))
    numbers = sorted(marks.options, key=lambda number: -points[number]) if points else marks.options
    return [
        {"option": by_number[number], "place": place, "points": points.get(number, 0)}
        for place, number in enumerate(numbers, 1)
        if number in by_number
    ]


def _fill_page(request: HttpRequest, form: BallotForm, voter: Voter) -> HttpResponse:
    said = request.POST if request.method == "POST" else request.GET
    asked, category = persian.tidy(said.get("q", ""))[:80], said.get("category", "")[:80]
    rows = {row["option"].number: row for row in _rows(form.marks, form.options)}
    found = {option.number for option in form.options if _is_like(option, asked, category)}
    context = _context(form, voter) | {
        "lines": [
            {
                "option": option,
                "row": rows.get(option.number),
                "hidden": option.number not in found,
                "left_out": option.number not in found and option.number not in rows,
            }
            for option in form.options
        ],
        "shown": len(found),
        "categories": sorted({option.category for option in form.options if option.category}, key=persian.sort_key),
        "q": asked,
        "category": category,
        "picture": picture.of_pot(form.pot, form.options),
        "places": range(1, (form.pot.poll.most or len(form.options)) + 1),
        "rial_per_unit": wording.rial_per_unit(),
        "unit": wording.name_of_unit(),
    }
    return page(request, "ballots/voting/fill.html", context)


def _context(form: BallotForm, voter: Voter) -> dict[str, Any]:
    poll, total = form.pot.poll, form.sums
    return {
        "form": form,
        "poll": poll,
        "pot": form.pot,
        "shell": voter.shell,
        "choose_url": voter.choose_url(poll),
        "fill_url": voter.fill_url(form.pot),
        "total": total,
        "left_money": max(form.pot.budget - total["cost"], 0),
        "left_points": max(poll.points - total["points"], 0),
        "over": max(total["cost"] - form.pot.budget, 0),
    }


def _is_like(option: Option, asked: str, category: str) -> bool:
    if category and option.category != category:
        return False
    if not (words := persian.search_key(asked).split()):
        return True
    key = persian.search_key(f"{option.title} {option.place} {option.category} {option.about}")
    return all(word in key for word in words)
