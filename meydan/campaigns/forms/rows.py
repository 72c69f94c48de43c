"""Forms in rows: the same boxes again and again; a row whose first box is empty is left out."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from meydan.base import fields
from meydan.base.forms import Form

Columns = dict[str, Callable[[], forms.Field]]


class RowsForm(Form):
    columns: ClassVar[Columns]
    spare: ClassVar = 3  # empty rows for more
    most: ClassVar = 30

    def __init__(self, *args: Any, held: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        """`held`: what stands there now, a row each, with its `pk`."""
        super().__init__(*args, **kwargs)
        self.known = {row["pk"] for row in held}
        self.count = min(len(held) + self.spare, self.most)
        for number in range(self.count):
            row = held[number] if number < len(held) else {}
            hidden = fields.Number(required=False, initial=row.get("pk"), widget=forms.HiddenInput())
            self.fields[f"pk_{number}"] = hidden
            for name, make in self.columns.items():
                field = make()
                field.required = False
                if name in row:
                    field.initial = row[name]
                self.fields[f"{name}_{number}"] = field

    @property
    def rows(self) -> list[tuple[BoundField, list[BoundField]]]:
        return [
            (self[f"pk_{number}"], [self[f"{name}_{number}"] for name in self.columns]) for number in range(self.count)
        ]

    @property
    def said(self) -> list[dict[str, Any]]:
        """The rows that say something; `pk` only of one that was held."""
        found = []
        for number in range(self.count):
            row = {name: self.cleaned_data.get(f"{name}_{number}") for name in self.columns}
            if row[next(iter(self.columns))]:
                pk = self.cleaned_data.get(f"pk_{number}")
                found.append({**row, "pk": pk if pk in self.known else None})
        return found
