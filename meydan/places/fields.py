"""Form fields that choose an area, a venue or a hall, and one that takes a point of the map.

A few choices are a list; many (a country has 1,354 cities) are a box in which the name is typed: one place of that name
is taken, of several the form asks which is meant. Both take ids, and neither takes one that was not offered.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.engines import persian
from meydan.places import queries
from meydan.places.models import Area, Hall, Venue

Areas = Iterable[Area] | Callable[[], Iterable[Area]] | None
Choices = list[tuple[Any, Any]]

CHOOSE = gettext_lazy("Choose…")
MOST_LISTED = 150
MOST_NAMED = 12


class PlaceInput(forms.Select):
    """A list where the places are few; otherwise a box for the name, or the list of those with that name."""

    input_type = "select"
    listed: Choices | None = None  # None: too many to list
    asked: Choices | None = None  # what the name typed may mean

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.choices = self.asked or self.listed or []
        if self.choices:
            return super().get_context(name, value, attrs)
        widget = forms.TextInput(attrs={"autocomplete": "off", **self.attrs})
        return widget.get_context(name, value, attrs)

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> Any:
        if not self.choices:
            template_name = forms.TextInput.template_name
        return super()._render(template_name, context, renderer)  # type: ignore[misc]


class PlaceField(forms.Field):
    """What the three have in common. `areas` may be set after the form is made: `form.fields["venue"].areas = …`."""

    widget: Any = PlaceInput
    default_error_messages = {
        "unknown": gettext_lazy("Choose one of the places that are offered."),
        "none": gettext_lazy("No place with this name was found. Check the spelling."),
        "several": gettext_lazy("Several places have this name. Choose one."),
        "many": gettext_lazy("Too many places have this name. Write more of it."),
    }

    def __init__(self, *, areas: Areas = None, empty_label: Any = CHOOSE, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.areas = areas
        self.empty_label = empty_label

    def offered(self) -> QuerySet[Any]:
        """The rows to choose from."""
        raise NotImplementedError

    def found(self, text: str) -> QuerySet[Any]:
        """Those of them that are called so."""
        raise NotImplementedError

    def labels(self, rows: Sequence[Any]) -> Choices:
        """(group, [(id, label), …]), or (id, label) where they stand alone."""
        raise NotImplementedError

    def reach(self) -> list[Area] | None:
        areas = self.areas() if callable(self.areas) else self.areas
        return None if areas is None else list(areas)

    def prepare_value(self, value: Any) -> Any:
        """Called just before the box is drawn; a list wants the id, a box the name."""
        listed = self._list() or bool(self.widget.asked)
        if isinstance(value, Model):
            return value.pk if listed else str(value)
        if value and not listed and _is_id(value):
            row = self.offered().filter(pk=int(value)).first()
            return str(row) if row else value
        return value

    def clean(self, value: Any) -> Any:
        text = persian.fold_digits(persian.tidy(str(value.pk if isinstance(value, Model) else value or "")))
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], "required")
            return None
        if _is_id(text):
            row = self.offered().filter(pk=int(text)).first()
            if row is not None:
                return row
            if self._list():
                raise ValidationError(self.error_messages["unknown"], "unknown")
        elif self._list():
            raise ValidationError(self.error_messages["unknown"], "unknown")
        return self._named(text[:200])

    def _named(self, text: str) -> Any:
        rows = list(self.found(text)[: MOST_NAMED + 1])
        exact = [row for row in rows if persian.sort_key(str(row.name)) == persian.sort_key(text)]
        if len(exact) == 1 or len(rows) == 1:
            return (exact or rows)[0]
        if not rows:
            raise ValidationError(self.error_messages["none"], "none")
        if len(rows) > MOST_NAMED and not exact:
            raise ValidationError(self.error_messages["many"], "many")
        self.widget.asked = [("", self.empty_label), *self.labels(exact or rows)]
        raise ValidationError(self.error_messages["several"], "several")

    def _list(self) -> bool:
        """Whether the places are few enough to list; asked of the database once a form."""
        if not hasattr(self, "_listed"):
            rows = list(self.offered()[: MOST_LISTED + 1])
            self._listed = len(rows) <= MOST_LISTED
            self.widget.listed = [("", self.empty_label), *self.labels(rows)] if self._listed else None
        return self._listed

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(getattr(initial, "pk", initial) or "") != str(data or "")


class AreaField(PlaceField):
    """An area of these kinds, in these areas or below; a value is an `Area`."""

    def __init__(self, *, kinds: Iterable[str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Area"))
        super().__init__(**kwargs)
        self.kinds = None if kinds is None else [str(kind) for kind in kinds]

    def offered(self) -> QuerySet[Area]:
        return self._of_kind(queries.areas())

    def found(self, text: str) -> QuerySet[Area]:
        return self._of_kind(queries.search_areas(text))

    def labels(self, rows: Sequence[Area]) -> Choices:
        placed = queries.labeled(rows)
        placed.sort(key=lambda pair: ([above.sort_key for above in pair[1]], pair[0].sort_key))
        several = len({area.parent_id for area in rows}) > 1
        if not several:
            return [(area.pk, str(area)) for area, _above in placed]
        return [
            (" · ".join(reversed([str(each) for each in above][-2:])), [(area.pk, str(area)) for area, _above in group])
            if above
            else (_("Countries"), [(area.pk, str(area)) for area, _above in group])
            for above, group in (
                (list(above), list(group)) for above, group in groupby(placed, key=lambda pair: pair[1])
            )
        ]

    def _of_kind(self, rows: QuerySet[Area]) -> QuerySet[Area]:
        reach = self.reach()
        rows = rows if reach is None else queries.within(rows, reach, field="")
        return rows if self.kinds is None else rows.filter(kind__in=self.kinds)


class VenueField(PlaceField):
    """An open venue in these areas; a value is a `Venue` with its area."""

    def __init__(self, *, kinds: Iterable[str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Venue"))
        super().__init__(**kwargs)
        self.kinds = None if kinds is None else [str(kind) for kind in kinds]

    def offered(self) -> QuerySet[Venue]:
        return self._limited(queries.venues()).order_by(queries.BY_KIND, "sort_key", "pk")

    def found(self, text: str) -> QuerySet[Venue]:
        return self._limited(queries.search_venues(text))

    def labels(self, rows: Sequence[Venue]) -> Choices:
        several = len({venue.area_id for venue in rows}) > 1
        kinds = list(Venue.Kind)
        rows = sorted(rows, key=lambda venue: (kinds.index(Venue.Kind(venue.kind)), venue.sort_key))
        return [
            (kind, [(venue.pk, f"{venue} · {venue.area}" if several else str(venue)) for venue in group])
            for kind, group in ((kind, list(group)) for kind, group in groupby(rows, key=Venue.get_kind_display))
        ]

    def _limited(self, rows: QuerySet[Venue]) -> QuerySet[Venue]:
        reach = self.reach()
        rows = rows.filter(is_open=True)
        rows = rows if reach is None else queries.within(rows, reach)
        return rows if self.kinds is None else rows.filter(kind__in=self.kinds)


class HallField(PlaceField):
    """An open hall of an open venue in these areas, or of one venue; a value is a `Hall` with its venue."""

    def __init__(self, *, venue: Venue | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Hall"))
        super().__init__(**kwargs)
        self.venue = venue

    def offered(self) -> QuerySet[Hall]:
        rows = queries.halls().filter(is_open=True, venue__is_open=True)
        if self.venue is not None:
            rows = rows.filter(venue=self.venue)
        reach = self.reach()
        return rows if reach is None else queries.within(rows, reach, field="venue__area")

    def found(self, text: str) -> QuerySet[Hall]:
        """By the venue's name, for halls are called alike everywhere."""
        return self.offered().filter(venue__in=queries.search_venues(text).order_by().values("pk"))

    def labels(self, rows: Sequence[Hall]) -> Choices:
        def label(hall: Hall) -> tuple[int, str]:
            capacity = wording.number(hall.capacity)
            return hall.pk, _("%(hall)s (up to %(capacity)s people)") % {"hall": hall, "capacity": capacity}

        if self.venue is not None:
            return [label(hall) for hall in rows]
        groups = groupby(rows, key=lambda hall: hall.venue)
        return [(str(venue), [label(hall) for hall in group]) for venue, group in groups]


