"""What a citizen looks for."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Filters
from meydan.calendar import agenda
from meydan.calendar.models import Mode
from meydan.engines import jalali
from meydan.places import queries as places
from meydan.places.fields import AreaField
from meydan.places.models import Area
from meydan.programs import queries
from meydan.programs.models import Program, ProgramAim

EVERY = [("", _("All"))]
VIEWS = ("map", "week", "month")  # beside the list
FOLDED = ("kind", "aim", "audience", "mode", "on", "free", "room")


def _days() -> list[tuple[str, Any]]:
    """Today, this week, the next seven days, and the days of the week from Saturday."""
    names = jalali.WEEKDAYS_FA if wording.language() == "fa" else jalali.WEEKDAYS_EN
    weekdays = [(str(number), name) for number, name in enumerate(names)]
    return [("", _("Any day")), ("today", _("Today")), ("tomorrow", _("Tomorrow")), ("week", _("This week")), *weekdays]


class ProgramFilters(Filters):
    """All of it stands in the address, with the view and, in the calendar, the day it is turned to."""

    q = fields.Text(label=_("Search"), max_length=100)
    area = AreaField(kinds=[Area.Kind.CITY, Area.Kind.REGION, Area.Kind.NEIGHBORHOOD], empty_label=_("All"))
    day = fields.Choice(label=_("Day"), choices=_days)
    kind = fields.Choice(label=_("Kind"), choices=[*EVERY, *Program.Kind.choices])
    aim = fields.Choice(label=_("Aim"), choices=[*EVERY, *ProgramAim.Aim.choices])
    audience = fields.Choice(label=_("For whom"), choices=[*EVERY, *Program.Audience.choices])
    mode = fields.Choice(
        label=_("How it is held"),
        choices=[*EVERY, (Mode.IN_PERSON.value, Mode.IN_PERSON.label), (Mode.ONLINE.value, Mode.ONLINE.label)],
    )
    on = fields.JalaliDate(label=_("On this day"))
    free = fields.Check(label=_("Free of charge"))
    room = fields.Check(label=_("With places left"))
    venue = fields.Number(label=_("Venue"), min_value=1, widget=forms.HiddenInput)
    view = fields.Text(max_length=10, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "view" and value is not False}

    @property
    def view_asked(self) -> str:
        self.is_valid()
        asked = getattr(self, "cleaned_data", {}).get("view", "")
        return asked if asked in VIEWS else ""

    @property
    def folded(self) -> list[Any]:
        return [self[name] for name in FOLDED]

    @property
    def plain(self) -> list[Any]:
        return [self[name] for name in ("q", "area", "day")]

    @property
    def in_use(self) -> int:
        """How many of the folded ones are in use, or wrong."""
        return sum(name in self.values or name in self.errors for name in FOLDED if name != "on" or not self.turns)

    @property
    def turns(self) -> bool:
        """Whether the day only says where the calendar is open."""
        return self.view_asked in {"week", "month"}

    def found(self) -> QuerySet[Program]:
        """Published programs still to come that fit."""
        asked = self.values
        rows = queries.with_line(queries.coming(self._when(asked)))
        if "area" in asked:
            rows = places.within(rows, [asked["area"]])
        for name in ("kind", "audience", "venue"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        if "aim" in asked:
            rows = rows.filter(pk__in=ProgramAim.objects.filter(aim=asked["aim"]).values("program"))
        if "mode" in asked:
            rows = rows.filter(mode__in=[asked["mode"], Mode.HYBRID])
        if "free" in asked:
            rows = rows.filter(price=0)
        if "room" in asked:
            rows = rows.filter(Q(places_left__gt=0) | Q(takes_registrations=False))
        return queries.matching(rows, asked.get("q", ""))

    def _when(self, asked: dict[str, Any]) -> Q | None:
        """Which sessions count."""
        when = Q()
        if "day" in asked:
            when &= _on_days(asked["day"], timezone.localdate())
        if "on" in asked and not self.turns:
            when &= Q(sessions__occasion__day=asked["on"])
        return when or None


def _on_days(asked: str, today: dt.date) -> Q:
    if asked == "today":
        return Q(sessions__occasion__day=today)
    if asked == "tomorrow":
        return Q(sessions__occasion__day=today + agenda.ONE)
    if asked == "week":
        return Q(sessions__occasion__day__gte=today, sessions__occasion__day__lte=agenda.week_of(today)[1])
    return Q(sessions__occasion__day__week_day=int(asked) or 7)  # the database counts from Sunday, 1 to 7
