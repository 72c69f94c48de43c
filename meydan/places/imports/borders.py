"""What a GeoJSON of borders would do: each feature finds its area by code, or by name where that is told apart."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines import svgmap
from meydan.places import queries
from meydan.places.imports.table import KIND_OF, Bad, plain, spelling, tidied
from meydan.places.models import Area

MOST_CORNERS: Final = 100_000
FINENESS: Final = 600  # an outline is within this part of the border's extent: under a pixel on any page
PLACES: Final = 6  # of a degree: eleven centimeters

_WRONG: Final = {
    "type": gettext_lazy("A border is a Polygon or a MultiPolygon."),
    "coordinates": gettext_lazy("Its coordinates are not lists of numbers as GeoJSON has them."),
    "range": gettext_lazy("It lies off the globe. GeoJSON gives the longitude first."),
    "short": gettext_lazy("One of its rings has fewer than four points."),
    "open": gettext_lazy("One of its rings does not end where it began."),
    "flat": gettext_lazy("One of its rings encloses nothing."),
    "vertices": gettext_lazy("It has too many points. Simplify it first."),
}


@dataclass(eq=False)
class Found:
    """A border and the area it is of."""

    area: Area
    border: dict[str, Any]
    number: int  # of the feature in the file

    @property
    def outline(self) -> dict[str, Any]:
        return thinned(self.border)

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude, for an area whose point nobody has told."""
        edges = svgmap.bounds_of([self.border])
        return round((edges.south + edges.north) / 2, PLACES), round((edges.west + edges.east) / 2, PLACES)


@dataclass
class Plan:
    added: list[Found] = field(default_factory=list)  # areas that had no border
    changed: list[Found] = field(default_factory=list)
    left: int = 0
    bad: list[Bad] = field(default_factory=list)
    rows: int = 0


def plan(text: str, *, reach: Iterable[Area] | None) -> Plan:
    features = _features(text)
    areas = list(_within(reach))
    by_code, by_name = _indexes(areas)
    borders = dict(Area.objects.filter(border__isnull=False).values_list("pk", "border"))
    found = Plan(rows=len(features))
    seen: dict[int, int] = {}
    for number, feature in enumerate(features, 1):
        area = _area_of(feature, by_code, by_name)
        border = _border_of(feature)
        if isinstance(area, Area) and area.pk in seen:
            area = _("Feature %(number)s is of the same area already.") % {"number": wording.number(seen[area.pk])}
        if not isinstance(area, Area):
            found.bad.append(Bad(number, area))
        elif not isinstance(border, dict):
            found.bad.append(Bad(number, border))
        else:
            seen[area.pk] = number
            if borders.get(area.pk) == border:
                found.left += 1
            else:
                (found.changed if area.pk in borders else found.added).append(Found(area, border, number))
    return found


def thinned(border: Mapping[str, Any]) -> dict[str, Any]:
    """The border with as many points as a drawing shows."""
    edges = svgmap.bounds_of([border])
    tolerance = max(edges.north - edges.south, edges.east - edges.west) / FINENESS

    def thin(ring: list[list[float]]) -> list[list[float]]:
        kept = [list(point) for point in svgmap.simplify([(x, y) for x, y in ring], tolerance)]
        return kept if len(kept) >= 4 else ring

    return _mapped(border, thin)


def _features(text: str) -> list[Any]:
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and found.get("type") == "Feature":
        return [found]
    if isinstance(found, dict) and found.get("type") == "FeatureCollection" and isinstance(found.get("features"), list):
        return list(found["features"])
    raise Refusal(_("This file is not GeoJSON: it holds no features."), field="file")


def _within(reach: Iterable[Area] | None) -> Iterable[Area]:
    return queries.areas() if reach is None else queries.below(reach)


def _indexes(areas: Iterable[Area]) -> tuple[dict[str, list[Area]], dict[str, list[Area]]]:
    by_code: dict[str, list[Area]] = defaultdict(list)
    by_name: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        if area.code:
            by_code[area.code].append(area)
        for name in filter(None, (area.name, area.name_en)):
            by_name[spelling(name)].append(area)
    return by_code, by_name


def _area_of(feature: Any, by_code: Mapping[str, list[Area]], by_name: Mapping[str, list[Area]]) -> Area | str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    told = {
        plain(key): tidied(str(value))
        for key, value in properties.items()
        if isinstance(value, str | int) and value != ""
    }
    code = told.get("code") or told.get("کد") or ""
    name = next((told[key] for key in ("name", "namefa", "نام", "nameen") if told.get(key)), "")
    kind = KIND_OF.get(plain(told.get("kind") or told.get("نوع") or ""), "")
    if not code and not name:
        return _("It has neither a code nor a name.")
    found = by_code.get(code, []) if code else by_name.get(spelling(name), [])
    found = [area for area in found if not kind or area.kind == kind]
    if len(found) == 1:
        return found[0]
    given = {"given": (code or name)[:60]}
    if found:
        return _("Several areas are called «%(given)s»: give the code and the kind.") % given
    return _("None of your areas has the code or name «%(given)s».") % given


def _border_of(feature: Any) -> dict[str, Any] | str | Promise:
    geometry: Any = feature.get("geometry") if isinstance(feature, dict) else None
    try:
        svgmap.validate_geometry(geometry, max_vertices=MOST_CORNERS)
    except svgmap.WrongGeometry as wrong:
        return _WRONG[wrong.code]
    if geometry["type"] == "Point":
        return _WRONG["type"]
    return _mapped(geometry, lambda ring: [[round(x, PLACES), round(y, PLACES)] for x, y, *_height in ring])


def _mapped(geometry: Mapping[str, Any], change: Any) -> dict[str, Any]:
    polygon = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if polygon else geometry["coordinates"]
    changed = [[change(ring) for ring in rings] for rings in polygons]
    return {"type": geometry["type"], "coordinates": changed[0] if polygon else changed}
