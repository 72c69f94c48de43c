"""Four small screens and a last one, each a page of its own that the back button finds again."""

import datetime as dt
import uuid
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from meydan.base import doors
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal
from meydan.counseling import actions, caps, choosing, clients, contacts, danger, draft, phones, times
from meydan.counseling.doors import unkept
from meydan.counseling.forms.booking import CodeForm, DetailsForm, ModeForm, TopicForm
from meydan.counseling.models import Appointment, BookedFor, Mode, PhoneCheck, Topic
from meydan.counseling.queries import booking as queries
from meydan.counseling.queries import mine
from meydan.counseling.times import Slot
from meydan.people.models import Person
from meydan.places.models import Area

Said = dict[str, Any]
DETAILS: Final = ("others", "age_band", "home", "about", "since", "before", "danger")
ANSWERS: Final = ("about", "since", "before", "danger")  # sealed as the intake; the rest belongs to the file


@doors.open
@unkept
def start(request: HttpRequest) -> HttpResponse:
    """The city somebody lives in, or the only one; else they choose."""
    found = list(queries.cities())
    person = clients.person_of(request)
    home = person.neighborhood if person is not None else None
    near = [one for one in found if home is not None and one.contains(home)] or (found if len(found) == 1 else [])
    if near and not request.GET.get("all"):
        return redirect("counseling:city", near[0].pk)
    return page(request, "counseling/cities.html", {"cities": found})


@doors.open
@unkept
def city(request: HttpRequest, pk: int) -> HttpResponse:
    found = city_of(pk)
    cases = clients.cases(request)
    context = {
        "city": found,
        "next": mine.coming(cases, timezone.now()).first() if cases else None,
        "tree": queries.tree(found),
        "lines": danger.LINES,
        "policy": times.policy(found),
        "others": queries.cities().exclude(pk=pk).exists(),
        "mine": bool(cases),
    }
    return page(request, "counseling/city.html", context)


@doors.open
@unkept
@draft.of_this_browser
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    found = city_of(pk)
    if request.GET.get("guide"):  # as it was once
        return redirect("counseling:guide", pk)
    said = draft.read(request.GET.get("s", ""), draft.browser(request))
    headings = queries.tree(found)
    form = TopicForm(request.POST or None, initial=said, headings=headings)
    if request.method == "POST" and form.is_valid():
        return _on(request, "counseling:book_mode", found, said | form.cleaned_data)
    context = {"form": form, "city": found, "step": 1, "headings": headings}
    return page(request, "counseling/book_topic.html", context)


@doors.open
@unkept
@draft.of_this_browser
def mode(request: HttpRequest, pk: int) -> HttpResponse:
    found = city_of(pk)
    said, chosen = _chosen(request, found)
    if chosen is None:
        return _anew(request, found)
    houses = queries.houses(found, chosen, clients.person_of(request))
    form = ModeForm(request.POST or None, initial=said, topic=chosen, houses=houses)
    if request.method == "POST" and form.is_valid():
        return _on(request, "counseling:book_counselor", found, said | form.cleaned_data)
    own = clients.cases(request)
    mac = next((bytes(case.client_mac) for case in own if case.client_mac), None)
    full = caps.full(found, chosen, mac, own) if mac else ""  # told here, and not on the last screen
    return _step(request, "counseling/book_mode.html", found, 2, said, form=form, topic=chosen, full=full)


@doors.open
@unkept
@draft.of_this_browser
def counselor(request: HttpRequest, pk: int) -> HttpResponse:
    """Each with the first time they have; or whoever is first."""
    found = city_of(pk)
    said, chosen = _chosen(request, found)
    if chosen is None or said.get("mode") not in Mode.values:
        return _anew(request, found)
    if request.method == "POST":
        asked = request.POST.get("counselor", "")
        is_id = asked.isascii() and asked.isdigit() and len(asked) < 16
        return _on(request, "counseling:book_time", found, said | {"counselor": int(asked) if is_id else None})
    slots = _offered(found, chosen, said | {"counselor": None})
    first: dict[int, Slot] = {}
    for slot in slots:
        first.setdefault(slot.counselor, slot)
    cards = [(one, first[one.pk]) for one in queries.counselors(found, chosen) if one.pk in first]
    cards.sort(key=lambda card: card[1].starts_at)
    context = {"cards": cards, "first": slots[0] if slots else None, "topic": chosen}
    return _step(request, "counseling/book_counselor.html", found, 3, said, **context)


