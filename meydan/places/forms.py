"""What people type about places. Values are what the actions take."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.base.fields import Check, Choice, Clock, Link, Number, Photo, Text, Upload
from meydan.base.fields.files import MEGABYTE
from meydan.base.forms import Filters, Form
from meydan.places import hours, rules
from meydan.places.actions import HallFacts
from meydan.places.fields import AreaField, PointField
from meydan.places.models import Area, Hall, Import, Venue
from meydan.places.rules import Official

MOST_MEGABYTES = 5
MOST_ROWS = 5_000
SPANS = 2  # a day: a morning and an afternoon
KINDS = [("", gettext_lazy("Any kind")), *Venue.Kind.choices]


class SearchFilters(Filters):
    q = Text(label=gettext_lazy("City, neighborhood, or venue"), max_length=100)
    kind = Choice(label=gettext_lazy("Kind of venue"), choices=KINDS)


class AreaFilters(Filters):
    q = Text(label=gettext_lazy("Name of the area"), max_length=100)


class VenueFilters(Filters):
    q = Text(label=gettext_lazy("Name"), max_length=100)
    kind = Choice(label=gettext_lazy("Kind"), choices=KINDS)
    area = AreaField(label=gettext_lazy("Area"), empty_label=gettext_lazy("All"))
    state = Choice(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("Open")), ("closed", gettext_lazy("Closed for good")), ("all", gettext_lazy("All"))],
    )

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].areas = areas  # type: ignore[attr-defined]


class AreaForm(Form):
    """Name, code and point of an area; and its kind while it is new."""

    kind = Choice(label=gettext_lazy("Kind"), radio=True)
    name = Text(label=gettext_lazy("Name"), max_length=120)
    name_en = Text(label=gettext_lazy("Name in English"), max_length=120, required=False)
    code = Text(label=gettext_lazy("Official code"), max_length=30, required=False)
    point = PointField(required=False)

    def __init__(self, *args: Any, parent: Area | None = None, area: Area | None = None, **kwargs: Any) -> None:
        if area is not None:
            kwargs["initial"] = {
                "name": area.name,
                "name_en": area.name_en,
                "code": area.code,
                "point": _point_of(area),
            }
        super().__init__(*args, **kwargs)
        if parent is None:
            del self.fields["kind"]
        else:
            below = [(kind.value, kind.label) for kind in Area.Kind if rules.may_lie_in(kind, parent.kind)]
            self.fields["kind"].choices = below  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        return _with_point(self.cleaned_data)


class MoveForm(Form):
    parent = AreaField(label=gettext_lazy("Move into"))

    def __init__(self, *args: Any, by: Official, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: AreaField = self.fields["parent"]  # type: ignore[assignment]
        field.areas = by.areas_for(*rules.KEEPERS)
        field.kinds = [kind for kind in rules.ORDER if rules.may_lie_in(area.kind, kind)]


class VenueForm(Form):
    """Everything about a venue but its halls."""

    area = AreaField()
    kind = Choice(label=gettext_lazy("Kind"), choices=[("", gettext_lazy("Choose…")), *Venue.Kind.choices])
    name = Text(label=gettext_lazy("Name"), max_length=160)
    name_en = Text(label=gettext_lazy("Name in English"), max_length=160, required=False)
    address = Text(label=gettext_lazy("Address"), max_length=300, required=False)
    directions = Text(
        label=gettext_lazy("How to get there"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bus, metro, the entrance to take."),
    )
    link = Link(
        label=gettext_lazy("Address on the Internet"),
        also_http=True,
        required=False,
        help_text=gettext_lazy("Needed for a venue that is only online."),
    )
    point = PointField(required=False)
    photo = Photo(label=gettext_lazy("Photo"), required=False)
    no_photo = Check(label=gettext_lazy("Take the photo away"), required=False)

    def __init__(self, *args: Any, by: Official, venue: Venue | None = None, **kwargs: Any) -> None:
        if venue is not None:
            plain = ("area", "kind", "name", "name_en", "address", "directions", "link")
            kwargs["initial"] = {name: getattr(venue, name) for name in plain} | {"point": _point_of(venue)}
            kwargs["initial"] |= {name: _asked(getattr(venue, name)) for name in ACCESS}
        super().__init__(*args, **kwargs)
        self.fields["area"].areas = by.areas_for(*rules.HOSTS)  # type: ignore[attr-defined]
        for name, label in ACCESS.items():
            self.fields[name] = Choice(label=label, choices=ANSWERS, radio=True, required=False)
        if venue is None or not venue.photo:
            del self.fields["no_photo"]
        for day in range(7):
            spans = hours.times(venue.opening_hours, day) if venue else []
            for number in range(SPANS):
                opens, closes = spans[number] if number < len(spans) else (None, None)
                said = {"day": hours.name_of(day), "n": wording.number(number + 1)}
                self.fields[f"opens_{day}_{number}"] = _clock(_("%(day)s: opens (%(n)s)") % said, opens)
                self.fields[f"closes_{day}_{number}"] = _clock(_("%(day)s: closes (%(n)s)") % said, closes)

    def clean(self) -> dict[str, Any]:
        week: dict[int, list[tuple[dt.time, dt.time]]] = {}
        for day in range(7):
            for number in range(SPANS):
                opens, closes = (self.cleaned_data.get(f"{edge}_{day}_{number}") for edge in ("opens", "closes"))
                wrong = {f"opens_{day}_{number}", f"closes_{day}_{number}"} & set(self.errors)
                if wrong or (opens is None and closes is None):
                    continue
                if opens is None or closes is None:
                    missing = "opens" if opens is None else "closes"
                    self.add_error(f"{missing}_{day}_{number}", _("Write both the opening and the closing time."))
                    continue
                week.setdefault(day, []).append((opens, closes))
        with self.refusals():
            self.cleaned_data["opening_hours"] = hours.kept(week)
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        facts = _with_point(
            {name: value for name, value in self.cleaned_data.items() if not name.startswith(("opens_", "closes_"))}
        )
        facts |= {name: _answered(facts[name]) for name in ACCESS}
        if facts.pop("no_photo", False):
            facts["photo"] = None
        elif not facts["photo"]:
            del facts["photo"]
        return facts

    @property
    def access(self) -> list[Any]:
        return [self[name] for name in ACCESS]

    @property
    def week(self) -> list[tuple[str, list[Any]]]:
        """A row of boxes for each day, Saturday first."""
        return [
            (
                hours.name_of(day),
                [self[f"{edge}_{day}_{number}"] for number in range(SPANS) for edge in ("opens", "closes")],
            )
            for day in range(7)
        ]


class HallForm(Form):
    """One row of the halls; the last ones are empty and may stay so."""

    pk = Number(required=False)
    name = Text(label=gettext_lazy("Name of the hall"), max_length=120)
    capacity = Number(label=gettext_lazy("How many people it holds"), min_value=1, max_value=200_000)
    is_open = Check(label=gettext_lazy("In use"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pk"].widget = HiddenInput()

    @property
    def values(self) -> dict[str, Any]:
        return self.cleaned_data


_HallForms = formset_factory(HallForm, extra=2, max_num=100, absolute_max=120, validate_max=True)


class HallForms(_HallForms):  # type: ignore[misc, valid-type]
    """The halls of a venue, and two rows for new ones."""

    def __init__(self, *args: Any, venue: Venue | None = None, **kwargs: Any) -> None:
        held: list[Hall] = list(venue.halls.order_by("-capacity", "name")) if venue else []
        rows = [{"pk": hall.pk, "name": hall.name, "capacity": hall.capacity, "is_open": hall.is_open} for hall in held]
        super().__init__(*args, prefix="halls", initial=rows, **kwargs)

    @property
    def values(self) -> list[HallFacts]:
        given = [form.cleaned_data for form in self.forms if form.has_changed() and form.cleaned_data]
        return [HallFacts(row["name"], row["capacity"], row["is_open"], row["pk"]) for row in given]


class ImportForm(Form):
    """A file for the page; what is larger is for the command."""

    kind = Choice(
        label=gettext_lazy("What is in the file"), choices=Import.Kind.choices, radio=True, initial=Import.Kind.AREAS
    )
    file = Upload(label=gettext_lazy("File"), kinds=("csv", "geojson"), max_bytes=MOST_MEGABYTES * MEGABYTE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["too_big"] = gettext_lazy(
            "The file is larger than %(size)s megabytes. The page takes no more; ask whoever runs the server to use "
            "the command meydan import-areas or meydan import-borders."
        )

    def clean(self) -> dict[str, Any]:
        file, kind = self.cleaned_data.get("file"), self.cleaned_data.get("kind")
        if file is None or not kind:
            return self.cleaned_data
        is_table = str(file.name).lower().endswith(".csv")
        if is_table != (kind == Import.Kind.AREAS):
            raise ValidationError({"file": _("Areas come as CSV, borders as GeoJSON.")})
        text = file.read().decode("utf-8-sig")
        if is_table and text.count("\n") > MOST_ROWS:
            sentence = _(
                "The file has more than %(limit)s rows. The page takes no more; ask whoever runs the server to use "
                "the command meydan import-areas."
            )
            raise ValidationError({"file": sentence % {"limit": wording.number(MOST_ROWS)}})
        self.cleaned_data["text"] = text
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self.cleaned_data["kind"], "text": self.cleaned_data["text"]}


ANSWERS = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), ("", gettext_lazy("Nobody has looked yet"))]
ACCESS = {
    "step_free": gettext_lazy("Entrance without steps"),
    "accessible_toilet": gettext_lazy("Toilet for wheelchairs"),
    "hearing_loop": gettext_lazy("Hearing loop"),
}


def _asked(held: bool | None) -> str:
    return "" if held is None else "yes" if held else "no"


def _answered(choice: str) -> bool | None:
    return None if not choice else choice == "yes"


def _clock(label: str, initial: dt.time | None) -> Clock:
    field = Clock(label=label, initial=initial, required=False)
    field.widget.attrs["aria-label"] = label
    return field


def _point_of(row: Area | Venue) -> tuple[float, float] | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)


def _with_point(values: dict[str, Any]) -> dict[str, Any]:
    values = dict(values)
    latitude, longitude = values.pop("point") or (None, None)
    return {**values, "latitude": latitude, "longitude": longitude}
