"""The desk of whoever holds meetings: calling, inviting, the agenda, and writing down while it runs."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meydan.assignments import queries as assignments
from meydan.assignments.rules import may_give
from meydan.base import doors, paper
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.ground.counters import allow
from meydan.ground.once import once
from meydan.meetings import abouts, actions, figures, forms, minutes, queries, rules, wording
from meydan.meetings.models import Invited, Item, Meeting
from meydan.people.models import Person
from meydan.people.request import Request

HOUR = dt.timedelta(hours=1)


def _read(request: Request, pk: int) -> Meeting:
    """One that is this person’s to see; any other is not there."""
    return get_object_or_404(queries.within(request.user.areas_for(*rules.READERS)), pk=pk)


def _held(request: Request, pk: int) -> Meeting:
    return get_object_or_404(queries.within(request.user.areas_for(*rules.HOLDERS)), pk=pk)


def _invited(request: Request, pk: int) -> Invited:
    rows = Invited.objects.select_related("meeting")
    found = get_object_or_404(rows, pk=pk)
    _held(request, found.meeting_id)
    return found


def _item(request: Request, pk: int) -> Item:
    found = get_object_or_404(Item.objects.select_related("meeting"), pk=pk)
    _held(request, found.meeting_id)
    return found


@doors.role(*rules.READERS)
def meetings(request: Request) -> HttpResponse:
    found = queries.within(request.user.areas_for(*rules.READERS))
    context = {"rows": paged(request, found), "can_call": bool(request.user.areas_for(*rules.HOLDERS))}
    return page(request, "meetings/desk/list.html", context)


@doors.role(*rules.READERS)
def sums(request: Request) -> HttpResponse:
    found = figures.sums(areas=request.user.areas_for(*rules.READERS))
    return page(request, "meetings/desk/sums.html", {"sums": found})


@doors.role(*rules.READERS)
def meeting(request: Request, pk: int) -> HttpResponse:
    found = _read(request, pk)
    holds = rules.may_hold(request.user, found.area)
    context = {
        "meeting": found,
        "where": wording.where(found),
        "about": abouts.of(found),
        "invited": queries.invited(found),
        "items": queries.items(found),
        "decisions": queries.decisions(found),
        "may": {what for what in rules.MAY if holds and rules.may(what, found)} - _not_now(found),
        "followed_by": Meeting.objects.filter(follows=found).first(),
        "form": Form(),
    }
    return page(request, "meetings/desk/meeting.html", context)


def _not_now(meeting: Meeting) -> set[str]:
    """One that a closure crossed out is moved first, one of another day is not opened yet, and one in which something
    was written down has begun.
    """
    if rules.may("open", meeting):
        return {"open"} if meeting.occasion.is_cancelled or not rules.has_come(meeting) else set()
    return set() if queries.is_unwritten(meeting) else {"unopen"}


@doors.role(*rules.READERS)
@require_safe
def minutes_paper(request: Request, pk: int) -> HttpResponse:
    found = _read(request, pk)
    if found.closed_at is None:
        raise Http404
    address = request.build_absolute_uri(reverse("meetings:meeting", args=[pk]))
    said = minutes.facts(found, address)
    return paper.answer(request, minutes.LAYOUT, said, found.closed_at, filename=f"meeting-{pk}.pdf")


@doors.role(*rules.HOLDERS)
@once
def call(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.HOLDERS)
    form = forms.CallForm(request.POST or None, areas=areas, initial={"minutes": 90})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = actions.call(by=request.user, **form.values)
            toast(request, _("The meeting is called. Invite people and put something on its agenda."))
            return redirect("meetings:desk_meeting", made.pk)
    return page(request, "meetings/desk/call.html", {"form": form})


class Asked(NamedTuple):
    """What a page asks before something is done."""

    title: str
    text: str
    submit: str
    done: str
    danger: bool = False


def _ask(request: Request, meeting: Meeting, form: Form, act: Callable[[], Any], asked: Asked) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = act()
            toast(request, asked.done)
            return redirect("meetings:desk_meeting", made.pk if isinstance(made, Meeting) else meeting.pk)
    return page(request, "meetings/desk/ask.html", {"form": form, "meeting": meeting, "asked": asked})


@doors.role(*rules.HOLDERS)
@once
def move(request: Request, pk: int) -> HttpResponse:
    found = _held(request, pk)
    occasion = found.occasion
    initial = {
        "starts_at": occasion.starts_at,
        "minutes": occasion.minutes,
        "venue": occasion.venue,
        "place": found.place,
    }
    form = forms.WhenForm(request.POST or None, areas=[found.area], initial=initial)
    asked = Asked(
        _("Another time or place"),
        _("Everybody invited is told. Their answers stay."),
        _("Move the meeting"),
        _("Moved. Everybody invited is being told."),
    )
    return _ask(request, found, form, lambda: actions.move(by=request.user, meeting=found, **form.values), asked)


@doors.role(*rules.HOLDERS)
@once
def cancel(request: Request, pk: int) -> HttpResponse:
    found = _held(request, pk)
    form = forms.ReasonForm(request.POST or None)
    asked = Asked(
        _("Cancel the meeting"),
        _("Everybody invited is told."),
        _("Cancel the meeting"),
        _("Canceled. Everybody invited is being told."),
        danger=True,
    )
    return _ask(request, found, form, lambda: actions.cancel(by=request.user, meeting=found, **form.values), asked)


@doors.role(*rules.HOLDERS)
def invite(request: Request, pk: int) -> HttpResponseBase:
    """Numbers are counted before, and outside, what `once` undoes: whoever tries them out is stopped."""
    tried = request.method == "POST" and request.POST.get("phone", "").strip()
    may = not tried or allow(f"meetings.invite {request.user.pk}", limit=rules.MOST_NUMBERS, window=HOUR).ok
    return _invite(request, pk, may_try=may)


@once
def _invite(request: Request, pk: int, *, may_try: bool) -> HttpResponse:
    found = _held(request, pk)
    choices = queries.to_invite([found.area]).exclude(invited_to__meeting=found)
    form = forms.InviteForm(request.POST or None, organizations=choices)
    if request.method == "POST" and form.is_valid():
        if not may_try:
            form.add_error("phone", _("You have given many numbers within an hour. Try again later."))
        elif not form.values["phone"] and not form.values["organizations"]:
            form.add_error("organizations", _("Choose an organization, or give a number."))
    asked = Asked(
        _("Invite"),
        _("They get an SMS at once, and say who comes."),
        _("Send the invitations"),
        # one sentence for a number that is known and for one that is not
        _("Whoever has signed in to Meydan with this number is invited and told.")
        if form.is_bound and form.is_valid() and form.values["phone"]
        else _("Invited. They are being told."),
    )

    def act() -> None:
        persons, organizations = _person(found, form), form.values["organizations"]
        if persons or organizations:
            actions.invite(by=request.user, meeting=found, organizations=organizations, persons=persons)

    return _ask(request, found, form, act, asked)


def _person(meeting: Meeting, form: forms.InviteForm) -> list[Person]:
    """Whose number it is, if it is anybody’s who is not invited yet."""
    phone = form.values["phone"]
    rows = Person.objects.filter(phone=phone, erased_at=None).exclude(invited_to__meeting=meeting)
    return list(rows) if phone else []


@doors.role(*rules.HOLDERS)
@once
def add_item(request: Request, pk: int) -> HttpResponse:
    found = _held(request, pk)
    form = forms.ItemForm(request.POST or None, invited=queries.invited(found))
    asked = Asked(
        _("Put on the agenda"),
        _("It comes last; you can move it up."),
        _("Put on the agenda"),
        _("It is on the agenda."),
    )
    return _ask(request, found, form, lambda: actions.add_item(by=request.user, meeting=found, **form.values), asked)


@doors.role(*rules.HOLDERS)
@once
def decide(request: Request, pk: int) -> HttpResponse:
    found = _held(request, pk)
    may_order = may_give(request.user, found.area)
    form = forms.DecideForm(
        request.POST or None,
        areas=[found.area],
        units=assignments.units_for(found.area) if may_order else [],
        items=queries.items(found),
        initial={"item": request.GET.get("item", "")},
    )
    asked = Asked(
        _("Write down a decision"),
        _("With a unit it becomes an order at once, and the unit is told.")
        if may_order
        else _("It is written down. Orders to units are given by the secretary of orders or the mayor."),
        _("Write it down"),
        _("The decision is written down."),
    )
    return _ask(request, found, form, lambda: actions.decide(by=request.user, meeting=found, **form.values), asked)


@doors.role(*rules.HOLDERS)
@once
def follow(request: Request, pk: int) -> HttpResponse:
    found = _held(request, pk)
    initial = {
        "title": found.title,
        "minutes": found.occasion.minutes,
        "venue": found.occasion.venue,
        "place": found.place,
    }
    form = forms.NextForm(request.POST or None, areas=[found.area], initial=initial)
    asked = Asked(
        _("Call the next meeting"),
        _("The same people are invited, and its agenda begins with what is still open."),
        _("Call it"),
        _("The next meeting is called, and everybody is being told."),
    )
    return _ask(request, found, form, lambda: actions.follow(by=request.user, meeting=found, **form.values), asked)


@doors.role(*rules.HOLDERS)
@once
def write(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = forms.NotesForm(request.POST or None, initial={"notes": item.notes, "version": item.version})
    asked = Asked(str(item), _("It stands in the minutes."), _("Keep"), _("What was said is kept."))

    def act() -> None:
        try:
            actions.write(by=request.user, item=item, **form.values)
        finally:
            form.data = {**form.data.dict(), "version": str(item.version)}  # type: ignore[attr-defined]  # what was typed stays, and is sent again upon the newer words

    return _ask(request, item.meeting, form, act, asked)


@doors.role(*rules.HOLDERS)
@require_POST
@once
def open_meeting(request: Request, pk: int) -> HttpResponse:
    actions.open_meeting(by=request.user, meeting=_held(request, pk))
    toast(request, _("The meeting is open."))
    return redirect("meetings:desk_meeting", pk)


@doors.role(*rules.HOLDERS)
@require_POST
@once
def unopen(request: Request, pk: int) -> HttpResponse:
    actions.unopen(by=request.user, meeting=_held(request, pk))
    toast(request, _("The meeting has not begun yet, as before."))
    return redirect("meetings:desk_meeting", pk)


@doors.role(*rules.HOLDERS)
@require_POST
@once
def close(request: Request, pk: int) -> HttpResponse:
    actions.close(by=request.user, meeting=_held(request, pk))
    toast(request, _("The meeting is over. Read the minutes, and approve them."))
    return redirect("meetings:desk_meeting", pk)


@doors.role(*rules.HOLDERS)
@require_POST
@once
def approve(request: Request, pk: int) -> HttpResponse:
    actions.approve(by=request.user, meeting=_held(request, pk))
    toast(request, _("The minutes are approved, and everybody invited is being told."))
    return redirect("meetings:desk_meeting", pk)


@doors.role(*rules.HOLDERS)
@require_POST
@once
def came(request: Request, pk: int) -> HttpResponse:
    row = actions.mark(by=request.user, invited=_invited(request, pk), came=True)
    return redirect(reverse("meetings:desk_meeting", args=[row.meeting_id]) + "#invited")


@doors.role(*rules.HOLDERS)
@require_POST
@once
def missing(request: Request, pk: int) -> HttpResponse:
    row = actions.mark(by=request.user, invited=_invited(request, pk), came=False)
    return redirect(reverse("meetings:desk_meeting", args=[row.meeting_id]) + "#invited")


@doors.role(*rules.HOLDERS)
@require_POST
@once
def uninvite(request: Request, pk: int) -> HttpResponse:
    row = actions.uninvite(by=request.user, invited=_invited(request, pk))
    return redirect(reverse("meetings:desk_meeting", args=[row.pk]) + "#invited")


@doors.role(*rules.HOLDERS)
@require_POST
@once
def begin(request: Request, pk: int) -> HttpResponse:
    item = actions.begin(by=request.user, item=_item(request, pk))
    return redirect(reverse("meetings:desk_meeting", args=[item.meeting_id]) + f"#item-{item.pk}")


@doors.role(*rules.HOLDERS)
@require_POST
@once
def unbegin(request: Request, pk: int) -> HttpResponse:
    item = actions.unbegin(by=request.user, item=_item(request, pk))
    return redirect(reverse("meetings:desk_meeting", args=[item.meeting_id]) + f"#item-{item.pk}")


@doors.role(*rules.HOLDERS)
@require_POST
@once
def raise_item(request: Request, pk: int) -> HttpResponse:
    item = actions.raise_item(by=request.user, item=_item(request, pk))
    return redirect(reverse("meetings:desk_meeting", args=[item.meeting_id]) + f"#item-{item.pk}")


@doors.role(*rules.HOLDERS)
@require_POST
@once
def remove_item(request: Request, pk: int) -> HttpResponse:
    row = actions.remove_item(by=request.user, item=_item(request, pk))
    return redirect("meetings:desk_meeting", row.pk)
