"""The way from an area's page to its public report."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from meydan.base import slots
from meydan.places.models import Area


def to_the_report(_request: HttpRequest, area: Area) -> SafeString:
    return render_to_string("reports/slot.html", {"area": area})


slots.register("places.area", to_the_report, order=90)
