"""Boxes for days and clocks: a day is three labeled boxes, to be typed, read out, and filled without a script."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.engines import jalali

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}


class DayParts(NamedTuple):
    """What stands in the three boxes, as typed."""

    day: str = ""
    month: str = ""
    year: str = ""


class _Boxes(forms.Widget):
    """Several boxes under one legend. Their names are the field's name, "_" and the box's own.

    When none of them was sent, the plain name is read as one text, so that addresses stay short.
    """

    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def use_required_attribute(self, _initial: Any) -> bool:
        return False

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return self.value_from_datadict(data, files, name) is None


class DayInput(_Boxes):
    template_name = "base/widgets/day.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = day_parts(value)
        id_ = context["widget"]["attrs"].pop("id", None) or f"id_{name}"
        names = jalali.MONTHS_FA if wording.language() == "fa" else jalali.MONTHS_EN
        context["widget"].update(
            parts=DayParts(wording.digits(parts.day), parts.month, wording.digits(parts.year)),
            id=id_,
            months=[(str(number), month) for number, month in enumerate(names, 1)],
        )
        return context

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> DayParts | str | None:
        boxes = [data.get(f"{name}_{part}") for part in DayParts._fields]
        if any(box is not None for box in boxes):
            return DayParts(*((box or "").strip() for box in boxes))
        return data.get(name)


class MomentInput(_Boxes):
    """A day and a clock. The value is (day, clock)."""

    template_name = "base/widgets/moment.html"
    day_input = DayInput()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        day, clock = value or (None, "")
        context["day"] = self.day_input.get_context(name, day, attrs)["widget"]
        context["clock"] = wording.digits(clock or "")
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[Any, str] | None:
        day, clock = self.day_input.value_from_datadict(data, files, name), data.get(f"{name}_clock")
        if isinstance(day, str) and clock is None:
            day, _space, clock = day.strip().replace("T", " ").partition(" ")
        return None if day is None and clock is None else (day, clock or "")


class RangeInput(_Boxes):
    """Two days. The value is (from, to)."""

    template_name = "base/widgets/range.html"

    def __init__(self, names: tuple[str, str] | None = None) -> None:
        super().__init__()
        self.names = names
        self.ends = (DayInput(), DayInput())

    def _names(self, name: str) -> tuple[str, str]:
        return self.names or (f"{name}_from", f"{name}_to")

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_from_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        id_ = (attrs or {}).get("id") or f"id_{name}"
        first, last = value or (None, None)
        context["ends"] = [
            {
                "label": label,
                "widget": DayInput().get_context(end, day, {**(attrs or {}), "id": f"{id_}_{which}"})["widget"],
            }
            for label, end, day, which in zip(
                (_("From"), _("To")), self._names(name), (first, last), ("from", "to"), strict=True
            )
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[Any, Any] | None:
        first, last = (
            end.value_from_datadict(data, files, own) for end, own in zip(self.ends, self._names(name), strict=True)
        )
        return None if first is None and last is None else (first, last)


def day_parts(value: Any) -> DayParts:
    """What to show in the boxes for a date, for what was typed in them, or for one text."""
    if isinstance(value, DayParts):
        return value
    if isinstance(value, str) and value.strip():
        try:
            value = jalali.parse(value)
        except jalali.WrongDate:
            return DayParts(year=value)  # shown where it can be mended
    if isinstance(value, dt.date):
        year, month, day = jalali.to_jalali(value)
        return DayParts(str(day), str(month), str(year))
    return DayParts()
