"""What an officer looks for, and what is copied to another quarter."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.calendar import queries as calendar
from meydan.calendar.forms import Line, TimingForm
from meydan.calendar.forms.days import ChosenDays
from meydan.places.fields import VenueField
from meydan.places.models import Area
from meydan.programs import proposal, queries, rules
from meydan.programs.models import Program, ProgramAim

EVERY = [("", _("All"))]
QUARTERS_BACK, QUARTERS_AHEAD = 6, 1


def _quarters(back: int, ahead: int) -> list[tuple[str, str]]:
    """The nearest first."""
    now = rules.quarter_of(timezone.localdate())
    some = [now.later(step) for step in range(ahead, -back - 1, -1)]
    return [(quarter.key, str(quarter)) for quarter in some]


def _quarter(key: str) -> rules.Quarter:
    year, season = key.split("-")
    return rules.Quarter(int(year), int(season))


class DeskFilters(Filters):
    """What an officer looks for."""

    q = fields.Text(label=_("Search"), max_length=100)
    quarter = fields.Choice(label=_("Quarter"), choices=lambda: [*EVERY, *_quarters(QUARTERS_BACK, QUARTERS_AHEAD)])
    kind = fields.Choice(label=_("Kind"), choices=[*EVERY, *Program.Kind.choices])
    status = fields.Choice(label=_("Status"), choices=[*EVERY, *Program.Status.choices])
    aim = fields.Choice(label=_("Aim"), choices=[*EVERY, *ProgramAim.Aim.choices])
    shape = fields.Choice(label=_("How often it meets"), choices=[*EVERY, *Program.Shape.choices])
    audience = fields.Choice(label=_("For whom"), choices=[*EVERY, *Program.Audience.choices])

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"] = VenueField(areas=areas, required=False, empty_label=_("All"))

    def narrow(self, programs: QuerySet[Program]) -> QuerySet[Program]:
        asked = self.values
        for name in ("kind", "status", "shape", "audience", "venue"):
            if name in asked:
                programs = programs.filter(**{name: asked[name]})
        if "aim" in asked:
            programs = programs.filter(pk__in=ProgramAim.objects.filter(aim=asked["aim"]).values("program"))
        if "quarter" in asked:
            programs = programs.filter(pk__in=queries.meeting_on_days(*_quarter(asked["quarter"]).bounds))
        return queries.matching(programs, asked.get("q", ""))


class CopyForm(TimingForm):
    """The first day of a copy, with the sessions that come of it."""

    template_name = "programs/desk/copy_fields.html"
    is_series = True
    rule_sentence = ""

    day = fields.JalaliDate(label=_("First day"))
    by = clock = prayer = side = distance = minutes = None  # type: ignore[assignment]  # as in the program
    left_out = ChosenDays(label=_("Days left out"), required=False)

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        kwargs |= {"venue": program.venue, "hall": program.hall, "leader": program.leader}
        super().__init__(*args, area=program.area, **kwargs)
        self.program = program

    @property
    def values(self) -> dict[str, Any]:
        left_out = [line.day for line in self.lines if line.left_out]
        return {"first_day": self.cleaned_data["day"], "left_out": left_out}

    def _look(self) -> None:
        parts = proposal.parts(self.program, self.cleaned_data["day"])
        left_out = set(self.cleaned_data["left_out"])
        whole = [(day, *span) for part in parts for day, span in zip(part.days, part.spans(self.program), strict=True)]
        for part in parts:
            self.holidays |= part.holidays
        spans = [(start, end) for _day, start, end in whole]
        met = calendar.conflicts_among(spans, hall=self.hall, leader=self.leader, venue=self.venue)
        self.lines = [self._line(Line(*one, one[0] in left_out), met) for one in sorted(whole, key=lambda one: one[1])]
        if parts and all(line.left_out for line in self.lines):
            self.add_error(None, _("Every day is left out. Keep at least one."))
        if not self.previewing:
            self._refuse_taken()


class ChosenPrograms(forms.Field):
    """Ids of programs ticked in a list; which of them are in reach is looked up by the page."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        found: dict[int, None] = {}
        for text in value or []:
            with suppress(ValueError, TypeError):
                if 0 < int(text) < 2**62:
                    found[int(text)] = None
        return list(found)


class CopyManyForm(Form):
    """Which quarter several programs are held again in."""

    program = ChosenPrograms(required=False)
    quarter = fields.Choice(label=_("Held again in"), choices=lambda: sorted(_quarters(0, 4)), radio=True)

    def clean_quarter(self) -> rules.Quarter:
        return _quarter(self.cleaned_data["quarter"])


def default_quarter(today: dt.date) -> str:
    return rules.quarter_of(today).later(1).key
