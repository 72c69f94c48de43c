"""Maps as SVG, of nothing but what is held here: borders, sub-areas, venues, and a scale.

A map is a picture beside a list that says the same: it is hidden from screen readers, its links from the keyboard.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.engines import svgmap
from meydan.engines.svgmap import Bounds
from meydan.places.models import Area, Venue

WIDTH: Final = 340.0  # pixels of a small phone, so that labels are read there
TALLEST: Final = 360.0
LOWEST: Final = 190.0
MARGIN: Final = 0.08  # of the extent, around what is drawn
DOT: Final = 4.0
FONT: Final = 12.0
LETTER: Final = FONT * 0.57  # how wide a Persian letter is, about, in names with wide ones
LONGEST: Final = 22  # letters of a label
METERS_A_DEGREE: Final = 111_195.0
AROUND: Final = 0.009  # degrees around a venue: a kilometer

COLORS: Final = {
    Venue.Kind.CULTURAL_CENTER: "c1",
    Venue.Kind.HEALTH_HOUSE: "c2",
    Venue.Kind.NEIGHBORHOOD_HOUSE: "c3",
    Venue.Kind.EXERCISE_BASE: "c6",
    Venue.Kind.SPORTS_PLACE: "c6",
    Venue.Kind.MOSQUE: "c5",
    Venue.Kind.SCHOOL: "c4",
    Venue.Kind.PARK: "c6",
    Venue.Kind.SQUARE: "c4",
    Venue.Kind.ONLINE: "c3",
}


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass
class Sheet:
    """What is drawn on: the edges in degrees, the size in pixels, and the room that labels have taken."""

    bounds: Bounds
    height: float
    taken: list[Box] = field(default_factory=list)
    foot: float = 0  # pixels below it, where its corner has no room for the scale

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        return svgmap.project(latitude, longitude, self.bounds, WIDTH, self.height)

    def holds(self, x: float, y: float) -> bool:
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def room_for(self, text: str, x: float, y: float, around: float) -> tuple[float, float] | None:
        """Where the middle of a label may stand: below, above or beside its dot, and near an edge moved in from it;
        None if it fits nowhere.
        """
        half = len(text) * LETTER / 2
        beside = half + around + 3
        inner = min(max(x, half + 2), WIDTH - half - 2)
        below, above = y + around + FONT * 0.8, y - around - FONT * 0.6
        places = ((inner, below), (inner, above), (x - beside, y), (x + beside, y))
        for middle, line in places if around else ((x, y),):
            box = Box(middle - half, line - FONT * 0.6, middle + half, line + FONT * 0.6)
            inside = box.left >= 2 and box.right <= WIDTH - 2 and box.top >= 2 and box.bottom <= self.height - 2
            if inside and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return middle, line + FONT * 0.35
        return None


def area_map(area: Area, venues: Iterable[Venue], *, children: Iterable[Area] = ()) -> SafeString:
    """The area with what lies in it and the venues; "" when not one border or point of them is held."""
    venues, children = list(venues), list(children)
    bounds = _bounds(area, venues, children)
    if bounds is None:
        return SafeString()
    sheet = _sheet(bounds)
    _keep_free(sheet, _boxes(sheet, [*venues, *(child for child in children if not child.outline)]))
    ground = _shape(sheet, area.outline, "map-ground")
    return _svg(sheet, [ground, *_parts(sheet, children), *_dots(sheet, venues), _scale(sheet)])


def venue_map(venue: Venue, neighbors: Iterable[Venue] = (), *, outline: Any = None) -> SafeString:
    """A kilometer around the venue, with the others near it."""
    if venue.latitude is None or venue.longitude is None:
        return SafeString()
    east = AROUND / max(math.cos(math.radians(venue.latitude)), 0.1) * 1.25
    sheet = _sheet(
        Bounds(venue.latitude - AROUND, venue.longitude - east, venue.latitude + AROUND, venue.longitude + east),
        margin=0,
    )
    x, y = sheet.at(venue.latitude, venue.longitude)
    sheet.taken.append(_around(x, y, DOT * 2.4))
    here = format_html('<circle class="map-here" cx="{}" cy="{}" r="{}"/>', _px(x), _px(y), DOT * 2.4)
    own = _dot(sheet, venue, linked=False)
    near = [
        other
        for other in neighbors
        if other.pk != venue.pk and other.latitude is not None and other.longitude is not None
    ]
    near = [other for other in near if sheet.holds(*sheet.at(other.latitude or 0, other.longitude or 0))]
    _keep_free(sheet, _boxes(sheet, near))
    ground = _shape(sheet, outline, "map-ground")
    return _svg(sheet, [ground, *_dots(sheet, near), here, own, _scale(sheet)])


def point_map(area: Area, parts: Sequence[Area], point: tuple[float, float] | None = None) -> SafeString:
    """A map on which a point can be tapped: `base/pointing.js` reads from it what a pixel is in degrees.

    Without a script it only shows; the point is typed in its box.
    """
    bounds = _bounds(area, [], parts)
    if bounds is None:
        return SafeString()
    sheet = _sheet(bounds)
    edges = sheet.bounds
    left, top = sheet.at(edges.north, edges.west)
    right, bottom = sheet.at(edges.south, edges.east)
    shapes = [_shape(sheet, area.outline, "map-ground"), *(_shape(sheet, part.outline, "map-part") for part in parts)]
    names = [
        _label(sheet, str(part), *sheet.at(part.latitude, part.longitude), 0)
        for part in parts
        if part.latitude is not None and part.longitude is not None
    ]
    x, y = sheet.at(*point) if point else (-99.0, -99.0)
    here = format_html('<circle class="map-here" cx="{}" cy="{}" r="9"/>', _px(x), _px(y))
    pixels, degrees = (left, top, right, bottom), (edges.north, edges.west, edges.south, edges.east)
    return format_html(
        '<div class="map-sheet map-tap" data-pixels="{}" data-degrees="{}">{}</div>',
        " ".join(f"{one:.3f}" for one in pixels),
        " ".join(f"{one:.6f}" for one in degrees),
        _svg(sheet, [*shapes, *names, here, _scale(sheet)]),
    )


class Pin(NamedTuple):
    """Some things at one place: how many they are, what the place is called, and where a tap leads."""

    latitude: float
    longitude: float
    things: int
    title: str
    url: str


def pins_map(pins: Sequence[Pin], *, ground: Area | None = None, parts: Iterable[Area] = ()) -> SafeString:
    """How many things are where. Pins that would cover one another stand as one, which leads where the largest does."""
    if not pins:
        return SafeString()
    points = [{"type": "Point", "coordinates": [pin.longitude, pin.latitude]} for pin in pins]
    sheet = _sheet(svgmap.bounds_of(points), margin=MARGIN * 2)
    land = _shape(sheet, ground.outline if ground else None, "map-ground")
    shapes = [_shape(sheet, part.outline, "map-part") for part in parts]
    groups = [(group, sum(pin.things for pin in group)) for group in _groups(sheet, pins)]
    _keep_free(sheet, [_around(*sheet.at(group[0].latitude, group[0].longitude), _radius(n)) for group, n in groups])
    marks = [_pin(sheet, group, count) for group, count in groups]
    return _svg(sheet, [land, *shapes, *marks, _scale(sheet)])


def _pin(sheet: Sheet, group: Sequence[Pin], count: int) -> SafeString:
    first = group[0]
    x, y = sheet.at(first.latitude, first.longitude)
    circle = format_html('<circle class="map-pin" cx="{}" cy="{}" r="{}"/>', _px(x), _px(y), _px(_radius(count)))
    told = wording.number(count) if count else ""  # a place whose things are not known yet is only a point
    number = format_html(
        '<text class="map-pin-count" x="{}" y="{}" text-anchor="middle">{}</text>', _px(x), _px(y + FONT * 0.38), told
    )
    name = _label(sheet, first.title, x, y, _radius(count)) if len(group) == 1 else SafeString()
    return _link(first.url, "، ".join(pin.title for pin in group[:5]), circle + number + name)


def _groups(sheet: Sheet, pins: Sequence[Pin]) -> list[list[Pin]]:
    """The pins, those too near a larger one together with it."""
    groups: list[list[Pin]] = []
    for pin in sorted(pins, key=lambda pin: -pin.things):
        x, y = sheet.at(pin.latitude, pin.longitude)
        for group in groups:
            near_x, near_y = sheet.at(group[0].latitude, group[0].longitude)
            reach = _radius(sum(one.things for one in group)) + _radius(pin.things)
            if math.hypot(x - near_x, y - near_y) < reach * 0.85:
                group.append(pin)
                break
        else:
            groups.append([pin])
    return groups


def _radius(count: int) -> float:
    return min(9 + math.sqrt(count) * 1.6, 22)


def _bounds(area: Area, venues: Sequence[Venue], children: Sequence[Area]) -> Bounds | None:
    if area.outline:
        return svgmap.bounds_of([area.outline])
    drawn: list[Any] = [child.outline for child in children if child.outline]
    places: list[Area | Venue] = [*venues, *children]
    drawn += [_point(row) for row in places if row.latitude is not None]
    if not drawn and area.latitude is not None:
        drawn = [_point(area)]
    return svgmap.bounds_of(drawn) if drawn else None


def _point(row: Area | Venue) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [row.longitude, row.latitude]}


def _sheet(bounds: Bounds, *, margin: float = MARGIN) -> Sheet:
    """As wide as the page gives, as high as the shape needs, within reason."""
    up = max(bounds.north - bounds.south, 0.002)
    across = max(bounds.east - bounds.west, 0.002)
    padded = Bounds(
        bounds.south - up * margin,
        bounds.west - across * margin,
        bounds.north + up * margin,
        bounds.east + across * margin,
    )
    narrowing = math.cos(math.radians((padded.south + padded.north) / 2))
    shape = (padded.north - padded.south) / ((padded.east - padded.west) * narrowing)
    sheet = Sheet(padded, min(max(WIDTH * shape, LOWEST), TALLEST))
    sheet.taken.append(Box(0, sheet.height - FONT * 2.2, WIDTH / 4 + 16, sheet.height))  # the scale's corner
    return sheet


def _keep_free(sheet: Sheet, boxes: Iterable[Box]) -> None:
    """No label over a dot; and where one stands in the scale's corner, the scale stands below the map."""
    corner, *_others = sheet.taken
    dots = list(boxes)
    if any(box.meets(corner) for box in dots):
        sheet.foot = FONT * 2.2
        sheet.taken.remove(corner)
    sheet.taken += dots


