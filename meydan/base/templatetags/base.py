"""Filters and tags every template has without loading them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meydan.base import icons, slots, wording
from meydan.base.forms import CLIENT_KEY, Form
from meydan.engines.jalali import Style

register = template.Library()


def _nothing(value: object) -> bool:
    """A field left empty, or a name the page does not know: Django gives "" for that."""
    return value is None or value == ""


@register.filter
def number(value: float | Decimal | str, places: int | None = None) -> str:
    """`{{ 12800|number }}` is «۱۲٬۸۰۰»; `{{ share|number:1 }}` keeps one place."""
    return "" if _nothing(value) else wording.number(value, places)


@register.filter
def digits(text: object) -> str:
    return "" if _nothing(text) else wording.digits(text)


@register.filter
def percent(share: float | Decimal, places: int = 0) -> str:
    """A share between 0 and 1."""
    return "" if _nothing(share) else wording.percent(share, places)


@register.filter
def money(rial: int) -> str:
    return "" if _nothing(rial) else wording.money(rial)


@register.filter
def jalali(date: dt.date | None, style: Style = "long") -> str:
    """`long`, `short`, `weekday`, or `iso`."""
    return wording.day(date, style) if date else ""


@register.filter
def clock(when: dt.datetime | dt.time) -> str:
    return "" if _nothing(when) else wording.clock(when)


@register.filter
def moment(when: dt.datetime | None, style: Style = "long") -> str:
    return wording.moment(when, style) if when else ""


@register.filter
def masked(phone: str | None) -> str:
    return wording.phone(phone) if phone else ""


@register.filter
def dialed(phone: str | None) -> str:
    """A whole number as one reads it and dials it: «۰۹۱۲…»."""
    return wording.digits(phone.replace("+98", "0", 1)) if phone else ""


@register.filter
def bdi(text: object) -> SafeString:
    """A name or a number from somewhere else, kept from turning its neighbors around."""
    return format_html("<bdi>{}</bdi>", text)


@register.simple_tag
def form_key(form: Form) -> SafeString:
    """The key of this sending, for a form laid out by hand."""
    return format_html('<input type="hidden" name="{}" value="{}">', CLIENT_KEY, form.client_key)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """This page's query with changes: `{% query_with page=3 %}`; None leaves one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("base/components/date_tile.html")
def date_tile(day: dt.date) -> dict[str, str]:
    """A leaf of the calendar: weekday, day, month."""
    weekday, number_, month, _year = wording.day(day, "weekday").rsplit(" ", 3)
    return {"weekday": weekday, "day": number_, "month": month, "iso": f"{wording.local_date(day):%Y-%m-%d}"}


@register.inclusion_tag("base/components/meter.html")
def meter(taken: int, capacity: int) -> dict[str, object]:
    """How many places are left; under a tenth is few."""
    left = max(capacity - taken, 0)
    return {"taken": taken, "capacity": capacity, "left": left, "few": left * 10 < capacity}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    return icons.drawn(name, label)


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, subject: Any) -> SafeString:
    """What rooms above put here: `{% slot "places.venue" venue %}` (see `meydan.base.slots`)."""
    return slots.filled(name, context["request"], subject)
