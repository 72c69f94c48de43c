"""When something takes place, asked with what it would come to: the days, and who or what is taken on them.

    form = WhenForm(request.POST or None, area=area, venue=venue, hall=hall, leader=leader)
    if form.is_valid():
        plan_all(by=request.user, when=form.values, title=…)

Shown by `{% include "calendar/when_form.html" %}`. Its button "Show the days" sends the form with `preview`: then it is
never valid, whatever else was said, so that looking plans nothing. With a script the preview comes by itself.
"""

import datetime as dt
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields, wording
from meydan.base.refusal import Refusal
from meydan.calendar import repeating
from meydan.calendar.forms.days import ChosenDays
from meydan.calendar.forms.moment import SALT, TimingForm
from meydan.calendar.models import Occasion
from meydan.engines import jalali, recurrence
from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue

_NTH: Final = [
    ("1", pgettext_lazy("which weekday of the month", "First")),
    ("2", pgettext_lazy("which weekday of the month", "Second")),
    ("3", pgettext_lazy("which weekday of the month", "Third")),
    ("4", pgettext_lazy("which weekday of the month", "Fourth")),
    ("-1", pgettext_lazy("which weekday of the month", "Last")),
]


def _weekdays() -> list[tuple[str, str]]:
    names = jalali.WEEKDAYS_FA if wording.language() == "fa" else jalali.WEEKDAYS_EN
    return [(str(number), name) for number, name in enumerate(names)]


class WhenForm(TimingForm):
    """Once, weekly, or on one weekday of each Jalali month; `values` fit `plan` or `plan_series`."""

    repeats = fields.Choice(
        label=gettext_lazy("How often"),
        choices=[
            ("once", gettext_lazy("Once")),
            ("weekly", gettext_lazy("Every week")),
            ("monthly", gettext_lazy("Every month")),
        ],
        initial="once",
        radio=True,
    )
    weekdays = fields.MultiChoice(label=gettext_lazy("On these days of the week"), choices=_weekdays, required=False)
    nth = fields.Choice(label=gettext_lazy("Which one of the month"), choices=_NTH, required=False)
    nth_weekday = fields.Choice(label=gettext_lazy("Day of the week"), choices=_weekdays, required=False)
    until = fields.JalaliDate(label=gettext_lazy("Until"), required=False)
    skips_holidays = fields.Check(label=gettext_lazy("Leave out holidays"), required=False, initial=True)
    left_out = ChosenDays(label=gettext_lazy("Days left out"), required=False)

    @cached_property
    def is_series(self) -> bool:
        return bool(self.cleaned_data.get("repeats") != "once")

    @property
    def last_day(self) -> dt.date:
        last: dt.date = self.cleaned_data["until"]
        return last

    @property
    def rule(self) -> recurrence.Rule:
        given = self.cleaned_data
        if given["repeats"] == "weekly":
            days = sorted(int(day) for day in given["weekdays"]) or [jalali.weekday(given["day"])]
            wanted = tuple(recurrence.NthWeekday(0, day) for day in days)
            return recurrence.Rule(freq="WEEKLY", by_day=wanted, until=self.last_day)
        nth = recurrence.NthWeekday(int(given["nth"] or 1), int(given["nth_weekday"] or jalali.weekday(given["day"])))
        return recurrence.Rule(freq="MONTHLY", by_day=(nth,), until=self.last_day)

    @property
    def values(self) -> dict[str, Any]:
        if not self.is_series:
            return super().values
        given = self.cleaned_data
        return {
            "rule": recurrence.to_text(self.rule),
            "starts_on": given["day"],
            "until": given["until"],
            "skips_holidays": given["skips_holidays"],
            "exceptions": [line.day for line in self.lines if line.left_out],
            **self.time_values,
        }

    @property
    def rule_sentence(self) -> str:
        return recurrence.describe(self.rule, wording.language()) if self.is_series else ""

    def _check_more(self, given: dict[str, Any]) -> None:
        if given.get("repeats") in (None, "once"):
            return
        if not given.get("until"):
            if "until" not in self.errors:
                self.add_error("until", _("Say until which day it repeats."))
        elif given.get("day") and given["until"] < given["day"]:
            self.add_error("until", _("The last day is before the first."))

    def _days(self) -> tuple[list[dt.date], set[dt.date]]:
        if not self.is_series:
            return super()._days()
        given = self.cleaned_data
        days, self.holidays = repeating.days(self.rule, given["day"], skips_holidays=given["skips_holidays"])
        left_out = set(given["left_out"]) & set(days)
        if left_out == set(days):
            raise Refusal(_("Every day is left out. Keep at least one."), field="repeats")
        return days, left_out


class StandingForm(WhenForm):
    """Weekly or monthly, without an end; `values` fit `plan_series`, and the preview shows the first weeks."""

    repeats = fields.Choice(
        label=gettext_lazy("How often"),
        choices=[("weekly", gettext_lazy("Every week")), ("monthly", gettext_lazy("Every month"))],
        initial="weekly",
        radio=True,
    )
    until = None  # type: ignore[assignment]

    @property
    def last_day(self) -> dt.date:
        first: dt.date = max(self.cleaned_data["day"], timezone.localdate())
        return first + repeating.AHEAD

    @property
    def values(self) -> dict[str, Any]:
        return {
            "rule": recurrence.to_text(self.rule),
            "starts_on": self.cleaned_data["day"],
            "planned_until": self.last_day,
            "skips_holidays": self.cleaned_data["skips_holidays"],
            "exceptions": [line.day for line in self.lines if line.left_out],
            **self.time_values,
        }

    @property
    def rule_sentence(self) -> str:
        said = recurrence.describe(repeating.without_end(self.rule), wording.language())
        return _("%(rule)s, without an end") % {"rule": said}

    def _check_more(self, given: dict[str, Any]) -> None:
        """There is no last day to look at."""


def of_token(token: str, data: Any) -> TimingForm:
    """The form a preview is asked for. Raises `ValidationError` for a token that was made up or is a day old."""
    try:
        kind, keys, excluding, prefix = signing.loads(token, salt=SALT, max_age=24 * 3600)
        area, venue, hall, leader = keys
        form = {"WhenForm": WhenForm, "StandingForm": StandingForm}.get(kind, TimingForm)
        return form(
            data,
            prefix=prefix,
            area=Area.objects.defer("border").get(pk=area),
            venue=_found(Venue, venue),
            hall=_found(Hall, hall),
            leader=_found(Person, leader),
            excluding=list(Occasion.objects.filter(pk__in=excluding)),
        )
    except (signing.BadSignature, Area.DoesNotExist) as wrong:
        raise ValidationError(_("Open the page again.")) from wrong


def _found(model: Any, pk: int | None) -> Any:
    if pk is None:
        return None
    rows = model.objects.select_related("area").defer("area__border") if model is Venue else model.objects
    return rows.filter(pk=pk).first()
