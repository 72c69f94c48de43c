"""When a counselor is there, and when not."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.calendar import agenda, timing
from meydan.calendar.models import Timing
from meydan.counseling.models import Counselor, Hours, Leave, Mode, Room, Season, Topic

DAY_MINUTES = 24 * 60


def _seasons(seasons: Iterable[Season]) -> list[tuple[str, str]]:
    return [("", str(_("The ordinary days, outside every season"))), *((str(one.pk), str(one)) for one in seasons)]


def _rooms(rooms: Iterable[Room]) -> list[tuple[str, str]]:
    return [("", str(_("No room: at a distance only"))), *((str(one.pk), f"{one.venue} · {one}") for one in rooms)]


class HoursForm(Form):
    """By the clock, from and until; or so long from a prayer on."""

    template_name = "counseling/team_hours_fields.html"

    weekdays = fields.MultiChoice(label=gettext_lazy("Days of the week"))
    by = fields.Choice(
        label=gettext_lazy("When in the day"),
        choices=[("clock", gettext_lazy("By the clock")), ("prayer", gettext_lazy("By a prayer"))],
        initial="clock",
        radio=True,
    )
    clock = fields.Clock(label=gettext_lazy("Starts at"), required=False)
    ends = fields.Clock(label=gettext_lazy("Ends at"), required=False)
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
        label=gettext_lazy("Length in minutes"),
        min_value=timing.SHORTEST,
        max_value=timing.LONGEST,
        required=False,
        initial=120,
    )
    modes = fields.MultiChoice(label=gettext_lazy("How they meet"), choices=Mode.choices, initial=Mode.values)
    room = fields.Choice(label=gettext_lazy("Counseling room"), required=False)
    season = fields.Choice(label=gettext_lazy("Season"), required=False)
    since = fields.JalaliDate(label=gettext_lazy("First day"))
    until = fields.JalaliDate(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty means until it is ended.")
    )
    works_holidays = fields.Check(label=gettext_lazy("On holidays too"), required=False)

    def __init__(
        self,
        *args: Any,
        rooms: Iterable[Room],
        seasons: Iterable[Season],
        hours: Hours | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {str(one.pk): one for one in rooms}
        self.seasons = {str(one.pk): one for one in seasons}
        days = [(str(number), name) for number, name in enumerate(agenda.weekday_names())]
        if hours is None:
            self.fields["weekdays"].choices = days  # type: ignore[attr-defined]
            self.fields["since"].initial = timezone.localdate()
        else:
            self.fields["weekdays"] = fields.Choice(label=gettext_lazy("Day of the week"), choices=days)
        self.fields["room"].choices = _rooms(self.rooms.values())  # type: ignore[attr-defined]
        self.fields["season"].choices = _seasons(self.seasons.values())  # type: ignore[attr-defined]

    @staticmethod
    def told(hours: Hours) -> dict[str, Any]:
        ends = None
        if hours.clock is not None:
            ends = (dt.datetime.combine(dt.date.min, hours.clock) + dt.timedelta(minutes=hours.minutes)).time()
        return {
            "weekdays": str(hours.weekday),
            "by": "clock" if hours.clock is not None else "prayer",
            "clock": hours.clock,
            "ends": ends,
            "prayer": hours.prayer or "maghrib",
            "side": "before" if hours.prayer_offset < 0 else "after",
            "distance": abs(hours.prayer_offset),
            "minutes": hours.minutes,
            "modes": hours.modes,
            "room": str(hours.room_id or ""),
            "season": str(hours.season_id or ""),
            "since": hours.since,
            "until": hours.until,
            "works_holidays": hours.works_holidays,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        by = given.get("by")
        if by == "clock":
            for name in ("clock", "ends"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Write the time it starts and ends at."))
            if given.get("clock") and given.get("ends") and self._length() < timing.SHORTEST:
                self.add_error("ends", _("It must end later than it begins."))
        elif by == "prayer":
            if not given.get("prayer") and "prayer" not in self.errors:
                self.add_error("prayer", _("Choose a prayer."))
            if not given.get("minutes") and "minutes" not in self.errors:
                self.add_error("minutes", _("Write how long it lasts."))
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The first day must not be after the last."))
        return given

    def _length(self) -> int:
        first, last = self.cleaned_data["clock"], self.cleaned_data["ends"]
        end = last.hour * 60 + last.minute or DAY_MINUTES
        return int(end - first.hour * 60 - first.minute)

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        when: dict[str, Any] = {"clock": given["clock"], "prayer": "", "prayer_offset": 0}
        if given["by"] == "clock":
            when["minutes"] = self._length()
        else:
            offset = (given.get("distance") or 0) * (-1 if given.get("side") == "before" else 1)
            when = {"clock": None, "prayer": given["prayer"], "prayer_offset": offset, "minutes": given["minutes"]}
        found = when | {name: given[name] for name in ("modes", "since", "until", "works_holidays")}
        found |= {"room": self.rooms.get(given["room"]), "season": self.seasons.get(given["season"])}
        if isinstance(given["weekdays"], list):
            return found | {"weekdays": [int(day) for day in given["weekdays"]]}
        return found | {"weekday": int(given["weekdays"])}


class CopyHoursForm(Form):
    source = fields.Choice(label=gettext_lazy("Whose hours"))
    from_season = fields.Choice(label=gettext_lazy("Hours of"), required=False)
    to_season = fields.Choice(label=gettext_lazy("Copied as hours of"), required=False)
    room = fields.Choice(label=gettext_lazy("Counseling room"), required=False)
    since = fields.JalaliDate(label=gettext_lazy("First day"))

    def __init__(
        self,
        *args: Any,
        counselor: Counselor,
        colleagues: Iterable[Counselor],
        rooms: Iterable[Room],
        seasons: Iterable[Season],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {str(one.pk): one for one in (counselor, *colleagues)}
        self.rooms = {str(one.pk): one for one in rooms}
        self.seasons = {str(one.pk): one for one in seasons}
        named = [
            (key, _("This counselor’s own") if one == counselor else str(one)) for key, one in self.sources.items()
        ]
        self.fields["source"].choices = named  # type: ignore[attr-defined]
        for name in ("from_season", "to_season"):
            self.fields[name].choices = _seasons(self.seasons.values())  # type: ignore[attr-defined]
        self.fields["room"].choices = _rooms(self.rooms.values())  # type: ignore[attr-defined]
        self.fields["since"].initial = timezone.localdate()

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "source": self.sources[given["source"]],
            "from_season": self.seasons.get(given["from_season"]),
            "to_season": self.seasons.get(given["to_season"]),
            "room": self.rooms.get(given["room"]),
            "since": given["since"],
        }


class LeaveForm(Form):
    starts_at = fields.JalaliDateTime(label=gettext_lazy("Away from"))
    ends_at = fields.JalaliDateTime(label=gettext_lazy("Back at"))
    reason = fields.Choice(label=gettext_lazy("Reason"), choices=Leave.Reason.choices, radio=True)
    way = fields.Choice(
        label=gettext_lazy("Sessions within it"),
        choices=[
            ("move", gettext_lazy("Move each to this counselor’s next free time, and tell its client")),
            ("cancel", gettext_lazy("Cancel them, and ask clients to choose another time")),
        ],
        initial="move",
        radio=True,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("starts_at"), given.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", _("It must end later than it begins."))
        elif last and last <= timezone.now():
            self.add_error("ends_at", _("This time has passed already."))
        return given


class FreeTimesForm(Filters):
    topic = fields.Choice(label=gettext_lazy("Topic"))
    on = fields.Text(max_length=20)

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {str(one.pk): one for one in topics}
        self.fields["topic"].choices = [(key, str(one)) for key, one in self.topics.items()]  # type: ignore[attr-defined]
