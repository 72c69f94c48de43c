"""Signing in: from here on the session is somebody's."""

import time

from django.contrib.auth import login
from django.http import HttpRequest

from meydan.base.doors import FACTOR_PASSED
from meydan.people.models import Person
from meydan.people.session import SIGNED_IN_AT

BACKEND = "meydan.people.backend.ById"


def sign_in(request: HttpRequest, person: Person, *, factor_passed: bool = False) -> None:
    """Give the session a new key and make it this person's; whatever stood in somebody else's is gone."""
    login(request, person, backend=BACKEND)
    request.session.pop(FACTOR_PASSED, None)
    request.session[SIGNED_IN_AT] = int(time.time())
    if factor_passed:
        pass_factor(request)


def pass_factor(request: HttpRequest) -> None:
    """The session may from now on do what staff do, so it gets a new key once more."""
    request.session.cycle_key()
    request.session[FACTOR_PASSED] = int(time.time())
