"""The request as views behind a door see it: somebody is signed in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from meydan.people.models import Person


class Request(HttpRequest):
    user: Person
    htmx: HtmxDetails
