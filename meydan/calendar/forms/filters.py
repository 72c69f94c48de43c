"""What a citizen looks for in the calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters
from meydan.calendar import kinds
from meydan.places.fields import AreaField
from meydan.places.models import Area, Venue

EVERY = [("", _("All"))]


class CalendarFilters(Filters):
    """The day and the view stand in the address beside these and are kept."""

    area = AreaField(kinds=[Area.Kind.CITY, Area.Kind.REGION, Area.Kind.NEIGHBORHOOD], empty_label=_("All"))
    kind = fields.Choice(label=_("Kind"), choices=lambda: [*EVERY, *kinds.choices()])
    venue_kind = fields.Choice(label=_("Kind of place"), choices=[*EVERY, *Venue.Kind.choices])
    venue = fields.Number(label=_("Venue"), min_value=1, widget=forms.HiddenInput)
    view = fields.Text(max_length=10, widget=forms.HiddenInput)
    on = fields.Text(max_length=20, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name not in {"view", "on"}}
