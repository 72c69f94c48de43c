"""Six digits sent to a phone: making them, and trying one against what is kept of it."""

import hmac
import secrets
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines.sms import segments
from meydan.ground.counters import spend
from meydan.people import keys
from meydan.signin.models import CodeRequest

DIGITS = 6


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def mac_of(request_key: uuid.UUID, code: str) -> bytes:
    return keys.mac("sign-in code", str(request_key), code)


def text_of(code: str, *, site: str, host: str) -> str:
    """The message. Its last line lets a browser fill in the code (WebOTP), where that costs no second part."""
    text = _("Sign-in code for %(site)s: %(code)s") % {"site": site, "code": code} + "\n" + _("Give it to nobody.")
    with_origin = f"{text}\n@{host} #{code}"
    return with_origin if segments(with_origin).parts == 1 else text


def confirming_text(code: str, *, what: str) -> str:
    """A code that somebody else types for its holder, who therefore has to read what it agrees to. No browser fills
    it in by itself.
    """
    return (
        _("Confirmation code: %(code)s") % {"code": code}
        + "\n"
        + _("By telling it you agree: %(what)s.") % {"what": what}
    )


def try_code(request_key: uuid.UUID, typed: str, *, purpose: str = "") -> CodeRequest:
    """Spend one try, then compare; whatever is wrong is a `Refusal`. Not in a transaction: tries stay spent."""
    live = CodeRequest.objects.filter(
        pk=request_key, purpose=purpose, used_at__isnull=True, expires_at__gt=timezone.now()
    )
    if not spend(live, "tries", limit=CodeRequest.MOST_TRIES):
        raise spent()
    request = CodeRequest.objects.get(pk=request_key)
    if not hmac.compare_digest(mac_of(request_key, typed), bytes(request.code_mac)):
        raise wrong(CodeRequest.MOST_TRIES - request.tries)
    return request


def wrong(left: int) -> Refusal:
    """Not the code that was sent; so many tries are left."""
    if left <= 0:
        return spent()
    sentence = ngettext(
        "This is not the code we sent. You have %(n)s more try.",
        "This is not the code we sent. You have %(n)s more tries.",
        left,
    )
    return Refusal(sentence % {"n": wording.number(left)}, field="code")


def spent() -> Refusal:
    """Used, too old, or tried too often: which one is nobody's business."""
    return Refusal(_("This code no longer works. Have a new one sent."), field="code")
