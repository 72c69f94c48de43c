"""What an officer says of a round: from where it begins, what it is, its fields and days."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.budgets import schedule
from meydan.budgets.actions.rounds import FACTS, FieldDraft
from meydan.budgets.models import Field, Round
from meydan.budgets.models.round import EDGES
from meydan.people.models import Organization
from meydan.places.fields import AreaField
from meydan.places.models import Area

SPARE: Final = 4  # empty rows for more fields
MOST_FIELDS: Final = 20


class NewRoundForm(Form):
    title = fields.Text(label=_("Title"), max_length=160, help_text=_("As citizens read it: “I am the mayor, 1405”."))
    like = fields.Choice(label=_("Begin from"), required=False)
    ideas_from = fields.JalaliDate(
        label=_("Ideas are taken from"), help_text=_("The other stages follow as they usually do; you can move each.")
    )

    def __init__(self, *args: Any, areas: Sequence[Area], likes: Iterable[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likes = {str(row.pk): row for row in likes}
        names = [(key, f"{wording.digits(row.title)} · {row.area}") for key, row in self.likes.items()]
        field = self.fields["like"]
        assert isinstance(field, fields.Choice)
        field.choices = [("", _("A usual round of an area")), *names]
        self.fields["area"] = AreaField(label=_("Area"), areas=areas, initial=areas[0] if len(areas) == 1 else None)
        self.order_fields(["area", "title", "like", "ideas_from"])

    def clean_like(self) -> Round | None:
        return self.likes.get(self.cleaned_data["like"])


class FactsForm(Form):
    title = fields.Text(label=_("Title"), max_length=160)
    about = fields.LongText(
        label=_("In a few sentences"),
        max_length=2000,
        rows=5,
        help_text=_("What it is about, and what is done with the ideas. It stands at the head of the round’s page."),
    )
    proposers = fields.Choice(label=_("Who may propose"), choices=Round.Proposers.choices, radio=True)
    min_age = fields.Number(label=_("Propose from the age of"), min_value=0, max_value=99)
    review_days = fields.Number(
        label=_("Working days a unit has for an idea"), min_value=1, max_value=120, help_text=_("Then it is overdue.")
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(round, name) for name in FACTS}, **kwargs)
        if round.state != Round.State.DRAFT:
            del self.fields["proposers"], self.fields["min_age"]


class FieldRow(NamedTuple):
    number: int
    pk: BoundField
    name: BoundField
    unit: BoundField


class FieldsForm(Form):
    """Fields in rows; an empty name leaves one out."""

    def __init__(self, *args: Any, held: Sequence[Field], units: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.held = {field.pk for field in held}
        choices = [("", _("No unit yet")), *((key, str(unit)) for key, unit in self.units.items())]
        self.count = min(len(held) + SPARE, MOST_FIELDS)
        for number in range(self.count):
            row = held[number] if number < len(held) else None
            self.fields[f"pk_{number}"] = fields.Number(
                required=False, initial=row.pk if row else None, widget=forms.HiddenInput()
            )
            self.fields[f"name_{number}"] = fields.Text(
                label=_("Field"), max_length=80, required=False, initial=row.name if row else ""
            )
            self.fields[f"unit_{number}"] = fields.Choice(
                label=_("Unit"), required=False, choices=choices, initial=str(row.unit_id or "") if row else ""
            )

    @property
    def rows(self) -> list[FieldRow]:
        return [
            FieldRow(number + 1, *(self[f"{name}_{number}"] for name in ("pk", "name", "unit")))
            for number in range(self.count)
        ]

    @property
    def drafts(self) -> list[FieldDraft]:
        given = self.cleaned_data
        return [
            FieldDraft(
                given[f"name_{number}"],
                self.units.get(given.get(f"unit_{number}") or ""),
                given.get(f"pk_{number}") if given.get(f"pk_{number}") in self.held else None,
            )
            for number in range(self.count)
            if given.get(f"name_{number}")
        ]


class StagesForm(Form):
    """All edges; those that have come already stand fast."""

    follows = fields.Check(
        label=_("Move the later stages along, by as many days as the first that moves"), required=False
    )
    reason = fields.Text(
        label=_("Reason"), max_length=300, required=False, help_text=_("Everybody concerned is told this sentence.")
    )

    def __init__(self, *args: Any, round: Round, movable: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round, self.can_move = round, list(movable)
        for name in EDGES:
            if name in movable:
                self.fields[name] = fields.JalaliDate(
                    label=str(schedule.EDGE_NAMES[name]), initial=getattr(round, name)
                )
        if round.state == Round.State.DRAFT:
            del self.fields["reason"]
        self.order_fields([*EDGES, "follows", "reason"])

    @property
    def days(self) -> dict[str, dt.date]:
        given = {name: self.cleaned_data[name] for name in self.can_move}
        if not self.cleaned_data.get("follows"):
            return given
        moved = schedule.followed(self.round, given, self.can_move)
        return {name: moved[name] for name in self.can_move}


class ReasonForm(Form):
    reason = fields.Text(
        label=_("Reason"), max_length=300, help_text=_("Everybody who took part is told this sentence.")
    )


class OpenForm(Form):
    leave_undecided = fields.Check(
        label=_("Ideas that nobody decided on end so; their authors are told"), required=False
    )

    def __init__(self, *args: Any, undecided: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not undecided:
            del self.fields["leave_undecided"]
