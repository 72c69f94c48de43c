"""A code to a phone that nobody is known by. None of these leaves a line that says whose."""

import datetime as dt
import uuid
from typing import Final

from django.utils import timezone

from meydan.counseling import vault
from meydan.counseling.models import Case, PhoneCheck
from meydan.journal.action import action
from meydan.messaging import actions as messaging
from meydan.messaging.models import Message
from meydan.people.models import Person

GOOD_FOR: Final = dt.timedelta(minutes=10)
KEPT_FOR: Final = dt.timedelta(hours=1)


@action
def ask_phone_code(
    *, by: Person | None, key: uuid.UUID, phone: str, case: Case | None, code_mac: bytes, text: str
) -> PhoneCheck:
    """To `phone`, or to the number sealed in a file."""
    now = timezone.now()
    check = PhoneCheck(key=key, case=case, code_mac=code_mac, asked_at=now, expires_at=now + GOOD_FOR)
    check.client_mac = vault.of_phone(phone) if case is None else bytes(case.client_mac or b"")
    check.sealed_phone, check.master = vault.seal_outside(check, "sealed_phone", phone)
    check.save(force_insert=True)
    messaging.send_sealed(
        by=None,
        to=case or check,
        template="counseling.code",
        text=text,
        cause=check,
        kind=Message.Kind.CODE,
        expires_at=check.expires_at,
    )
    return check


@action
def confirm_phone(*, by: Person | None, check: PhoneCheck) -> PhoneCheck:
    check.confirmed_at = timezone.now()
    check.save(update_fields=["confirmed_at"])
    return check


@action
def drop_phone_checks(*, by: Person | None) -> int:
    """What is an hour old is gone, its number with it."""
    return PhoneCheck.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()[0]