def _boxes(sheet: Sheet, rows: Iterable[Area | Venue]) -> list[Box]:
    return [
        _around(*sheet.at(row.latitude, row.longitude), DOT * 0.8)
        for row in rows
        if row.latitude is not None and row.longitude is not None
    ]


def _around(x: float, y: float, by: float) -> Box:
    return Box(x - by, y - by, x + by, y + by)


def _shape(sheet: Sheet, outline: svgmap.Geometry | None, name: str) -> SafeString:
    if not outline:
        return SafeString()
    path = svgmap.path_of(outline, sheet.bounds, WIDTH, sheet.height)
    return format_html('<path class="{}" fill-rule="evenodd" d="{}"/>', name, path)


def _parts(sheet: Sheet, children: Sequence[Area]) -> list[SafeString]:
    """Sub-areas: their shape where a border is held, a point where not; each is a link."""
    drawn = []
    for child in children:
        shape = _shape(sheet, child.outline, "map-part")
        mark = SafeString()
        if child.latitude is not None and child.longitude is not None:
            x, y = sheet.at(child.latitude, child.longitude)
            if sheet.holds(x, y):
                point = format_html('<circle class="map-point" cx="{}" cy="{}" r="{}"/>', _px(x), _px(y), DOT * 0.75)
                named = (_label(sheet, str(child), x, y, 0) if shape else SafeString()) or _label(
                    sheet, str(child), x, y, DOT
                )
                mark = (SafeString() if shape else point) + named
        if shape or mark:
            drawn.append(_link(reverse("places:area", args=[child.pk]), str(child), shape + mark))
    return drawn


