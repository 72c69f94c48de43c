"""What became of a promise, as its agency says it and as staff at the place do."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.campaigns.models import Delivery, Stage
from meydan.campaigns.queries import stages as queries


class WitnessForm(Form):
    """By staff, who stand at the place that day."""

    state = fields.Choice(
        label=pgettext_lazy("campaigns", "What became of it"), choices=Delivery.State.choices, radio=True
    )
    sessions = fields.Number(
        label=pgettext_lazy("campaigns", "Sessions held"), min_value=0, max_value=50, required=False
    )
    served = fields.Number(
        label=gettext_lazy("People served"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Only if you counted them."),
    )
    words = fields.Text(label=gettext_lazy("In a few words"), max_length=300, required=False)
    photo = fields.Photo(label=gettext_lazy("Photo"), required=False)

    def __init__(self, *args: Any, is_standing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_standing:
            del self.fields["sessions"]

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "sessions": self.cleaned_data.get("sessions") or 0}


class DeliveryForm(WitnessForm):
    """By the agency, of any day and place of the stage."""

    day = fields.Choice(label=gettext_lazy("Day"))
    place = fields.Choice(label=pgettext_lazy("campaigns", "Place"))

    def __init__(self, *args: Any, stage: Stage, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["day", "place", *WitnessForm.base_fields])
        self.places = {str(row.pk): row for row in queries.places_of(stage)}
        day, place = self.fields["day"], self.fields["place"]
        assert isinstance(day, fields.Choice)
        assert isinstance(place, fields.Choice)
        come = [one for one in queries.days_of(stage) if one <= today]
        day.choices = [(one.isoformat(), wording.day(one, "weekday")) for one in reversed(come)]
        place.choices = [(key, str(row)) for key, row in self.places.items()]

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        return {**said, "day": dt.date.fromisoformat(said["day"]), "place": self.places[said["place"]]}
