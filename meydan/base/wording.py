"""Numbers, days and money as the reader of the page writes them: Persian digits in Persian, Latin ones in English."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meydan.engines import identity, jalali, persian

# Keep a run of left-to-right signs together inside a Persian sentence; unlike <bdi> they also work in attributes.
LTR_ISOLATE, POP_ISOLATE = "\u2066", "\u2069"
RIAL_IN_TOMAN = 10


def language() -> Literal["fa", "en"]:
    return "en" if (translation.get_language() or "").startswith("en") else "fa"


def digits(text: object) -> str:
    """Any text, with its digits in the reader's script."""
    return persian.to_persian_digits(str(text)) if language() == "fa" else persian.fold_digits(str(text))


def number(value: float | Decimal | str, places: int | None = None) -> str:
    """A number in groups of three; `places` rounds it, half up as people do."""
    amount = Decimal(str(value))
    if places is not None:
        amount = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _point, rest = f"{abs(amount):f}".partition(".")
    if places is None:
        rest = rest.rstrip("0")
    in_persian = language() == "fa"
    sign = "" if amount >= 0 else "\u2212"
    shown = sign + persian.group_thousands(int(whole), persian=in_persian)
    return shown + (("٫" if in_persian else ".") + digits(rest) if rest else "")


def percent(share: float | Decimal, places: int = 0) -> str:
    """A share between 0 and 1, as «۴۳٪»."""
    shown = number(Decimal(str(share)) * 100, places)
    return f"{shown}٪" if language() == "fa" else f"{shown}%"


def unit_of_money() -> Literal["toman", "rial"]:
    return "rial" if settings.MONEY_UNIT == "rial" else "toman"


def rial_per_unit() -> int:
    return 1 if unit_of_money() == "rial" else RIAL_IN_TOMAN


def name_of_unit() -> str:
    return pgettext("money", "Rial") if unit_of_money() == "rial" else pgettext("money", "Toman")


def money(rial: int) -> str:
    """An amount kept in Rial, in the unit the house shows."""
    return _("%(amount)s %(unit)s") % {
        "amount": number(Decimal(rial) / rial_per_unit()),
        "unit": name_of_unit(),
    }


def day(date: dt.date, style: jalali.Style = "long") -> str:
    return jalali.format_day(local_date(date), style=style, language=language())


def clock(moment: dt.datetime | dt.time) -> str:
    """The hour and minute on Tehran's clocks."""
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return digits(f"{moment:%H:%M}")


def moment(when: dt.datetime, style: jalali.Style = "long") -> str:
    return _("%(day)s, %(clock)s") % {"day": day(when, style), "clock": clock(when)}


def phone(number_: str) -> str:
    """A phone with its middle hidden."""
    return LTR_ISOLATE + digits(identity.mask_mobile(number_)) + POP_ISOLATE


def masked_name(name: str) -> str:
    """The first name and an initial: enough to compare with somebody in hand, too little to find them."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}…" if len(words) > 1 else f"{name.strip()[:1]}…"


def local_date(date: dt.date) -> dt.date:
    if isinstance(date, dt.datetime):
        return (timezone.localtime(date) if timezone.is_aware(date) else date).date()
    return date