def _dots(sheet: Sheet, venues: Sequence[Venue]) -> list[SafeString]:
    return [_dot(sheet, venue) for venue in venues if venue.latitude is not None]


def _dot(sheet: Sheet, venue: Venue, *, linked: bool = True) -> SafeString:
    assert venue.latitude is not None
    assert venue.longitude is not None
    x, y = sheet.at(venue.latitude, venue.longitude)
    if not sheet.holds(x, y):
        return SafeString()
    color = COLORS[Venue.Kind(venue.kind)]
    dot = format_html('<circle class="map-dot {}" cx="{}" cy="{}" r="{}"/>', color, _px(x), _px(y), DOT)
    drawn = dot + _label(sheet, str(venue), x, y, DOT if linked else DOT * 2.4)
    return _link(reverse("places:venue", args=[venue.pk]), str(venue), drawn) if linked else drawn


def _label(sheet: Sheet, text: str, x: float, y: float, around: float) -> SafeString:
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    place = sheet.room_for(text, x, y, around)
    return _text(text, *place) if place else SafeString()


def _text(text: str, x: float, y: float) -> SafeString:
    return format_html('<text class="map-label" x="{}" y="{}" text-anchor="middle">{}</text>', _px(x), _px(y), text)


def _link(url: str, title: str, drawn: SafeString) -> SafeString:
    return format_html('<a href="{}" tabindex="-1"><title>{}</title>{}</a>', url, title, drawn)


def _scale(sheet: Sheet) -> SafeString:
    """A bar of a round length, at most a quarter of the map, in the corner where reading ends."""
    bounds = sheet.bounds
    middle, step = (bounds.south + bounds.north) / 2, (bounds.north - bounds.south) / 2
    pixels = sheet.at(middle, bounds.west)[1] - sheet.at(middle + step, bounds.west)[1]
    meters_a_pixel = step * METERS_A_DEGREE / pixels
    length = _round_below(WIDTH / 4 * meters_a_pixel)
    long = length / meters_a_pixel
    if length >= 1000:
        told = _("%(n)s km") % {"n": wording.number(int(length // 1000))}
    else:
        told = _("%(n)s m") % {"n": wording.number(int(length))}
    y = sheet.height + sheet.foot - 8
    bar = format_html('<path class="map-scale" d="M8,{0}v4h{1}v-4"/>', _px(y - 4), _px(long))
    return bar + _text(told, 8 + max(long, len(told) * LETTER) / 2, y - 6)


def _round_below(meters: float) -> float:
    """The largest of 1, 2, 5, 10, 20, 50 … that is not more."""
    power = 10.0 ** math.floor(math.log10(max(meters, 1)))
    return max(step * power for step in (1, 2, 5) if step * power <= max(meters, 1))


def _svg(sheet: Sheet, drawn: Iterable[SafeString]) -> SafeString:
    inside = format_html_join("", "{}", ((part,) for part in drawn))
    return format_html(
        '<svg class="map-svg" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        int(WIDTH),
        int(sheet.height + sheet.foot),
        inside,
    )


def _px(value: float) -> str:
    return f"{value:.1f}"
