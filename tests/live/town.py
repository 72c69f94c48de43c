"""A house of one live page."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from meydan.base import doors
from meydan.live import topics

TEMPLATE = """{% extends "base/page.html" %}{% block title %}-{% endblock %}
{% block head %}<script src="{% static "live/live.js" %}" defer></script>{% endblock %}
{% block content %}<h1>-</h1><section {% live "tests.room.1" %}>
<div data-live-part="now" aria-live="polite">{{ parts.now|safe }}</div>
<div data-live-part="form">{{ parts.form|safe }}</div>
</section>{% endblock %}"""


@doors.open
def shown(request: HttpRequest) -> HttpResponse:
    found = topics.current("tests.room.1")
    assert found
    return HttpResponse(engines["django"].from_string(TEMPLATE).render({"parts": found.parts["fa"]}, request))


urlpatterns = [
    path("shown/", shown),
    path("signin/", include(([path("", shown, name="start")], "signin"))),
    path("", include("meydan.live.urls")),
    path("", include("meydan.base.urls")),
]
