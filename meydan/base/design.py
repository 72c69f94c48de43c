"""`/_design/`: every component of the house, with real words in it. What is not shown here does not exist."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from meydan.base import charts, doors, fields, icons, wording
from meydan.base.forms import Filters, Form
from meydan.base.pages import page, paged, toast
from meydan.engines import jalali

_AUDIENCES = [("women", _l("Women")), ("men", _l("Men")), ("everybody", _l("Everybody"))]


class SampleForm(Form):
    """One of each field."""

    title = fields.Text(label=_l("Title"), help_text=_l("What people will read on the poster."))
    about = fields.LongText(label=_l("About"), required=False, rows=3)
    day = fields.JalaliDate(label=_l("Day"))
    begins = fields.JalaliDateTime(label=_l("Begins"), required=False)
    period = fields.JalaliRange(label=_l("Registration"), required=False)
    places = fields.Number(label=_l("Capacity"), min_value=1, max_value=500)
    fee = fields.Money(label=_l("Fee"), required=False)
    phone = fields.Phone(label=_l("Phone"))
    national_id = fields.NationalId(label=_l("National ID"), required=False)
    audience = fields.Choice(label=_l("For whom"), choices=_AUDIENCES, radio=True)
    aim = fields.Choice(
        label=_l("Aim"), choices=[("", "…"), ("vitality", _l("Vitality")), ("health", _l("Social health"))]
    )
    needs = fields.MultiChoice(
        label=_l("What is needed"),
        choices=[("hall", _l("A hall")), ("sound", _l("Sound")), ("ramp", _l("A ramp"))],
        required=False,
    )
    photo = fields.Photo(label=_l("Photo"), required=False)
    voice = fields.Voice(label=_l("Your voice"), required=False, help_text=_l("Two minutes at most."))
    agreed = fields.Check(label=_l("I have read the rules of the center."))


class SampleFilters(Filters):
    q = fields.Text(label=_l("Word"))
    audience = fields.Choice(label=_l("For whom"), choices=[("", "…"), *_AUDIENCES])
    period = fields.JalaliRange(label=_l("Period"), names=("from", "to"))


@doors.open
def show(request: HttpRequest) -> HttpResponse:
    form = SampleForm(
        request.POST or None, request.FILES or None, initial={"day": timezone.localdate(), "fee": 2500000}
    )
    if request.method == "POST" and form.is_valid():
        toast(request, _("Everything was right; nothing was kept."))
    context: dict[str, Any] = {
        "form": form,
        "filters": SampleFilters(request.GET),
        "today": timezone.localdate(),
        "now": timezone.now(),
        "icons": icons.NAMES,
        "rows": paged(request, range(1, 120), 25),
        "bars": charts.bars(
            [
                charts.Bar(_("Cultural center of Qods"), 18240, "?q=qods"),
                charts.Bar(_("Library and reading hall of the municipality"), 9312, "?q=library"),
                charts.Bar(_("Morning-exercise base of Laleh park"), 785, "?q=base"),
                charts.Bar(_("House of the neighborhood"), None),
            ],
            _("Participation by venue"),
            _("persons"),
        ),
        "columns": charts.columns(
            [charts.Bar(day, value, f"?day={day}") for day, value in _by_day(timezone.localdate())],
            _("Visits by day"),
            _("persons"),
        ),
        "lines": charts.lines(
            [
                charts.Series(_("This year"), _months([3100, 4200, 3900, None, 5100, 6400])),
                charts.Series(_("Last year"), _months([2800, 2900, 3600, 3400, 3900, 4100])),
            ],
            _("Participation by month"),
            _("persons"),
        ),
    }
    return page(request, "base/design.html", context, partial="rows")


def _by_day(today: dt.date) -> list[tuple[str, int | None]]:
    counts = [410, 385, 520, None, 640, 610, 120]
    return [(wording.day(today + dt.timedelta(place), "short")[-5:], count) for place, count in enumerate(counts)]


def _months(values: list[int | None]) -> list[charts.Bar]:
    names = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
    return [charts.Bar(name, value) for name, value in zip(names, values, strict=False)]
