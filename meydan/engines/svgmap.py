"""Borders and points as SVG, drawn on the server without a tile or a script.

Equirectangular, with east-west distances shortened by the cosine of the middle latitude: true to shape for anything up
to a province. GeoJSON (RFC 7946) comes in, positions being [longitude, latitude]; pixels go out, y pointing down. Draw
paths with `fill-rule="evenodd"`, so that inner rings are holes.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any, Final, NamedTuple

Geometry = Mapping[str, Any]
Position = tuple[float, float]

MAX_VERTICES: Final = 20_000


class WrongGeometry(ValueError):  # noqa: N818 - names what was uploaded
    """A geometry that cannot be drawn or kept.

    `code` is "type" (no Point, Polygon or MultiPolygon), "coordinates" (not the lists of numbers its type needs),
    "range" (off the globe), "short" (a ring under four positions), "open" (a ring whose ends differ), "flat" (a ring
    without area) or "vertices" (too many).
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class Bounds(NamedTuple):
    """The edges of a map in degrees."""

    south: float
    west: float
    north: float
    east: float


def validate_geometry(obj: object, *, max_vertices: int = MAX_VERTICES) -> None:
    """Raise `WrongGeometry` unless this is a GeoJSON Point, Polygon or MultiPolygon that can be drawn.

    Whether rings cross themselves or one another is not asked.
    """
    if not isinstance(obj, Mapping) or obj.get("type") not in {"Point", "Polygon", "MultiPolygon"}:
        raise WrongGeometry("type", "a Point, Polygon or MultiPolygon is needed")
    coordinates = obj.get("coordinates")
    if obj["type"] == "Point":
        _check_position(coordinates)
        return
    polygons = [coordinates] if obj["type"] == "Polygon" else _listed(coordinates)
    vertices = 0
    for polygon in polygons:
        for ring in _listed(polygon):
            vertices += len(_listed(ring))
            if vertices > max_vertices:
                raise WrongGeometry("vertices", f"more than {max_vertices} corners")
            _check_ring(ring)


def bounds_of(geometries: Iterable[Geometry]) -> Bounds:
    """Return the edges of all geometries together, a lone point getting a hundredth of a degree around it.

    Raises `WrongGeometry("coordinates")` when there is none. Shapes across the 180th meridian are not for this map.
    """
    positions = [position for geometry in geometries for position in _positions(geometry)]
    if not positions:
        raise WrongGeometry("coordinates", "there is nothing to draw")
    west, east = min(lon for lon, _ in positions), max(lon for lon, _ in positions)
    south, north = min(lat for _, lat in positions), max(lat for _, lat in positions)
    if (south, west) == (north, east):
        return Bounds(south - 0.005, west - 0.005, north + 0.005, east + 0.005)
    return Bounds(south, west, north, east)


def project(lat: float, lon: float, bounds: Bounds, width: float, height: float) -> Position:
    """Return x and y in pixels, the bounds centered and as large as width × height allows."""
    narrowing = cos(radians((bounds.south + bounds.north) / 2))
    across, up = (bounds.east - bounds.west) * narrowing, bounds.north - bounds.south
    scale = min(side / extent for side, extent in ((width, across), (height, up)) if extent > 0)
    x = (lon - bounds.west) * narrowing * scale + (width - across * scale) / 2
    return x, (bounds.north - lat) * scale + (height - up * scale) / 2


def path_of(geometry: Geometry, bounds: Bounds, width: float, height: float, *, tolerance: float = 0.5) -> str:
    """Return the `d` of an SVG path for a Polygon or MultiPolygon, simplified within `tolerance` pixels, to 0.1 pixel.

    A ring smaller than the tolerance is left out; "" when nothing remains or for a Point (draw that with `project`).
    """
    drawn = []
    for ring in _rings(geometry):
        pixels = simplify([project(lat, lon, bounds, width, height) for lon, lat, *_ in ring], tolerance)
        corners = [f"{x:.1f},{y:.1f}".replace("-0.0", "0.0") for x, y in pixels[:-1]]
        if len(set(corners)) >= 3:
            drawn.append(f"M{'L'.join(corners)}Z")
    return "".join(drawn)


def simplify(points: Sequence[Position], tolerance: float) -> list[Position]:
    """Thin a line out by Douglas-Peucker: what goes lies within `tolerance` (in the points' unit) of what stays.

    The ends stay; of a closed ring the point farthest from its start stays too, and it remains closed.
    """
    if len(points) < 3 or tolerance <= 0:
        return list(points)
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        off, at = max((_distance(points[i], points[start], points[end]), i) for i in range(start + 1, end))
        if off > tolerance:
            kept.add(at)
            spans += [(start, at), (at, end)]
    return [points[i] for i in sorted(kept)]


def _distance(point: Position, start: Position, end: Position) -> float:
    """Return how far a point lies from the stretch between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def _rings(geometry: Geometry) -> list[Any]:
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["coordinates"] for ring in polygon]
    return []


def _positions(geometry: Geometry) -> list[Position]:
    if geometry["type"] == "Point":
        lon, lat, *_ = geometry["coordinates"]
        return [(lon, lat)]
    return [(lon, lat) for ring in _rings(geometry) for lon, lat, *_ in ring]


def _listed(value: object) -> Sequence[Any]:
    if not isinstance(value, list | tuple) or not value:
        raise WrongGeometry("coordinates", "a list with something in it is needed")
    return value


def _check_position(position: object) -> None:
    numbers = _listed(position)
    plain = all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers)
    if len(numbers) not in {2, 3} or not plain:
        raise WrongGeometry("coordinates", "a position is [longitude, latitude]")
    if not (-180 <= numbers[0] <= 180 and -90 <= numbers[1] <= 90):
        raise WrongGeometry("range", f"{numbers[:2]} lies off the globe")


def _check_ring(ring: Sequence[Any]) -> None:
    for position in ring:
        _check_position(position)
    if len(ring) < 4:
        raise WrongGeometry("short", "a ring has at least four positions")
    if ring[0] != ring[-1]:
        raise WrongGeometry("open", "a ring ends where it began")
    x0, y0 = ring[0][:2]
    if not sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairwise(ring)):
        raise WrongGeometry("flat", "a ring encloses something")
