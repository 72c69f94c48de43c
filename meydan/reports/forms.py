"""What a report is asked for."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.places.fields import AreaField
from meydan.places.models import Area
from meydan.reports import periods
from meydan.reports.periods import Period


class ReportForm(Form):
    """An area in reach and the days from one to another, both included, all in the address."""

    days = fields.JalaliRange(label=_("Days"), names=("from", "to"))

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(areas=areas, empty_label=None)
        self.order_fields(["area", "days"])

    def clean_days(self) -> Period:
        period = Period(*self.cleaned_data["days"])
        if period.days > periods.LONGEST:
            longest = wording.number(periods.LONGEST)
            raise ValidationError(_("A report covers at most %(days)s days. Choose fewer."), params={"days": longest})
        return period


class MonthForm(Form):
    """A month that is over, for the public."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months = {_key(month): month for month in periods.finished_months(today, 24)}
        choices = [(key, str(month)) for key, month in self.months.items()]
        self.fields["month"] = fields.Choice(label=_("Month"), choices=choices)

    def clean_month(self) -> Period:
        return self.months[self.cleaned_data["month"]]


def _key(month: Period) -> str:
    """«1405-08»"""
    return periods.written(month.first)[:7]
