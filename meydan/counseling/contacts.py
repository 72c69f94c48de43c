"""How a client is reached, without any table saying who they are.

Texts are neutral: a reader over the shoulder learns that something is at some hour, and not what. Messages name no
person; the messenger opens the number as it sends (`messaging.sealed`). None says the code of the file: with the phone
it is the way back in, and the phone may be in the hands the client is afraid of.
"""

import datetime as dt
from typing import Any

from django.db import models

from meydan.counseling import vault
from meydan.counseling.models import Case, PhoneCheck
from meydan.messaging import actions as messaging
from meydan.messaging import sealed
from meydan.messaging.models import Message
from meydan.people.models import Person


def who(*, phone: str, person: Person | None = None, name: str = "", others: str = "") -> dict[str, Any]:
    """What `Case.sealed_who` holds. Without a name: the phone alone. `others`: the child, or the partner."""
    return {"phone": phone, "person": str(person.key) if person else "", "name": name, "others": others}


def tell(  # noqa: PLR0913 - what a message is, by name
    *,
    by: Person | None,
    case: Case,
    template: str,
    text: str,
    cause: models.Model | None = None,
    kind: Message.Kind = Message.Kind.SERVICE,
    expires_at: dt.datetime | None = None,
    not_before: dt.datetime | None = None,
) -> Message | None:
    """Once for each `template` and `cause` (the file itself where none is named). None: the file was erased."""
    if case.shown_code in text:
        raise ValueError("A message to a client says no code of a file.")
    if case.erased_at is not None:
        return None
    return messaging.send_sealed(
        by=by,
        to=case,
        template=template,
        text=text,
        cause=cause or case,
        kind=kind,
        expires_at=expires_at,
        not_before=not_before,
        area=case.area_id,
    )


def phone_of(check: PhoneCheck) -> str:
    """The number somebody showed to be theirs, to be sealed in the file they open."""
    return str(vault.unseal_outside(check, "sealed_phone", check.master))


def _of_case(pk: int) -> str | None:
    case = Case.objects.select_related("data_key").filter(pk=pk, erased_at__isnull=True).first()
    try:
        said = vault.unseal(case, case, "sealed_who") if case else None
    except vault.Unreadable:
        return None
    return said["phone"] if said else None


def _of_check(pk: int) -> str | None:
    check = PhoneCheck.objects.filter(pk=pk).first()
    try:
        return phone_of(check) if check else None
    except vault.Unreadable:
        return None


sealed.register("counseling.Case", _of_case)
sealed.register("counseling.PhoneCheck", _of_check)
