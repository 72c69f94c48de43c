"""What a citizen looks for in a stage's program; what an officer says of a published session."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields, wording
from meydan.base.forms import Filters, Form
from meydan.calendar.timing import describe_timing
from meydan.campaigns.models import Audience, Place, Placement, Sessions, Space, Stage
from meydan.campaigns.program import Line
from meydan.campaigns.queries import public
from meydan.campaigns.queries import stages as queries
from meydan.campaigns.rules.public import admits

EVERY: Final = ("", gettext_lazy("All"))
OTHER: Final = "0"  # no concern of the neighborhood


class ProgramFilters(Filters):
    """All of it stands in the address; the day is chosen above it."""

    place = fields.Choice(label=pgettext_lazy("campaigns", "Place"))
    audience = fields.Choice(label=gettext_lazy("For whom"), choices=[EVERY, *Audience.choices])
    topic = fields.Choice(label=gettext_lazy("Topic"))
    sessions = fields.Choice(label=gettext_lazy("Women and men"), choices=[EVERY, *Sessions.choices])

    def __init__(self, *args: Any, places: Sequence[Place], found: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = {str(one.promise.concern.pk): str(one.promise.concern) for one in found if one.promise.concern}
        self._choose("place", [(str(row.pk), str(row)) for row in places])
        self._choose("topic", [*topics.items(), (OTHER, _("Other topics"))])

    def of(self, found: Iterable[Line]) -> list[Line]:
        asked = self.values
        return [one for one in found if all(_fits(one, name, value) for name, value in asked.items())]

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, fields.Choice)
        field.choices = [EVERY, *choices]


def _fits(one: Line, name: str, value: str) -> bool:
    promise = one.promise
    if name == "place":
        return str(one.placement.space.place_id) == value
    if name == "audience":
        return promise.audience in (value, Audience.EVERYBODY)
    if name == "topic":
        return str(promise.concern_id or OTHER) == value
    return one.placement.sessions == value


class ReasonForm(Form):
    reason = fields.Text(
        label=gettext_lazy("Why, in a few words"),
        max_length=200,
        help_text=gettext_lazy("Everybody reads this, and whoever means to come is told."),
    )


class StandForm(Form):
    """Where and when a session is to stand."""

    day = fields.Choice(label=gettext_lazy("Day"))
    slot = fields.Choice(label=pgettext_lazy("campaigns", "Time"))
    space = fields.Choice(label=gettext_lazy("Space"))

    def __init__(self, *args: Any, stage: Stage, sessions: str = "", today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(row.pk): row for row in queries.slots_of(stage)}
        self.spaces = {str(row.pk): row for row in _spaces(stage, sessions)}
        days = [(day.isoformat(), wording.day(day, "weekday")) for day in queries.days_of(stage) if day >= today]
        self._choose("day", days)
        self._choose("slot", [(key, str(describe_timing(row))) for key, row in self.slots.items()])
        self._choose("space", [(key, _named(row)) for key, row in self.spaces.items()])
        if self.is_bound:  # asked only of whoever was told what it breaks
            label = gettext_lazy("I know what this breaks; do it all the same")
            self.fields["knowingly"] = fields.Check(label=label, required=False)

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "day": dt.date.fromisoformat(said["day"]),
            "slot": self.slots[said["slot"]],
            "space": self.spaces[said["space"]],
            "knowingly": bool(said["knowingly"]),
        }

    @property
    def spot(self) -> tuple[dt.date, int, int]:
        said = self.cleaned_data
        return (dt.date.fromisoformat(said["day"]), int(said["slot"]), int(said["space"]))

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, fields.Choice)
        field.choices = list(choices)


class SwapForm(Form):
    """Which of those it could change places with; asked by GET for what that does, sent by POST to do it."""

    other = fields.Choice(label=gettext_lazy("With which session"))
    knowingly = fields.Check(label=gettext_lazy("I know what this breaks; do it all the same"), required=False)

    def __init__(self, *args: Any, others: Iterable[Placement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(row.pk): row for row in others}
        days: dict[str, list[tuple[str, str]]] = {}
        for key, row in self.others.items():
            days.setdefault(wording.day(row.day, "weekday"), []).append((key, swap_named(row)))
        field = self.fields["other"]
        assert isinstance(field, fields.Choice)
        field.choices = list(days.items())

    @property
    def chosen(self) -> Placement:
        return self.others[self.cleaned_data["other"]]


class AddForm(StandForm):
    """One of what stands nowhere, and where it is to stand."""

    what = fields.Choice(label=gettext_lazy("Which session"))
    field_order = ("what", "day", "slot", "space")

    def __init__(self, *args: Any, stage: Stage, left: Sequence[public.Left], **kwargs: Any) -> None:
        super().__init__(*args, stage=stage, **kwargs)
        self.left = {f"{one.promise.pk}-{one.sessions}": one for one in left}
        self._choose("what", [(key, left_named(one)) for key, one in self.left.items()])

    @property
    def values(self) -> dict[str, Any]:
        chosen = self.left[self.cleaned_data["what"]]
        return {**super().values, "promise": chosen.promise, "sessions": chosen.sessions}


def swap_named(row: Placement) -> str:
    """«مهارت نه گفتن · ۱۷:۳۹ · مسجد النبی، شبستان»"""
    return f"{wording.digits(row.promise.title)} · {swap_spot(row)}"


def swap_spot(row: Placement) -> str:
    assert row.occasion is not None
    return f"{wording.clock(row.occasion.starts_at)} · {_named(row.space)}"


def left_named(one: public.Left) -> str:
    """«مهارت نه گفتن · بهزیستی قم · بانوان»"""
    return " · ".join(
        [wording.digits(one.promise.title), str(one.promise.invited.organization), str(Sessions(one.sessions).label)]
    )


def _spaces(stage: Stage, sessions: str) -> list[Space]:
    places = queries.places_of(stage)
    spaces = [(place, space) for place in places for space in place.spaces.all()]
    for place, space in spaces:
        space.place = place
    return [space for _place, space in spaces if (admits(space, sessions) if sessions else not space.stalls)]


def _named(space: Space) -> str:
    return _("%(place)s, %(space)s") % {"place": space.place, "space": space}
