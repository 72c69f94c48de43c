"""The roll on a phone: today's sessions, one tap a person, and a plain count."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.programs import actions, queries, rules
from meydan.programs.forms import HeadCountForm, RollForm
from meydan.programs.models import Mark, Session


@doors.role(*rules.ROLL_CALLERS)
def today(request: Request) -> HttpResponse:
    areas = request.user.areas_for(*rules.ROLL_CALLERS)
    today = timezone.localdate()
    context = {
        "sessions": queries.sessions_on(today, areas),
        "waiting": queries.rolls_waiting(today, areas),
        "day": today,
    }
    return page(request, "programs/desk/today.html", context)


def _session(request: Request, pk: int) -> Session:
    return get_object_or_404(queries.sessions_in_reach(request.user.areas_for(*rules.ROLL_CALLERS)), pk=pk)


@doors.role(*rules.ROLL_CALLERS)
@once
def roll(request: Request, pk: int) -> HttpResponse:
    session = _session(request, pk)
    registrations = queries.roll(session)
    form = RollForm(request.POST or None, registrations=registrations)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            for made in actions.call_roll(by=request.user, session=session, marks=form.marks):
                made.registration.mark = made  # type: ignore[attr-defined]
            if request.htmx:
                return page(request, "programs/desk/roll.html", _shown(request, session, form), partial="summary")
            toast(request, _("The roll is kept."))
            return redirect("programs:roll", session.pk)
    return page(request, "programs/desk/roll.html", _shown(request, session, form))


@doors.role(*rules.ROLL_CALLERS)
@once
def count(request: Request, pk: int) -> HttpResponse:
    session = _session(request, pk)
    if request.method != "POST":
        return redirect("programs:roll", session.pk)
    form = HeadCountForm.of(session, request.POST)
    if form.is_valid():
        with form.refusals():
            actions.count_heads(by=request.user, session=session, **form.values)
            toast(request, _("The count is kept."))
            return redirect("programs:roll", session.pk)
    rolled = RollForm(registrations=queries.roll(session))
    return page(request, "programs/desk/roll.html", {**_shown(request, session, rolled), "count_form": form})


def _shown(request: Request, session: Session, form: RollForm) -> dict[str, Any]:
    registrations = list(form.registrations.values())
    states = [registration.mark.state for registration in registrations if registration.mark]  # type: ignore[attr-defined]
    return {
        "session": session,
        "program": session.program,
        "occasion": session.occasion,
        "form": form,
        "registrations": registrations,
        "states": Mark.State.choices,
        "count_form": HeadCountForm.of(session),
        "window": rules.roll_window(session, timezone.now()).value,
        "can_mark": rules.may_call_roll(request.user, session, timezone.now()),
        "came": sum(state != "absent" for state in states),
        "absent": states.count("absent"),
        "waiting": len(registrations) - len(states),
    }
