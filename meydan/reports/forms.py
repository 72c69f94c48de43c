"""What a report is asked for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.places.fields import AreaField
from meydan.places.models import Area
from meydan.programs.models import Program
from meydan.reports import measures, periods
from meydan.reports.periods import Period

EACH_SIDE: Final = (30, 90, 180, 365)  # days


class ReportForm(Form):
    """An area in reach and the days from one to another, both included, all in the address."""

    days = fields.JalaliRange(label=_("Days"), names=("from", "to"))
    kinds = fields.MultiChoice(label=_("Kinds of programs"), choices=Program.Kind.choices, required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(areas=areas, empty_label=None)
        self.order_fields(["area", "days", "kinds"])

    def clean_days(self) -> Period:
        period = Period(*self.cleaned_data["days"])
        if period.days > periods.LONGEST:
            longest = wording.number(periods.LONGEST)
            raise ValidationError(_("A report covers at most %(days)s days. Choose fewer."), params={"days": longest})
        return period


class AroundForm(Form):
    """A date, and how many days before and after it are looked at."""

    date = fields.JalaliDate(label=_("Date"))
    of = fields.Choice(
        label=_("What is counted"),
        choices=[(one.key, one.label) for one in (measures.VISITS, measures.AT_VENUES)],
        radio=True,
    )
    each_side = fields.Choice(label=_("Days before and after"), choices=[(str(days), str(days)) for days in EACH_SIDE])

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(areas=areas, empty_label=None)
        self.fields["each_side"].choices = [  # type: ignore[attr-defined]  # digits as this reader writes them
            (str(days), wording.digits(days)) for days in EACH_SIDE
        ]
        self.order_fields(["area", "date", "each_side", "of"])


class MonthForm(Form):
    """A month or a quarter that is over, since anything was counted; for the public."""

    def __init__(self, *args: Any, today: dt.date, since: dt.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = periods.finished_months(today, periods.months_since(since, today))
        quarters = {_quarter_key(each): each for each in periods.finished_quarters(today, len(months) // 3 or 1)}
        self.months = {_key(month): month for month in months} | quarters
        choices = [
            (_("Quarters"), [(key, str(quarter)) for key, quarter in quarters.items()]),
            (_("Months"), [(key, str(month)) for key, month in self.months.items() if key not in quarters]),
        ]
        self.fields["month"] = fields.Choice(label=_("Month or quarter"), choices=choices)

    def clean_month(self) -> Period:
        return self.months[self.cleaned_data["month"]]


def _quarter_key(quarter: Period) -> str:
    """«1405-q3»"""
    year, month, _day = periods.jalali_day(quarter.first)
    return f"{year}-q{(month + 2) // 3}"


def _key(month: Period) -> str:
    """«1405-08»"""
    return periods.written(month.first)[:7]
