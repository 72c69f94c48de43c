"""The report everybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import charts, doors
from meydan.base.pages import page
from meydan.participation.figures import first_day
from meydan.places import queries as places
from meydan.reports import evening, periods
from meydan.reports.forms import MonthForm
from meydan.reports.public import PublicReport
from meydan.reports.report import Report, definitions


@doors.open
def area(request: HttpRequest, pk: int) -> HttpResponse:
    subject = get_object_or_404(places.areas(), pk=pk)
    today = timezone.localdate()
    form = MonthForm(request.GET if "month" in request.GET else None, today=today, since=first_day([subject]))
    context = {"area": subject, "form": form}
    if form.is_bound and not form.is_valid():
        return page(request, "reports/area.html", context, status=422)
    month = form.cleaned_data["month"] if form.is_bound else next(iter(form.months.values()))
    months = periods.months_of(month)
    parts = [PublicReport(Report(subject, one, today)) for one in months] if len(months) > 1 else []
    found = PublicReport(Report(subject, month, today), parts)
    form.initial["month"] = next(key for key, one in form.months.items() if one == month)
    context |= {
        "month": month,
        "report": found,
        "pictures": [
            charts.bars(bars, title, _("visits"))
            for key, title in (("kind", _("Visits by kind")), ("aim", _("Visits by aim")))
            if (bars := found.bars(key))
        ],
        "evening_pictures": [
            charts.bars(bars, title, _("questions"))
            for key, title in (
                ("questions_topic", _("Questions by topic")),
                ("questions_channel", _("Questions by channel")),
            )
            if (bars := found.bars(key))
        ],
        "definitions": definitions() if found.evening.is_empty else [*definitions(), *evening.definitions()],
    }
    return page(request, "reports/area.html", context)