@doors.open
@unkept
@draft.of_this_browser
def time(request: HttpRequest, pk: int) -> HttpResponse:
    found = city_of(pk)
    said, chosen = _chosen(request, found)
    if chosen is None or "counselor" not in said:
        return _anew(request, found)
    if request.method == "POST":
        slot = choosing.read(request.POST.get("slot", ""))
        if slot is not None:
            return _on(request, "counseling:book_details", found, said | {"slot": slot})
    return _times(request, found, chosen, said)


@doors.open
@unkept
@draft.of_this_browser
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it is for, in as many words as they like; then it is booked, or the phone is shown to be theirs first."""
    found = city_of(pk)
    said, chosen = _chosen(request, found)
    if chosen is None or not said.get("slot"):
        return _anew(request, found)
    slot, person = _slot(found, chosen, said), clients.person_of(request)
    form = DetailsForm(
        request.POST or None,
        person=person,
        booked_for=said["booked_for"],
        homes=_homes(found),
        initial={"named": "yes", "danger": "no"} | said.get("details", {}),
    )
    is_right = request.method == "POST" and form.is_valid()
    if request.method == "POST":
        said["details"] = {name: form.cleaned_data.get(name, "") for name in DETAILS}
    if slot is None:
        if row := _booked(request, said):
            return _done(row)
        said.pop("slot")
        return _times(request, found, chosen, said, gone=True)
    if is_right:
        with form.refusals():
            if form.is_named:
                return _book(request, found, chosen, said, slot, person=person)
            return _ask(request, found, said, form.cleaned_data["phone"])
    context = {
        "form": form,
        "topic": chosen,
        "slot": slot,
        "counselor": choosing.counselor(slot),
        "venue": choosing.venue(slot),
        "policy": times.policy(found),
        "person": person,
        "here": f"{request.path}?{urlencode({'s': draft.seal(said, draft.browser(request))})}",  # and what was typed
    }
    return _step(request, "counseling/book_details.html", found, 5, said, **context)


@doors.open
@unkept
@draft.of_this_browser
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code that came to a phone without a name; with the right one it is booked."""
    found = city_of(pk)
    said, chosen = _chosen(request, found)
    key = _key(said.get("check", ""))
    if chosen is None or key is None:
        return _anew(request, found)
    if row := _booked(request, said):
        return _done(row)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            check = phones.confirm(request, key=key, typed=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", str(refusal.sentence))
        else:
            slot = _slot(found, chosen, said)
            if slot is None:
                said.pop("slot", None)
                return _times(request, found, chosen, said, gone=True)
            return _book(request, found, chosen, said, slot, check=check)
    context = {"form": form, "shown": phones.shown(request, key), "topic": chosen}
    return _step(request, "counseling/book_code.html", found, 6, said, **context)


def city_of(pk: int) -> Area:
    return get_object_or_404(queries.cities(), pk=pk)


def _ask(request: HttpRequest, found: Area, said: Said, phone: str) -> HttpResponse:
    """Nothing is asked again of a phone this session has shown a moment ago."""
    check = phones.confirmed(request)
    if check is not None and contacts.phone_of(check) == phone:
        chosen = queries.leaf(found, said["topic"])
        slot = _slot(found, chosen, said) if chosen is not None else None
        if chosen is not None and slot is not None:
            return _book(request, found, chosen, said, slot, check=check)
    check = phones.ask(request, phone=phone)
    return _on(request, "counseling:book_code", found, said | {"check": str(check.key)})


def _book(  # noqa: PLR0913 - what is booked, by name
    request: HttpRequest,
    found: Area,
    chosen: Topic,
    said: Said,
    slot: Slot,
    *,
    person: Person | None = None,
    check: PhoneCheck | None = None,
) -> HttpResponse:
    filled: Said = said["details"]
    home = next((one for one in _homes(found) if str(one.pk) == filled.get("home")), None)
    try:
        row = actions.book(
            by=None,
            area=found,
            topic=chosen,
            booked_for=said["booked_for"],
            slot=slot,
            answers={name: filled[name] for name in ANSWERS if filled.get(name)},
            person=person,
            check=check,
            name=person.name if person is not None else "",
            others=filled.get("others", ""),
            home=home,
            age_band=filled.get("age_band", ""),
        )
    except Refusal as refusal:
        said.pop("slot", None)
        return _times(request, found, chosen, said, refused=str(refusal.sentence))
    return _done(row)


def _done(row: Appointment) -> HttpResponse:
    return redirect(f"{reverse('counseling:mine_case', args=[row.case.key])}?new=1")


def _booked(request: HttpRequest, said: Said) -> Appointment | None:
    """The time is gone because it is theirs: they came back to this screen, or sent it twice."""
    coming = mine.coming(clients.cases(request), timezone.now())
    return next((row for row in coming if choosing.value_of_booked(row) == said.get("slot")), None)


def _anew(request: HttpRequest, found: Area) -> HttpResponse:
    """What was chosen is too old, or of another browser: it is said, and one begins again."""
    if request.GET.get("s"):
        toast(
            request, _("What you had chosen is closed after some hours. Nothing was booked; choose again."), "warning"
        )
    return redirect("counseling:book", found.pk)


def _times(  # noqa: PLR0913
    request: HttpRequest, found: Area, chosen: Topic, said: Said, *, gone: bool = False, refused: str = ""
) -> HttpResponse:
    """What was typed on the last screen goes along, sealed, and stands there again."""
    slots = _offered(found, chosen, said)
    token = urlencode({"s": draft.seal(said, draft.browser(request))})
    context = {
        "topic": chosen,
        "mine": bool(refused and clients.cases(request)),
        "refused": refused or (_("This time is not free any more. Choose another one.") if gone else ""),
        "days": choosing.by_day(slots, said.get("counselor") is None),
        "counselor": choosing.counselor(slots[0]) if slots and said.get("counselor") else None,
        "send_to": f"{reverse('counseling:book_time', args=[found.pk])}?{token}",
    }
    return _step(request, "counseling/book_time.html", found, 4, said, **context)


def _offered(found: Area, chosen: Topic, said: Said) -> list[Slot]:
    now = timezone.now()
    today = timezone.localdate(now)
    only = [said["counselor"]] if said.get("counselor") else None
    sex = said.get("sex")
    if sex and only is None:
        only = [one.pk for one in queries.counselors(found, chosen) if one.person.sex == sex]
    venue = said.get("venue")
    return times.free(
        area=found,
        topic=chosen,
        now=now,
        first_day=today,
        last_day=today + dt.timedelta(days=times.policy(found).horizon_days),
        counselors=only,
        modes=[said.get("mode", "")],
        booked_for=said.get("booked_for"),
        venue_ids=[int(venue)] if venue and said.get("mode") == Mode.IN_PERSON else None,
    )


def _slot(found: Area, chosen: Topic, said: Said) -> Slot | None:
    """What was chosen, if it is offered still."""
    return choosing.still_free(found, chosen, said.get("slot", ""), said["booked_for"])


def _chosen(request: HttpRequest, found: Area) -> tuple[Said, Topic | None]:
    said = draft.read(request.GET.get("s", ""), draft.browser(request))
    chosen = queries.leaf(found, said.get("topic", ""))
    allowed = chosen is not None and (not chosen.booked_for or said.get("booked_for") in chosen.booked_for)
    return said, chosen if allowed and said.get("booked_for") in BookedFor.values else None


def _homes(found: Area) -> list[Area]:
    """Neighborhoods; where the map has none, the regions."""
    rows = Area.objects.filter(path__below=found.path).defer("border", "outline").order_by("sort_key")
    return list(rows.filter(kind=Area.Kind.NEIGHBORHOOD)) or list(rows.filter(kind=Area.Kind.REGION))


def _on(request: HttpRequest, name: str, found: Area, said: Said) -> HttpResponse:
    return redirect(f"{reverse(name, args=[found.pk])}?{urlencode({'s': draft.seal(said, draft.browser(request))})}")


def _step(request: HttpRequest, template: str, found: Area, step: int, said: Said, **context: Any) -> HttpResponse:
    token = urlencode({"s": draft.seal(said, draft.browser(request))})
    names = ("book", "book_mode", "book_counselor", "book_time", "book_details")
    back = f"{reverse(f'counseling:{names[step - 2]}', args=[found.pk])}?{token}" if step > 1 else ""
    return page(
        request, template, {"city": found, "step": step, "back": back, "said": said, "lines": danger.LINES, **context}
    )


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
