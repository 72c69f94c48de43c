"""Age bands: coarse enough that a row of the ledger gives nobody away."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.engines import jalali

# The first age of each band, oldest first.
BANDS: Final = ((60, "60+"), (30, "30-59"), (18, "18-29"), (12, "12-17"), (0, "0-11"))


def age_band(birth_year: int | None, day: dt.date) -> str:
    """The band of somebody born in a Jalali year, on a day. Age is the difference of years: no more is known."""
    if birth_year is None:
        return ""
    age = jalali.to_jalali(day).year - birth_year
    return next((name for first, name in BANDS if age >= first), "")


def band_name(band: str) -> str:
    """«۳۰ تا ۵۹ سال», "60 years and over"."""
    first, _dash, last = band.partition("-")
    if last:
        return _("%(first)s to %(last)s years") % {"first": wording.digits(first), "last": wording.digits(last)}
    return _("%(first)s years and over") % {"first": wording.digits(first.rstrip("+"))} if band else ""
