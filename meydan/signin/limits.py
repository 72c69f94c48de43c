"""How often codes may be asked for: by number, by address, in all.

Counted are requests that nobody answered: a sign-in gives its request back, so that people who sit behind one address,
or a busy evening, hold nobody back. A browser that once signed in with a number has a count of its own for it: whoever
asks for codes in somebody's name from elsewhere cannot keep them out.
"""

import datetime as dt
import ipaddress
import math
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.ground.counters import allow, give_back

MINUTE, HOUR, DAY = (dt.timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))
BY_NUMBER = ((1, MINUTE), (5, HOUR), (20, DAY))

NUMBER = gettext_lazy("A code was already sent to this number.")
ADDRESS = gettext_lazy("Many codes were asked for from your network.")
ALL = gettext_lazy("Very many people are signing in at this moment.")


class Limit(NamedTuple):
    key: str
    limit: int
    window: dt.timedelta
    reason: str | Promise


class Wait(Refusal):
    """Too often: try again after so many seconds."""

    def __init__(self, reason: str | Promise, until: dt.datetime) -> None:
        self.seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
        said = {"reason": reason, "wait": in_words(self.seconds)}
        super().__init__(_("%(reason)s Ask again in %(wait)s.") % said, field="phone")


def count_request(*, phone: str, address: str, device: str) -> None:
    """Count one request, inside the transaction that sends its code; raises `Wait`."""
    for limit in _limits(phone, address, device):
        allowed = allow(limit.key, limit=limit.limit, window=limit.window, inside=True)
        if not allowed.ok:
            raise Wait(limit.reason, allowed.retry_at)


def count_as_answered(*, phone: str, address: str, device: str) -> None:
    """The code came back right: its request stays out of the longer counts."""
    for limit in _limits(phone, address, device):
        if limit.window > MINUTE:
            give_back(limit.key)


def _limits(phone: str, address: str, device: str) -> Iterator[Limit]:
    """In one order everywhere, so that two requests never wait for each other."""
    if not device:
        yield Limit(f"codes from {network(address)}", settings.CODES_AN_HOUR_FROM_ADDRESS, HOUR, ADDRESS)
    for limit, window in BY_NUMBER:
        yield Limit(f"codes to {phone} {device} {window}", limit, window, NUMBER)
    if not device:
        yield Limit("codes", settings.CODES_AN_HOUR, HOUR, ALL)


def network(address: str) -> str:
    """An address of IPv4, or the /64 that one home has of IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip.packed, 64), strict=False))


def in_words(seconds: int) -> str:
    """«58 seconds», «7 minutes», «2 hours»; never less than what is left."""
    if seconds < 120:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": wording.number(seconds)}
    minutes = math.ceil(seconds / 60)
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": wording.number(minutes)}
    hours = math.ceil(minutes / 60)
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": wording.number(hours)}
