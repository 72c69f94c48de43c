"""What a door puts on the kit sheets of its calls. Doors above register theirs in `<room>/kit.py`.

kits.register("budgets", days=days_of, steps=steps_of)
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from meydan.ambassadors.models import Call
from meydan.base import wording

Days = Sequence[tuple[str, dt.date, dt.date | None]]  # what it is, from when, until when


def _days(call: Call) -> Days:
    return [(_("Until"), call.ends_on, None)] if call.ends_on else []


def _steps(_call: Call) -> Sequence[str]:
    return [
        _("Open your phone’s camera and point it at the square, or type the address."),
        _("Sign in with your mobile number; a code comes by SMS."),
        _("Read what is going on in your neighborhood."),
        _("Take part, and tell your neighbors."),
    ]


class Kit(NamedTuple):
    days: Callable[[Call], Days] = _days
    steps: Callable[[Call], Sequence[str]] = _steps  # four of them


_kits: dict[str, Kit] = {}


def register(
    door: str, *, days: Callable[[Call], Days] = _days, steps: Callable[[Call], Sequence[str]] = _steps
) -> None:
    _kits[door] = Kit(days, steps)


def of(call: Call) -> Kit:
    return _kits.get(call.door, Kit())


def said(call: Call) -> list[tuple[str, str]]:
    """The days in words."""
    return [
        (name, _("%(first)s to %(last)s") % {"first": wording.day(first), "last": wording.day(last)})
        if last
        else (name, wording.day(first))
        for name, first, last in of(call).days(call)
    ]
