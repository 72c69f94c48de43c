"""Somebody agrees to something on another's device: a helper writes an idea for them, staff let them vote at a station.

A code goes to their phone with what it agrees to; telling it agrees to that and opens nothing else: it signs nobody in,
and a sign-in code confirms nothing here.
"""

import uuid
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from meydan.people.models import Person
from meydan.signin import actions, devices, limits
from meydan.signin.codes import confirming_text, new_code, try_code
from meydan.signin.models import CodeRequest

SHOWN: Final = "shown_confirming_codes"  # session key, in sample mode only


def ask(request: HttpRequest, *, by: Person | None, phone: str, purpose: str, what: str) -> CodeRequest:
    """Send the code; `what` ends the sentence "By telling it you agree: …". Raises `limits.Wait` where it is too often.

    Called inside the transaction of the form that asks for it.
    """
    device = devices.known(request, phone)
    limits.count_request(phone=phone, address=_address(request), device=device)
    made = new_code()
    text = confirming_text(made, what=what)
    asked = actions.ask(by=by, phone=phone, code=made, text=text, known_here=bool(device), purpose=purpose)
    if settings.SAMPLE:
        request.session[SHOWN] = {str(asked.key): made}
    return asked


def confirm(request: HttpRequest, *, by: Person | None, key: uuid.UUID, purpose: str, typed: str) -> Person:
    """Whose phone it is, known from now on. A guess stays counted, so this stands in no transaction (nor `@once`)."""
    asked = try_code(key, typed, purpose=purpose)
    person = actions.confirm(by=by, code_request=asked)
    limits.count_as_answered(phone=asked.phone, address=_address(request), device=devices.known(request, asked.phone))
    return person


def shown(request: HttpRequest, key: uuid.UUID) -> str | None:
    """In sample mode the code itself, to stand on the page."""
    return request.session.get(SHOWN, {}).get(str(key)) if settings.SAMPLE else None


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
