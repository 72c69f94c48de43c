"""What people type about visits."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.base.fields import Choice, MultiChoice, Number, Text, Upload
from meydan.base.fields.files import MEGABYTE
from meydan.base.forms import Filters, Form
from meydan.places.fields import VenueField
from meydan.places.models import Area, Venue
from meydan.visits import counter, queries
from meydan.visits.actions.counting import Counted
from meydan.visits.models import MAIN_KIND, CounterFile, VisitCount
from meydan.visits.planning import Line

MOST = counter.MOST_A_DAY
ALL = [("", gettext_lazy("All"))]
KINDS = dict(VisitCount.Kind.choices)


class VenueFilters(Filters):
    q = Text(label=gettext_lazy("Name"), max_length=100)
    kind = Choice(
        label=gettext_lazy("Kind of venue"), choices=[*ALL, *((kind.value, kind.label) for kind in MAIN_KIND)]
    )
    state = Choice(label=gettext_lazy("Today"), choices=[*ALL, ("missing", gettext_lazy("Not counted yet"))])


class DayForm(Form):
    """The three numbers of a venue on a day. An empty box says nothing; a zero says that nobody came.

    `seen_…` is what stood in the box when the page was made, so that nobody writes over another unseen.
    """

    def __init__(self, data: Any = None, *, venue: Venue, day: queries.Day, detailed: bool = False) -> None:
        self.venue, self.day, self.detailed = venue, day, detailed
        super().__init__(data, auto_id=f"v{venue.pk}_%s")
        for kind in queries.kinds_of(venue):
            row = day.counts.get(kind)
            self._add(kind, KINDS[kind], row.count if row else None)
            self.fields[f"seen_{kind}"] = CharField(
                required=False, widget=HiddenInput, initial="" if row is None else row.count
            )
            if detailed:
                self._add(f"{kind}_women", gettext_lazy("Women"), row.women if row else None)
                self._add(f"{kind}_men", gettext_lazy("Men"), row.men if row else None)

    def _add(self, name: str, label: Any, initial: int | None) -> None:
        self.fields[name] = Number(label=label, min_value=0, max_value=MOST, required=False, initial=initial)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Box by box, as the page lays them out."""
        return [
            {
                "kind": kind,
                "box": self[kind],
                "seen": self[f"seen_{kind}"],
                "known": self.day.counts.get(kind),
                "parts": [self[f"{kind}_women"], self[f"{kind}_men"]] if self.detailed else [],
            }
            for kind in queries.kinds_of(self.venue)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for kind in KINDS:
            parts = [given.get(f"{kind}_{sex}") for sex in ("women", "men")]
            parted = any(part is not None for part in parts)
            if parted and given.get(kind) is None and kind not in self.errors:
                self.add_error(kind, ValidationError(_("Write how many came in all.")))
        return given

    @property
    def values(self) -> dict[str, Any]:
        """What `count_day` takes. Without boxes of their own, women and men stay as they were while the count does."""
        given = self.cleaned_data
        counts: dict[str, Counted | None] = {}
        for kind in KINDS:
            count, row = given.get(kind), self.day.counts.get(kind)
            parts = (given.get(f"{kind}_women"), given.get(f"{kind}_men"))
            if not self.detailed and row is not None and row.count == count:
                parts = (row.women, row.men)
            counts[kind] = None if count is None else Counted(count, *parts)
        seen = {kind: _number(given.get(f"seen_{kind}", "")) for kind in KINDS}
        return {"counts": counts, "seen": seen}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class FileForm(Form):
    """A door counter's file: of which venue, and what its visitors mostly come for."""

    kind = Choice(label=gettext_lazy("Counts visitors of this kind"), choices=VisitCount.Kind.choices)
    file = Upload(
        label=gettext_lazy("The file"),
        kinds=("csv",),
        max_bytes=2 * MEGABYTE,
        help_text=gettext_lazy("A CSV with a day and a number on each line, at most 2 megabytes."),
    )

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"] = VenueField(label=gettext_lazy("Venue"), areas=areas)
        self.order_fields(["venue", "kind", "file"])

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"venue": given["venue"], "kind": given["kind"], "text": given["file"].read().decode("utf-8-sig")}


class ColumnsForm(Form):
    """Which column is which, where the guess was wrong."""

    day_column = Choice(label=gettext_lazy("The day stands in"))
    count_column = Choice(label=gettext_lazy("The number stands in"))

    def __init__(self, data: Any = None, *, file: CounterFile, table: counter.Table) -> None:
        initial = {"day_column": str(file.day_column), "count_column": str(file.count_column)}
        super().__init__(data, initial=initial)
        choices = [(str(place), _named(name, counter.examples(table, place))) for place, name in enumerate(table.names)]
        for name in ("day_column", "count_column"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        return {name: int(value) for name, value in self.cleaned_data.items()}


def _named(name: str, examples: Sequence[str]) -> str:
    told = "، ".join(f"\u2066{wording.digits(example)}\u2069" for example in examples)  # each read from its own left
    return f"{name} ({told})" if examples else name


class TakeForm(Form):
    """On which days the door counter's number replaces what a person said."""

    taken = MultiChoice(label=gettext_lazy("Take the door counter's number"), required=False)

    def __init__(self, data: Any = None, *, asked: Sequence[Line]) -> None:
        super().__init__(data)
        self.fields["taken"].choices = [(line.day.isoformat(), "") for line in asked]  # type: ignore[attr-defined]
