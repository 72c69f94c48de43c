"""Filters every template has without loading them (see TEMPLATES in the settings)."""

from django import template

from meydan.calendar import kinds, timing
from meydan.calendar.models import Occasion

register = template.Library()


@register.filter
def when(occasion: Occasion) -> str:
    """«۱۷:۰۰ تا ۱۸:۳۰», «۲۰ دقیقه پس از مغرب · ۲۰:۰۹»."""
    return timing.describe(occasion)


@register.filter
def kind_name(kind: str) -> str:
    return kinds.name_of(kind)
