"""When in a day something takes place, and what that meets: the hall, the leader, what is beside it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import fields
from meydan.base.forms import Form
from meydan.calendar import queries, timing
from meydan.calendar.models import Occasion, Timing
from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue

SALT: Final = "calendar.when"


@dataclass
class Line:
    """One day of the preview."""

    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    left_out: bool = False
    hall_taken: list[Occasion] = field(default_factory=list)
    leader_busy: list[Occasion] = field(default_factory=list)
    beside: list[Occasion] = field(default_factory=list)  # in the same venue, where no hall was chosen


class TimingForm(Form):
    """A day, by the clock or by a prayer, and how long; checked against what else stands at that place."""

    template_name = "calendar/when_fields.html"

    day = fields.JalaliDate(label=gettext_lazy("Day"))
    by = fields.Choice(
        label=gettext_lazy("When in the day"),
        choices=[("clock", gettext_lazy("By the clock")), ("prayer", gettext_lazy("By a prayer"))],
        initial="clock",
        radio=True,
    )
    clock = fields.Clock(label=gettext_lazy("Starts at"), required=False)
    prayer = fields.Choice(
        label=gettext_lazy("Prayer"), choices=Timing.Prayer.choices, required=False, initial="maghrib"
    )
    side = fields.Choice(
        label=gettext_lazy("Before or after it"),
        choices=[("after", gettext_lazy("After")), ("before", gettext_lazy("Before"))],
        required=False,
        initial="after",
    )
    distance = fields.Number(
        label=gettext_lazy("How many minutes from it"), min_value=0, max_value=timing.FARTHEST, required=False
    )
    minutes = fields.Number(
        label=gettext_lazy("Length in minutes"), min_value=timing.SHORTEST, max_value=timing.LONGEST, initial=90
    )
    go_on = fields.Check(label=gettext_lazy("I have seen this; go on all the same."), required=False)

    def __init__(
        self,
        *args: Any,
        area: Area,
        venue: Venue | None = None,
        hall: Hall | None = None,
        leader: Person | None = None,
        excluding: Sequence[Occasion] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.area, self.venue, self.hall, self.leader, self.excluding = area, venue, hall, leader, excluding
        self.lines: list[Line] = []
        self.holidays: dict[dt.date, str] = {}

    @property
    def previewing(self) -> bool:
        return "preview" in self.data

    def is_valid(self) -> bool:
        return super().is_valid() and not self.previewing

    @property
    def place_token(self) -> str:
        """What the preview by itself needs to know of the place, in a shape nobody can make up."""
        keys = [row and row.pk for row in (self.area, self.venue, self.hall, self.leader)]
        kind = type(self).__name__
        return signing.dumps([kind, keys, [one.pk for one in self.excluding], self.prefix], salt=SALT, compress=True)

    @property
    def time_values(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given["by"] == "clock":
            return {"clock": given["clock"], "prayer": "", "prayer_offset": 0, "minutes": given["minutes"]}
        offset = (given.get("distance") or 0) * (-1 if given.get("side") == "before" else 1)
        return {"clock": None, "prayer": given["prayer"], "prayer_offset": offset, "minutes": given["minutes"]}

    @property
    def values(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"], **self.time_values}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("by") == "clock" and not given.get("clock") and "clock" not in self.errors:
            self.add_error("clock", _("Write the time it starts at."))
        if given.get("by") == "prayer" and not given.get("prayer") and "prayer" not in self.errors:
            self.add_error("prayer", _("Choose a prayer."))
        if given.get("day") and given["day"] < timezone.localdate():
            self.add_error("day", _("This day has passed. Choose today or a later day."))
        self._check_more(given)
        if not self.errors:
            with self.refusals():
                self._look()
        return given

    def _check_more(self, given: dict[str, Any]) -> None:
        """What a form with more fields asks of them."""

    def _days(self) -> tuple[list[dt.date], set[dt.date]]:
        """The days to look at, and which of them are left out."""
        return [self.cleaned_data["day"]], set()

    def _look(self) -> None:
        days, left_out = self._days()
        place = timing.spot(self.venue, self.area) if self.time_values["prayer"] else None
        latitude, longitude = place or (None, None)
        spans = [timing.resolve(day=day, latitude=latitude, longitude=longitude, **self.time_values) for day in days]
        met = queries.conflicts_among(
            spans, hall=self.hall, leader=self.leader, venue=self.venue, excluding=self.excluding
        )
        self.lines = [self._line(Line(day, *span, day in left_out), met) for day, span in zip(days, spans, strict=True)]
        if not self.previewing:
            self._refuse_taken()

    def _line(self, line: Line, met: Iterable[Occasion]) -> Line:
        for other in met:
            if other.starts_at < line.ends_at and line.starts_at < other.ends_at:
                if self.hall and other.hall_id == self.hall.pk:
                    line.hall_taken.append(other)
                elif self.leader and other.leader_id == self.leader.pk:
                    line.leader_busy.append(other)
                else:
                    line.beside.append(other)
        return line

    def _refuse_taken(self) -> None:
        """Two things in one hall cannot be; one leader in two places is asked about."""
        kept = [line for line in self.lines if not line.left_out]
        if any(line.hall_taken for line in kept):
            self.add_error(None, _("The hall is taken, as shown below. Choose another time, or leave those days out."))
        elif any(line.leader_busy for line in kept) and not self.cleaned_data.get("go_on"):
            self.add_error(
                "go_on", _("The leader is somewhere else at that time. Look below, then tick this to go on.")
            )

    @property
    def kept(self) -> list[Line]:
        return [line for line in self.lines if not line.left_out]

    @property
    def is_warned(self) -> bool:
        return any(line.leader_busy for line in self.kept) or "go_on" in self.errors


class MoveForm(TimingForm):
    """Another day or time for one occasion; `values` fit `move`."""

    def __init__(self, *args: Any, occasion: Occasion, **kwargs: Any) -> None:
        initial = {
            "day": occasion.day,
            "by": "prayer" if occasion.prayer else "clock",
            "clock": occasion.clock,
            "prayer": occasion.prayer or "maghrib",
            "side": "before" if occasion.prayer_offset < 0 else "after",
            "distance": abs(occasion.prayer_offset) if occasion.prayer else None,
            "minutes": occasion.minutes,
        }
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        kwargs |= {
            "area": occasion.area,
            "venue": occasion.venue,
            "hall": occasion.hall,
            "leader": occasion.leader,
            "excluding": [occasion],
        }
        super().__init__(*args, **kwargs)
