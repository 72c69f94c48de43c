"""The manager's desk: what people come for, as a tree, and the rules of each."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from meydan.base.pages import page, toast
from meydan.counseling import actions, doors, guide
from meydan.counseling.desk.within import cities, city_of
from meydan.counseling.forms.team import TopicForm
from meydan.counseling.models import Topic
from meydan.counseling.queries import team as queries
from meydan.counseling.rules.managing import MANAGERS
from meydan.ground.once import once
from meydan.people.request import Request
from meydan.places.queries import within


@doors.staff(*MANAGERS)
def topics(request: Request) -> HttpResponse:
    city = city_of(request)
    tree = queries.topics(city)
    leaves = [one.topic for one in tree if not one.is_heading and one.topic.is_open]
    context = {
        "city": city,
        "cities": cities(request),
        "tab": "topics",
        "tree": tree,
        "guide": [(topic, guide.phrases(topic)) for topic in leaves],
    }
    return page(request, "counseling/team_topics.html", context)


@doors.staff(*MANAGERS)
@once
def add(request: Request) -> HttpResponse:
    city = city_of(request)
    initial = {"parent": request.GET.get("below", "")}
    form = TopicForm(request.POST or None, tree=queries.topics(city), initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.add_topic(by=request.user, area=city, **form.values)
            toast(request, _("Kept."))
            return redirect("counseling:topics")
    context = {"form": form, "city": city, "heading": _("Add a topic"), "tab": "topics"}
    return page(request, "counseling/team_form.html", context)


@doors.staff(*MANAGERS)
@once
def change(request: Request, pk: int) -> HttpResponse:
    rows = within(Topic.objects.select_related("area", "parent"), request.user.areas_for(*MANAGERS))
    topic = get_object_or_404(rows, pk=pk)
    tree = queries.topics(topic.area)
    form = TopicForm(request.POST or None, tree=tree, topic=topic, initial=TopicForm.told(topic))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.change_topic(by=request.user, topic=topic, **form.values)
            toast(request, _("Kept."))
            return redirect("counseling:topics")
    context = {"form": form, "city": topic.area, "heading": str(topic), "tab": "topics"}
    return page(request, "counseling/team_form.html", context)
