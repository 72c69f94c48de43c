"""One roll: marks, walk-ins, tickets, head counts, and what is still to be settled."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.attendance import actions, codes, pocket, queries, rosters, rules
from meydan.attendance.desk.reach import occasion_of
from meydan.attendance.desk.words import words
from meydan.attendance.forms import HeadCountForm, RollForm, SettleForm, TicketForm, WalkInForm
from meydan.attendance.models import Entry, State
from meydan.attendance.sayings import Saying
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.ground.once import once
from meydan.participation.models import Evidence
from meydan.people.models import Person
from meydan.people.request import Request

PAGE = "attendance/desk/roll.html"


@doors.role(*rules.CALLERS)
@once
def roll(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    form = RollForm(request.POST or None, lines=queries.roll_of(occasion))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            sayings = [_marked(occasion, target, state) for target, state in form.marks]
            actions.say_now(by=request.user, occasion=occasion, sayings=sayings)
            toast(request, _("The roll is kept."))
            return redirect("attendance:roll", occasion.pk)
    return page(request, PAGE, _shown(request, occasion, form=form))


def _marked(occasion: Occasion, target: str, state: State) -> Saying:
    person = codes.person_of(occasion.pk, target)
    if person is not None:
        return Saying(person=person, state=state, at_desk=True)
    mark = occasion.marks.get(walk_in=target.removeprefix("w"))  # the target is of our own list
    return Saying(walk_in=mark.walk_in, state=state, at_desk=True)


@doors.role(*rules.CALLERS)
@require_POST
@once
def walk_in(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    form = WalkInForm(request.POST)
    if form.is_valid():
        with form.refusals():
            actions.say_now(by=request.user, occasion=occasion, sayings=[form.saying])
            toast(request, _("%(name)s was added to the roll.") % {"name": form.values["name"]})
            return redirect("attendance:roll", occasion.pk)
    return page(request, PAGE, _shown(request, occasion, walk_in_form=form))


@doors.role(*rules.CALLERS)
@require_POST
@once
def ticket(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    form = TicketForm(request.POST)
    if form.is_valid():
        with form.refusals():
            person = _holder(occasion, form.values["code"])
            saying = Saying(person=person.pk, state=State.PRESENT, evidence=Evidence.CHECK_IN, at_desk=True)
            actions.say_now(by=request.user, occasion=occasion, sayings=[saying])
            toast(request, _("%(name)s is here.") % {"name": person})
            return redirect("attendance:roll", occasion.pk)
    return page(request, PAGE, _shown(request, occasion, ticket_form=form))


def _holder(occasion: Occasion, code: str) -> Person:
    roster = rosters.of(occasion)
    holder = roster.holders(occasion).get(code) if roster else None
    if holder is None:
        raise Refusal(_("This ticket is not good for this session. Look for the name in the list."), field="code")
    return Person.objects.get(pk=holder)


@doors.role(*rules.CALLERS)
@require_POST
@once
def count(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    form = HeadCountForm(request.POST)
    if form.is_valid():
        with form.refusals():
            actions.say_now(by=request.user, occasion=occasion, sayings=[form.saying])
            toast(request, _("The count is kept."))
            return redirect("attendance:roll", occasion.pk)
    return page(request, PAGE, _shown(request, occasion, count_form=form))


@doors.role(*rules.CALLERS)
@require_POST
@once
def close(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    actions.close(by=request.user, occasion=occasion)
    toast(request, _("The roll is closed. Whoever was not marked is absent."))
    return redirect("attendance:roll", occasion.pk)


@doors.role(*rules.CALLERS)
@require_POST
@once
def reopen(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    actions.reopen(by=request.user, occasion=occasion)
    toast(request, _("The roll is open again."))
    return redirect("attendance:roll", occasion.pk)


@doors.role(*rules.CALLERS)
@require_POST
@once
def settle(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Open the roll again and repeat."))
    entries = Entry.objects.select_related("occasion__area", "occasion__venue")
    entry = get_object_or_404(entries, pk=form.values["entry"], occasion=occasion)
    actions.settle(by=request.user, entry=entry, take=form.values["take"] == "yes")
    toast(request, _("Settled."))
    return redirect("attendance:roll", occasion.pk)


@doors.role(*rules.CALLERS)
def unsettled(request: Request, pk: int) -> HttpResponse:
    """The part of the page that a phone asks for again when it has sent something."""
    occasion = occasion_of(request, pk)
    return page(request, "attendance/desk/unsettled.html", _to_settle(request, occasion))


def _to_settle(request: Request, occasion: Occasion) -> dict[str, Any]:
    can_mark = pocket.may_mark(request.user, rosters.of(occasion), occasion)
    return {"occasion": occasion, "matters": queries.matters(occasion), "can_mark": can_mark, "form": Form()}


def _shown(request: Request, occasion: Occasion, **forms: Any) -> dict[str, Any]:
    now = timezone.now()
    settling = _to_settle(request, occasion)
    lines = list(forms["form"].lines.values()) if "form" in forms else queries.roll_of(occasion)
    counts = queries.head_counts([occasion])[occasion.pk]
    row = pocket.roll_row(occasion)
    states = [line.state for line in lines]
    known = pocket.Known(lines, counts, unsettled=len(settling["matters"]), can=settling["can_mark"])
    return {
        **settling,
        "form": RollForm(lines=lines),
        "walk_in_form": WalkInForm(),
        "ticket_form": TicketForm(),
        "count_form": HeadCountForm.of(counts),
        "close_form": Form(),
        **forms,
        "lines": lines,
        "counts": counts,
        "states": State.choices,
        "pocket": pocket.described(occasion, known),
        "owner": request.user.pk,
        "words": words(),
        "window": rules.roll_window(occasion, now).value,
        "is_closed": row is not None and row.closed_at is not None,
        "has_begun": occasion.starts_at <= now,
        "came": sum(state in {State.PRESENT, State.LATE} for state in states),
        "absent": states.count(State.ABSENT),
        "waiting": states.count(""),
    }
