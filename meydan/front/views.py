"""The home page and the search across rooms."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meydan.base import doors
from meydan.base.pages import page
from meydan.budgets import cards
from meydan.campaigns import cards as campaigns
from meydan.counseling.queries import booking as counseling
from meydan.front.forms import SearchForm
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.programs import queries as programs
from meydan.programs.models import Program
from meydan.questions import queries as questions

SHOWN = 9
LOOKED_AT = 100
EVENINGS = 3
ROUNDS = 3
STAGES = 2
MOST_FOUND = 20


@doors.open
def home(request: HttpRequest) -> HttpResponse:
    near = request.user.neighborhood if request.user.is_authenticated else None
    coming = programs.coming()
    if near is not None:
        coming = places.within(coming, [_city_of(near)])
    evenings = questions.counted(questions.open_editions())
    if near is not None:
        evenings = places.within(evenings, [_city_of(near)])
    today = timezone.localdate()
    context = {
        "evenings": evenings[:EVENINGS],
        "form": SearchForm(),
        "near": near,
        "rounds": cards.running(today, near)[:ROUNDS],
        "stages": campaigns.coming(today, _city_of(near) if near is not None else None)[:STAGES],
        "counsels": counseling.cities().exists(),
        "today": today,
        "programs": _of_many_kinds(coming[:LOOKED_AT]),
    }
    return page(request, "front/home.html", context)


def _of_many_kinds(coming: Iterable[Program]) -> list[Program]:
    """The nearest of each title: dawn exercise in eight parks is one idea, and the list shows where else."""
    by_title: dict[str, Program] = {}
    for program in coming:
        by_title.setdefault(program.title, program)
    return list(by_title.values())[:SHOWN]


def _city_of(area: Area) -> Area:
    """A neighborhood is too small to show what is on; its city is what people mean by near."""
    above = [*places.ancestors(area), area]
    return next((one for one in reversed(above) if one.kind == Area.Kind.CITY), area)


@doors.open
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.values.get("q", "")
    context = {"form": form, "text": text}
    if text:
        context["programs"] = programs.matching(programs.coming(), text)[:MOST_FOUND]
        context["sessions"] = campaigns.matching(timezone.localdate(), text, MOST_FOUND)
        context["topics"] = counseling.matching(text)[:MOST_FOUND]
        context["areas"] = places.search_areas(text)[:MOST_FOUND]
        context["venues"] = places.search_venues(text)[:MOST_FOUND]
    return page(request, "front/search.html", context)
