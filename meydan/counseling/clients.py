"""Whose files a request may see: those of its account, and the one without a name whose phone it has shown."""

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from meydan.counseling import phones, vault
from meydan.counseling.models import Case
from meydan.people.models import Person


def person_of(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def cases(request: HttpRequest) -> list[Case]:
    """Newest first; what was erased is nobody's."""
    return list(_of(request).order_by("-opened_at"))


class NotOpen(Http404):
    """`doors.unkept` tells how a file is opened, in the same words whether it is another's or nowhere."""


def case_for(request: HttpRequest, key: uuid.UUID) -> Case:
    """Addresses say the key and not the code: a browser's history is on the phone that, with the code, opens a file."""
    found = _of(request).filter(key=key).first()
    if found is None:
        raise NotOpen
    return found


def _of(request: HttpRequest) -> QuerySet[Case]:
    rows = Case.objects.filter(erased_at=None).select_related("area", "topic", "counselor__person")
    person, check = person_of(request), phones.confirmed(request)
    mine = rows.none()
    if person is not None:
        mine |= rows.filter(owner_mac=vault.of_person(person))
    if check is not None and check.case_id is not None:
        mine |= rows.filter(pk=check.case_id)
    return mine
