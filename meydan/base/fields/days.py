"""Jalali days and moments. Values are Gregorian: `datetime.date`, and aware `datetime.datetime` on Tehran's clocks."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.base.fields.texts import Clock
from meydan.base.widgets import DayInput, DayParts, MomentInput, RangeInput
from meydan.engines import jalali, persian


class JalaliDate(forms.Field):
    """A day in three boxes `<name>_day`, `<name>_month`, `<name>_year`, or as one text «۱۴۰۵/۹/۱» under `<name>`."""

    widget = DayInput
    default_error_messages = {"required": _("Enter the day, the month, and the year.")}

    def to_python(self, value: Any) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        if isinstance(value, DayParts):
            return self._from_parts(DayParts(*(persian.fold_digits(persian.tidy(part)) for part in value)))
        text = persian.fold_digits(persian.tidy(str(value)))
        if not text:
            return None
        parts = text.replace("-", "/").replace(".", "/").split("/")
        try:
            return jalali.parse(text)
        except jalali.WrongDate as wrong:
            year, month, day, *_rest = *parts, "", ""
            raise _refused(wrong, DayParts(day, month, year)) from None

    def _from_parts(self, parts: DayParts) -> dt.date | None:
        if not any(parts):
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["required"], "incomplete")
        if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
            raise ValidationError(_("Write the day and the year in digits."), "format")
        try:
            return jalali.to_gregorian(int(parts.year), int(parts.month), int(parts.day))
        except jalali.WrongDate as wrong:
            raise _refused(wrong, parts) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class JalaliDateTime(forms.Field):
    """A day's three boxes and `<name>_clock`, or one text «۱۴۰۵/۹/۱ ۱۷:۳۰»."""

    widget = MomentInput
    default_error_messages = {"required": _("Enter the day and the time.")}

    def to_python(self, value: Any) -> dt.datetime | None:
        if value is None or isinstance(value, dt.datetime):
            return value
        given_day, given_clock = value
        day, clock = JalaliDate(required=False).clean(given_day), Clock(required=False).clean(given_clock)
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            raise ValidationError(self.error_messages["required"], "incomplete")
        return timezone.make_aware(dt.datetime.combine(day, clock), timezone.get_default_timezone())

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dt.datetime):
            return value
        local = timezone.localtime(value, timezone.get_default_timezone()) if timezone.is_aware(value) else value
        return local.date(), f"{local:%H:%M}"


class JalaliRange(forms.Field):
    """Two days, `<name>_from` and `<name>_to`; `names=("from", "to")` gives them shorter names in an address.

    The value is (from, to), both included. Where the field may be empty, so may either end: None.
    """

    default_error_messages = {
        "required": _("Enter both days."),
        "order": _("The first day must not be after the last."),
    }

    def __init__(self, *, names: tuple[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", RangeInput(names))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> tuple[dt.date | None, dt.date | None]:
        first, last = (JalaliDate(required=False).clean(end) for end in value or (None, None))
        if first and last and first > last:
            raise ValidationError(self.error_messages["order"], "order")
        return first, last

    def validate(self, value: Any) -> None:
        if self.required and None in value:
            raise ValidationError(self.error_messages["required"], "required")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def _refused(wrong: jalali.WrongDate, typed: DayParts) -> ValidationError:
    """The sentence for a day that does not exist, naming what is wrong with it."""
    params = {
        "year": wording.digits(typed.year),
        "today": wording.digits(jalali.to_jalali(timezone.localdate()).year),
        "example": wording.digits("1405/09/01"),
    }
    if wrong.code == "day":  # then the month and the year are right
        names = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
        params["month"] = names[int(typed.month) - 1]
        params["days"] = wording.digits(jalali.month_length(int(typed.year), int(typed.month)))
    sentence = {
        "month": _("The month is a number from 1 to 12."),
        "day": _("%(month)s has days 1 to %(days)s."),
        "not_leap": _("Esfand %(year)s has only 29 days: the year is not a leap year."),
        "gregorian_looking": _("%(year)s looks like a Gregorian year. Write the Persian year, such as %(today)s."),
        "year_range": _("Write the year in four digits, such as %(today)s."),
        "format": _("Write the date as year, month, and day, for example %(example)s."),
    }[wrong.code]
    return ValidationError(sentence, wrong.code, params)
