"""When something takes place, asked with what it would come to: the days, and who or what is taken on them.

    form = WhenForm(request.POST or None, area=area, venue=venue, hall=hall, leader=leader)
    if form.is_valid():
        plan_all(by=request.user, when=form.values, title=…)

Shown by `{% include "calendar/when_form.html" %}`. Its button "Show the days" sends the form with `preview`: then it is
never valid, whatever else was said, so that looking plans nothing. With a script the preview comes by itself.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.base.refusal import Refusal
from meydan.calendar import queries, repeating, timing
from meydan.calendar.forms.days import ChosenDays
from meydan.calendar.models import Occasion, Timing
from meydan.engines import jalali, recurrence
from meydan.people.models import Person
from meydan.places.models import Area, Hall, Venue

SALT: Final = "calendar.when"
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
