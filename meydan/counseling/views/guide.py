"""«I am not sure what I need»: three small questions, then a topic with why, and what can be done at once."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from meydan.base import doors
from meydan.base.pages import page
from meydan.counseling import choosing, danger, draft, guide, times
from meydan.counseling.doors import unkept
from meydan.counseling.forms.guide import SinceForm, WeighsForm, WhomForm
from meydan.counseling.models import BookedFor, Topic
from meydan.counseling.queries import booking as queries
from meydan.counseling.times import Slot
from meydan.counseling.views.booking import Said, city_of
from meydan.places.models import Area


@doors.open
@unkept
@draft.of_this_browser
def whom(request: HttpRequest, pk: int) -> HttpResponse:
    city = city_of(pk)
    said = _said(request)
    form = WhomForm(request.POST or None, initial={"booked_for": BookedFor.ONESELF} | said)
    if request.method == "POST" and form.is_valid():
        return _on(request, "guide_weighs", city, said | form.cleaned_data)
    return _step(request, city, 1, said, form)


@doors.open
@unkept
@draft.of_this_browser
def weighs(request: HttpRequest, pk: int) -> HttpResponse:
    city = city_of(pk)
    said = _said(request)
    if said.get("booked_for") not in BookedFor.values:
        return redirect("counseling:guide", pk)
    signs = guide.signs(_topics(city, said))
    form = WeighsForm(request.POST or None, initial=said, signs=signs, booked_for=said["booked_for"])
    if request.method == "POST" and form.is_valid():
        return _on(request, "guide_since", city, said | form.cleaned_data)
    return _step(request, city, 2, said, form)


@doors.open
@unkept
@draft.of_this_browser
def since(request: HttpRequest, pk: int) -> HttpResponse:
    city = city_of(pk)
    said = _said(request)
    if "signs" not in said:
        return redirect("counseling:guide", pk)
    form = SinceForm(request.POST or None, initial={"danger": "no"} | said)
    if request.method == "POST" and form.is_valid():
        return _on(request, "guide_found", city, said | form.cleaned_data)
    return _step(request, city, 3, said, form)


@doors.open
@unkept
@draft.of_this_browser
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """The nearest topic and why; whoever is first; a call. Where there is danger, emergency lines come before it."""
    city = city_of(pk)
    said = _said(request)
    topics = _topics(city, said) if {"booked_for", "signs", "danger"} <= said.keys() else []
    if not topics:
        return redirect("counseling:guide", pk)
    near = guide.suggest(topics, said["signs"])
    words = [why for row in near for why in row.why]
    is_urgent = (
        said["danger"] == "yes" or danger.speaks_of_it(words) or any(row.topic.shows_lines for row in near if row.why)
    )
    topic = near[0].topic if near else queries.most_counseled(topics)
    slot = _first(city, topic, said)
    along = said | {"danger": "yes"} if is_urgent else said  # on the careful side; it can be changed there
    context = {
        "city": city,
        "topic": topic,
        "why": near[0].why if near else [],
        "others": [(row, _address(request, "book_mode", city, _booking(along, row.topic))) for row in near[1:]],
        "lines": danger.LINES,
        "is_urgent": is_urgent,
        "is_much": said.get("much") == guide.A_LOT,
        "slot": slot,
        "counselor": choosing.counselor(slot) if slot else None,
        "venue": choosing.venue(slot) if slot else None,
        "book": _address(request, "book_mode", city, _booking(along, topic)),
        "first": _address(request, "book_details", city, _booking(along, topic, slot)) if slot else "",
        "call": _address(request, "call", city, {"topic": str(topic.pk), "danger": "yes" if is_urgent else "no"}),
        "all": _address(request, "book", city, {"booked_for": said["booked_for"]}),
        "back": _address(request, "guide_since", city, said),
    }
    return page(request, "counseling/guide_found.html", context)


def _said(request: HttpRequest) -> Said:
    return draft.read(request.GET.get("s", ""), draft.browser(request))


def _topics(city: Area, said: Said) -> list[Topic]:
    leaves = [leaf for heading in queries.tree(city) for leaf in heading.leaves]
    return guide.allowed(leaves, said["booked_for"])


def _booking(said: Said, topic: Topic, slot: Slot | None = None) -> Said:
    """What goes along into the booking: since when and whether there is danger stand filled in on its last screen."""
    details = {name: said[name] for name in ("since", "danger") if said.get(name)}
    chosen: Said = {"booked_for": said["booked_for"], "topic": str(topic.pk), "details": details}
    if slot is not None:
        chosen |= {"mode": slot.mode, "counselor": None, "slot": choosing.value_of(slot)}
    return chosen


def _first(city: Area, topic: Topic, said: Said) -> Slot | None:
    now = timezone.now()
    today = timezone.localdate(now)
    last = today + dt.timedelta(days=times.policy(city).horizon_days)
    slots = times.free(area=city, topic=topic, now=now, first_day=today, last_day=last, booked_for=said["booked_for"])
    return slots[0] if slots else None


def _address(request: HttpRequest, name: str, city: Area, said: Said) -> str:
    token = draft.seal(said, draft.browser(request))
    return f"{reverse(f'counseling:{name}', args=[city.pk])}?{urlencode({'s': token})}"


def _on(request: HttpRequest, name: str, city: Area, said: Said) -> HttpResponse:
    return redirect(_address(request, name, city, said))


def _step(request: HttpRequest, city: Area, step: int, said: Said, form: Any) -> HttpResponse:
    names = ("guide", "guide_weighs")
    back = _address(request, names[step - 2], city, said) if step > 1 else ""
    context = {"city": city, "step": step, "form": form, "back": back, "lines": danger.LINES}
    return page(request, "counseling/guide.html", context)
