"""Where a session is to stand."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields
from meydan.base.forms import Form
from meydan.calendar.timing import describe_timing
from meydan.campaigns import planner_words
from meydan.campaigns.moves import Spot
from meydan.campaigns.problem import Sheet


class MoveForm(Form):
    """Asked by GET for what it does, sent by POST to do it."""

    day = fields.Choice(label=pgettext_lazy("timetable", "Evening"))
    slot = fields.Choice(label=pgettext_lazy("timetable", "Time"))
    space = fields.Choice(label=gettext_lazy("Place and space"))
    knowingly = fields.Check(label=gettext_lazy("I know what this breaks; do it all the same"), required=False)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("day", [(day.isoformat(), planner_words.short_day(day)) for day in sheet.days])
        self._offer("slot", [(str(slot.pk), describe_timing(slot)) for slot in sheet.slots])
        self._offer("space", [(str(pk), planner_words.where(sheet, pk)) for pk in sheet.spaces])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, fields.Choice)
        field.choices = choices

    @property
    def spot(self) -> Spot:
        said = self.cleaned_data
        return Spot(dt.date.fromisoformat(said["day"]), int(said["slot"]), int(said["space"]))


class PinAllForm(Form):
    day = fields.Choice(label=pgettext_lazy("timetable", "Evening"), required=False)
    place = fields.Choice(label=pgettext_lazy("timetable", "Place"), required=False)
    free = fields.Check(label=gettext_lazy("Free all of it"), required=False)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in sheet.places}
        days = [(day.isoformat(), planner_words.short_day(day)) for day in sheet.days]
        for name, choices in (("day", days), ("place", [(key, str(one)) for key, one in self.places.items()])):
            field = self.fields[name]
            assert isinstance(field, fields.Choice)
            field.choices = [("", "—"), *choices]

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        day = dt.date.fromisoformat(said["day"]) if said["day"] else None
        return {"day": day, "place": self.places.get(said["place"]), "pinned": not said["free"]}
