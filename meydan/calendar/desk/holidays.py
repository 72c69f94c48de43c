"""The year's holidays: the published ones, and what we know better."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meydan.base import doors, wording
from meydan.base.forms import Form
from meydan.base.pages import page, toast
from meydan.base.roles import Role
from meydan.calendar import actions, agenda, holidays, queries
from meydan.calendar.forms.holidays import HolidayForm
from meydan.calendar.models import Holiday
from meydan.engines import jalali
from meydan.ground.once import once
from meydan.people.request import Request


@doors.role(Role.ADMINISTRATOR)
@once
def year(request: Request) -> HttpResponse:
    day = agenda.asked_day(request.GET.get("on", ""))
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            holiday = actions.set_holiday(by=request.user, **form.values)
            toast(request, _("Kept."))
            _tell_of_announced(request, holiday)
            return _back_to(holiday)
    return page(request, "calendar/desk/holidays.html", {"form": form, **_of_year(jalali.to_jalali(day).year)})


def _of_year(number: int) -> dict[str, object]:
    first, last = jalali.year_bounds(number)
    own = {holiday.day: holiday for holiday in Holiday.objects.filter(day__gte=first, day__lte=last)}
    titles = holidays.titles(first, last)
    months = [
        [(day, titles.get(day, ""), own.get(day)) for day in sorted({*titles, *own}) if start <= day <= end]
        for start, end in (jalali.month_bounds(number, month) for month in range(1, 13))
    ]
    return {
        "year": wording.digits(number),
        "months": [(agenda.month_name(rows[0][0]), rows) for rows in months if rows],
        "forget_form": Form(),
        "before": f"{number - 1}-07-01" if number > jalali.FIRST_YEAR else "",
        "after": f"{number + 1}-07-01" if number < jalali.LAST_YEAR else "",
    }


@doors.role(Role.ADMINISTRATOR)
@require_POST
@once
def forget(request: Request, pk: int) -> HttpResponse:
    holiday = get_object_or_404(Holiday, pk=pk)
    actions.forget_holiday(by=request.user, holiday=holiday)
    toast(request, _("The published calendar counts again for this day."))
    return _back_to(holiday)


def _back_to(holiday: Holiday) -> HttpResponse:
    return redirect(f"{reverse('calendar:holidays')}?on={jalali.format_day(holiday.day, style='iso')}")


def _tell_of_announced(request: Request, holiday: Holiday) -> None:
    standing = queries.announced().filter(day=holiday.day).count() if holiday.is_off else 0
    if standing:
        sentence = ngettext(
            "%(count)s occasion stands announced on this day. It was not cancelled.",
            "%(count)s occasions stand announced on this day. They were not cancelled.",
            standing,
        )
        toast(request, sentence % {"count": wording.number(standing)}, "warning")
