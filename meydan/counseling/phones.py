"""Somebody shows that a phone is theirs, and is nobody: no person is made known, and no table has the number.

check = phones.ask(request, phone=…)                    # to book without a name
check = phones.ask_again(request, case=case)            # to come back: the code goes to the file's own number
check = phones.confirm(request, key=…, typed=…)         # Refusal where it is wrong; this session has shown it
phones.confirmed(request)                               # the check, for half an hour; or None
"""

import datetime as dt
import hmac
import uuid
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.counseling import actions, contacts, draft
from meydan.counseling.models import Case, PhoneCheck
from meydan.engines import persian
from meydan.ground.counters import spend
from meydan.people import keys
from meydan.signin import limits
from meydan.signin.codes import new_code, spent, wrong

HELD: Final = "counseling_phone"  # session key: the check it has passed, sealed, for a session may name an account
CODES: Final = "counseling_codes"  # session key, in sample mode only
MOST_TRIES: Final = 5
STAYS: Final = dt.timedelta(minutes=30)


def ask(request: HttpRequest, *, phone: str) -> PhoneCheck:
    """Send a code to a number (E.164). Raises `limits.Wait` where it is too often. Inside the form's transaction."""
    limits.count_request(phone=phone, address=_address(request), device="")
    return _sent(request, phone=phone, case=None)


def ask_again(request: HttpRequest, *, case: Case) -> PhoneCheck:
    """Send a code to the number a file has, for whoever knows the file's code."""
    limits.count_request(phone=_of(case), address=_address(request), device="")
    return _sent(request, phone="", case=case)


def confirm(request: HttpRequest, *, key: uuid.UUID, typed: str) -> PhoneCheck:
    """Spend one try, then compare. Not in a transaction (nor `@once`): tries stay spent."""
    live = PhoneCheck.objects.filter(key=key, confirmed_at__isnull=True, expires_at__gt=timezone.now())
    if not spend(live, "tries", limit=MOST_TRIES):
        raise spent()
    check = PhoneCheck.objects.select_related("case").get(key=key)
    if not hmac.compare_digest(mac_of(key, persian.fold_digits(typed).strip()), bytes(check.code_mac)):
        raise wrong(MOST_TRIES - check.tries)
    check = actions.confirm_phone(by=None, check=check)
    asked = _of(check.case) if check.case else contacts.phone_of(check)
    limits.count_as_answered(phone=asked, address=_address(request), device="")
    request.session.cycle_key()  # whoever sat at this device before and noted its session sees nothing
    request.session[HELD] = draft.seal({"check": str(check.key)})
    return check


def confirmed(request: HttpRequest) -> PhoneCheck | None:
    """What this session has shown, as long as it counts."""
    try:
        key = uuid.UUID(draft.read(request.session.get(HELD, "")).get("check", ""))
    except (ValueError, TypeError):
        return None
    since = timezone.now() - STAYS
    return PhoneCheck.objects.select_related("case").filter(key=key, confirmed_at__gt=since).first()


def forget(request: HttpRequest) -> None:
    """Whoever leaves: the next one at this device is somebody else."""
    request.session.pop(HELD, None)
    request.session.pop(CODES, None)


def shown(request: HttpRequest, key: uuid.UUID) -> str | None:
    """In sample mode the code itself, to stand on the page."""
    return request.session.get(CODES, {}).get(str(key)) if settings.SAMPLE else None


def mac_of(key: uuid.UUID, code: str) -> bytes:
    return keys.mac("counseling phone code", str(key), code)


def _sent(request: HttpRequest, *, phone: str, case: Case | None) -> PhoneCheck:
    key, code = uuid.uuid4(), new_code()
    text = _("Meydan code: %(code)s") % {"code": code} + "\n" + _("Give it to nobody.")
    check = actions.ask_phone_code(by=None, key=key, phone=phone, case=case, code_mac=mac_of(key, code), text=text)
    if settings.SAMPLE:
        request.session[CODES] = {str(key): code}
    return check


def _of(case: Case) -> str:
    """What requests to a file's own number are counted under."""
    return f"counseling file {case.pk}"


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
