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

    def __init__(self, *args: Any, held: Sequence[dict[str, Any]], seen: str = "", **kwargs: Any) -> None:
        """`held`: what stands there now, a row each, with its `pk`. `seen`: its mark (`seen.py`)."""
        super().__init__(*args, **kwargs)
        self.fields["seen"] = fields.Text(required=False, initial=seen, widget=forms.HiddenInput())
        self.known = {row["pk"] for row in held if row["pk"]}
        self.named = {row["name"]: row["pk"] for row in held if "name" in self.columns and row["pk"]}
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
        """The rows that say something; `pk` only of one that was held, and of what somebody else wrote meanwhile under
        the same name.
        """
        found: list[dict[str, Any]] = []
        taken = {self.cleaned_data.get(f"pk_{number}") for number in range(self.count)} & self.known
        for number in range(self.count):
            row = {name: self.cleaned_data.get(f"{name}_{number}") for name in self.columns}
            if row[next(iter(self.columns))]:
                pk = self.cleaned_data.get(f"pk_{number}")
                if pk not in self.known:
                    pk = self.named.get(row.get("name"))
                    pk = None if pk in taken else pk
                    taken.add(pk)
                found.append({**row, "pk": pk})
        return found
