"""Every write of the room."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging.actions import send_code
from meydan.people.actions import arrive, end_sessions
from meydan.people.models import Person
from meydan.signin import codes, rules, totp
from meydan.signin.models import CodeRequest, RecoveryCode, SecondFactor

REQUESTS_KEPT = dt.timedelta(days=1)


@action
def ask(*, by: Person | None, phone: str, code: str, text: str, known_here: bool, purpose: str = "") -> CodeRequest:
    """Send a code to a number. Whether anybody is known by it is not even looked at."""
    now = timezone.now()
    expires_at = now + dt.timedelta(seconds=settings.CODE_SECONDS)
    key = uuid.uuid4()
    request = CodeRequest.objects.create(
        key=key,
        phone=phone,
        purpose=purpose,
        code_mac=codes.mac_of(key, code),
        known_here=known_here,
        created_at=now,
        expires_at=expires_at,
    )
    send_code(by=by, phone=phone, text=text, expires_at=expires_at)
    note("signin.code_asked", on=request)
    return request


@action
def enter(*, by: None, code_request: CodeRequest) -> Person:
    """The code was right: use it up, and find or make the person whose number it is."""
    now = timezone.now()
    unused = CodeRequest.objects.filter(pk=code_request.pk, purpose="", used_at__isnull=True, expires_at__gt=now)
    if not unused.update(used_at=now):
        raise codes.spent()
    person = arrive(by=by, phone=code_request.phone)
    if not person.is_active:
        raise Refusal(_("This account is closed. Ask at a center."), field="code")
    note("signin.entered", on=person)
    return person


@action
def confirm(*, by: Person | None, code_request: CodeRequest) -> Person:
    """The code was told to whoever typed it: its holder agrees, and is not signed in anywhere by that."""
    now = timezone.now()
    if not CodeRequest.objects.filter(pk=code_request.pk, used_at__isnull=True, expires_at__gt=now).update(used_at=now):
        raise codes.spent()
    person = arrive(by=by, phone=code_request.phone)
    if not person.is_active:
        raise Refusal(_("This account is closed. Ask at a center."), field="code")
    note("signin.confirmed", on=person)
    return person


@action
def set_up_factor(*, by: Person, secret: str, step: int, recovery_codes: Sequence[str]) -> SecondFactor:
    try:
        with transaction.atomic():
            factor = SecondFactor.objects.create(
                person=by, sealed_secret=totp.seal(by, secret), confirmed_at=timezone.now(), last_step=step
            )
    except IntegrityError:
        raise Refusal(_("Your second factor is already set up.")) from None
    _keep(by, recovery_codes)
    note("signin.factor_set_up", on=factor)
    return factor


@action
def pass_factor(*, by: Person, step: int) -> SecondFactor:
    """Use up a time step: the same code, seen over a shoulder, opens nothing."""
    if not SecondFactor.objects.filter(person=by, last_step__lt=step).update(last_step=step):
        raise Refusal(_("This code was already used. Wait for the next one."), field="code")
    factor = SecondFactor.objects.get(person=by)
    note("signin.factor_passed", on=factor)
    return factor


@action
def use_recovery_code(*, by: Person, code: str) -> RecoveryCode:
    mac = totp.recovery_mac(by, code)
    if not RecoveryCode.objects.filter(person=by, code_mac=mac, used_at__isnull=True).update(used_at=timezone.now()):
        raise Refusal(_("This recovery code is not right, or was already used."), field="code")
    used = RecoveryCode.objects.get(person=by, code_mac=mac)
    note("signin.recovery_code_used", on=used)
    return used


@action
def renew_recovery_codes(*, by: Person, recovery_codes: Sequence[str]) -> SecondFactor:
    """New ones; the old ones open nothing any more."""
    factor = SecondFactor.objects.get(person=by)
    _keep(by, recovery_codes)
    note("signin.recovery_codes_renewed", on=factor)
    return factor


@action
def reset_factor(*, by: Person | None, person: Person) -> Person:
    """For whoever lost phone and paper: they set up a new one at their next sign-in."""
    if by is not None and not rules.may_reset_factor(by, person):
        raise Refusal(_("Only an administrator above everything this person is responsible for can do that."))
    if not SecondFactor.objects.filter(person=person).delete()[0]:
        raise Refusal(_("This person has no second factor."))
    RecoveryCode.objects.filter(person=person).delete()
    end_sessions(by=by, person=person)
    note("signin.factor_reset", on=person)
    return person


@action
def forget(*, by: Person | None, person: Person) -> None:
    """Part of erasing a person."""
    SecondFactor.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    CodeRequest.objects.filter(phone=person.phone).delete()


@action
def tidy(*, by: None) -> None:
    """What is over: old requests with their numbers, and sessions that ended."""
    now = timezone.now()
    CodeRequest.objects.filter(created_at__lt=now - REQUESTS_KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()


def _keep(person: Person, recovery_codes: Sequence[str]) -> None:
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, code_mac=totp.recovery_mac(person, code)) for code in recovery_codes
    )