class PointField(forms.Field):
    """Latitude and longitude in one box, as maps show them: «۳۵٫۷۲۱۹، ۵۱٫۳۳۴۷», "35.7219, 51.3347", "geo:35.7,51.3"."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "text", "autocomplete": "off", "dir": "ltr", "class": "phone"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("label", gettext_lazy("Point on the map"))
        kwargs.setdefault(
            "help_text", gettext_lazy("Latitude and longitude, as maps show them when a point is held down.")
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> tuple[float, float] | None:
        if isinstance(value, tuple):
            return value
        text = persian.fold_digits(persian.tidy(str(value or ""))).replace("،", ",").removeprefix("geo:")
        if not text:
            return None
        numbers = re.fullmatch(r"(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)\s*[,;\s]\s*(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)", text)
        if not numbers:
            example = wording.digits("35.7219, 51.3347")
            raise ValidationError(_("Write two numbers, for example %(example)s."), params={"example": example})
        latitude, longitude = round(float(numbers[1]), 6), round(float(numbers[2]), 6)
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValidationError(_("This point is not on the globe."))
        if 44 <= latitude <= 64 and 24 <= longitude <= 40:
            raise ValidationError(_("Latitude and longitude have changed places: write the latitude first."))
        return latitude, longitude

    def prepare_value(self, value: Any) -> Any:
        return wording.digits("{}, {}".format(*value)) if isinstance(value, tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def _is_id(value: Any) -> bool:
    return isinstance(value, int) or bool(re.fullmatch(r"[0-9]{1,18}", str(value)))
