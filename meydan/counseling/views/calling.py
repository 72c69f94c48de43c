"""«Call me»: asked on one small screen, with a name or without; and what a client does on their own file beside it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.counseling import actions, clients, danger, draft, phones, rooms, times
from meydan.counseling.actions.taking import CODE_LENGTH
from meydan.counseling.doors import unkept
from meydan.counseling.forms.booking import CodeForm
from meydan.counseling.forms.calling import CallForm
from meydan.counseling.queries import booking as queries
from meydan.counseling.queries import calls, mine
from meydan.counseling.rules import desk as rules
from meydan.counseling.views.booking import city_of
from meydan.engines import codes
from meydan.ground.once import once_unsigned


@doors.open
@unkept
@draft.of_this_browser
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    city = city_of(pk)
    person = clients.person_of(request)
    topics = [(str(leaf.pk), str(leaf)) for heading in queries.tree(city) for leaf in heading.leaves]
    initial = {"named": "yes", "danger": "no"} | draft.read(request.GET.get("s", ""), draft.browser(request))
    form = CallForm(request.POST or None, person=person, topics=topics, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("topic", "danger")} | form.hours
        with form.refusals():
            if form.is_named:
                call = actions.ask_call(by=None, area=city, person=person, **_facts(city, said))
                toast(request, _("A counselor calls you. Your place in the queue stands here."))
                return redirect("counseling:mine_case", call.case.key)
            check = phones.ask(request, phone=form.cleaned_data["phone"])
            token = draft.seal(said | {"check": str(check.key)}, draft.browser(request))
            return page(request, "counseling/call_code.html", _code(request, city, CodeForm(), token, check.key))
    waits = calls.waiting_of(clients.cases(request))
    context = {"form": form, "city": city, "policy": times.policy(city), "lines": danger.LINES, "waits": waits}
    return page(request, "counseling/call.html", context)


@doors.open
@unkept
@require_POST
@draft.of_this_browser
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code that came to a phone without a name. What was chosen comes along, sealed."""
    city = city_of(pk)
    token = request.POST.get("said", "")
    said = draft.read(token, draft.browser(request))
    try:
        key = uuid.UUID(said.get("check", "") if "from_hour" in said else "")  # else it is of another screen
    except ValueError:
        return redirect("counseling:call", pk)
    form = CodeForm(request.POST)
    if form.is_valid():
        with form.refusals():
            check = phones.confirm(request, key=key, typed=form.cleaned_data["code"])
            call = actions.ask_call(by=None, area=city, check=check, **_facts(city, said))
            return redirect(f"{reverse('counseling:mine_case', args=[call.case.key])}?new=1")
    return page(request, "counseling/call_code.html", _code(request, city, form, token, key))


@doors.open
@unkept
@require_POST
@once_unsigned
def cancel(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    case = clients.case_for(request, key)
    call = case.calls.filter(state="waiting").first()
    if call is None:
        raise Refusal(_("This call does not wait any more: somebody is calling you, or it is over."))
    actions.cancel_call(call=call)
    toast(request, _("Nobody calls you now."))
    return redirect("counseling:mine_case", case.key)


@doors.open
@unkept
def room(request: HttpRequest, key: uuid.UUID, appointment: str) -> HttpResponse:
    """Into the private room, near its time only; the address stands in no page before."""
    case = clients.case_for(request, key)
    row = mine.one(case, codes.read(appointment, CODE_LENGTH))
    if row is None:
        raise Http404
    policy = times.policy(case.area)
    if not rules.has_room(row) or rules.room_window(row, policy, timezone.now()) is not rules.Window.OPEN:
        raise Refusal(_("The room is open only near its time."))
    answer = redirect(rooms.address(row, policy))
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@doors.open
@unkept
@require_POST
@once_unsigned
def done(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """A task for the family is done; with `done=no` it is not after all."""
    case = clients.case_for(request, key)
    row = get_object_or_404(case.homework, pk=pk)
    actions.say_homework_done(homework=row, done=request.POST.get("done") != "no")
    return redirect("counseling:mine_case", case.key)


def _facts(city: Any, said: dict[str, Any]) -> dict[str, Any]:
    topic = queries.leaf(city, said["topic"])
    if topic is None:
        raise Refusal(_("Choose a topic from the list."), field="topic")
    return {
        "topic": topic,
        "from_hour": said["from_hour"],
        "until_hour": said["until_hour"],
        "is_urgent": said["danger"] == "yes",
    }


def _code(request: HttpRequest, city: Any, form: CodeForm, token: str, key: uuid.UUID) -> dict[str, Any]:
    return {"city": city, "form": form, "said": token, "shown": phones.shown(request, key)}
