import re
from xml.etree import ElementTree as ET

import pytest

from meydan.places.map import WIDTH, Pin, area_map, pins_map, venue_map
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[51.0, 35.6], [51.2, 35.6], [51.2, 35.8], [51.0, 35.8], [51.0, 35.6]]]}


def boxes(svg):
    """Where the labels stand, about."""
    found = []
    for text in ET.fromstring(svg).iter("text"):
        half = len(text.text) * 3.0
        found.append(
            (
                float(text.get("x")) - half,
                float(text.get("y")) - 10,
                float(text.get("x")) + half,
                float(text.get("y")) + 2,
            )
        )
    return found


def test_nothing_held_draws_nothing(qods):
    qods.latitude = qods.longitude = None
    assert (area_map(qods, []), venue_map(VenueFactory(latitude=None, longitude=None))) == ("", "")


def test_borders_are_drawn_and_sub_areas_lead_to_their_pages(qods):
    qods.outline = SQUARE
    part = NeighborhoodFactory(parent=qods, outline=SQUARE, latitude=35.7, longitude=51.1, name="سرخه‌حصار")
    svg = area_map(qods, [], children=[part])
    assert (svg.count('class="map-ground"'), svg.count('class="map-part"')) == (1, 1)
    assert (f'href="/places/areas/{part.pk}/"' in svg, "سرخه‌حصار</text>" in svg) == (True, True)


def test_without_borders_points_are_drawn_with_a_scale(qods):
    venues = [VenueFactory(area=qods, latitude=35.70 + n / 100, longitude=51.10 + n / 100) for n in range(3)]
    svg = area_map(qods, venues)
    assert (svg.count("map-dot"), svg.count("map-scale")) == (3, 1)
    assert re.search(r">۵۰۰ متر|>۱ کیلومتر|>2 km|>1 km|>500 m", svg)


def test_the_scale_is_right(qods):
    svg = area_map(qods, [VenueFactory(area=qods, latitude=35.0 + n, longitude=51.0) for n in range(2)])
    first, last = (float(y) for y in re.findall(r'map-dot c1" cx="[\d.]+" cy="([\d.]+)"', svg))
    pixels, told = float(re.search(r"h([\d.]+)v-4", svg)[1]), re.search(r">([\d۰-۹]+) (?:km|کیلومتر)", svg)[1]
    assert abs(pixels / int(told) - abs(first - last) / 111.195) < 0.02


def test_labels_do_not_run_into_one_another(qods):
    venues = [
        VenueFactory(area=qods, latitude=35.70 + n % 8 / 300, longitude=51.10 + n // 8 / 300, name=f"مکان شمارهٔ {n}")
        for n in range(60)
    ]
    svg = area_map(qods, venues)
    placed = boxes(svg)
    crossing = [
        (a, b)
        for n, a in enumerate(placed)
        for b in placed[n + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert (crossing, svg.count("map-dot"), len(placed) >= 8) == ([], 60, True)
    assert all(left >= 0 and right <= WIDTH for left, _top, right, _bottom in placed)


def test_names_are_escaped_and_the_picture_is_well_formed(qods):
    venue = VenueFactory(area=qods, name='<script>"&', latitude=35.7, longitude=51.1)
    svg = area_map(qods, [venue])
    assert ("<script" in svg, ET.fromstring(svg).tag) == (False, "svg")


def test_it_is_kept_from_screen_readers_and_the_keyboard(qods):
    svg = area_map(qods, [VenueFactory(area=qods)])
    assert ('aria-hidden="true"' in svg, svg.count("<a "), svg.count('tabindex="-1"')) == (True, 1, 1)


def test_a_venue_stands_in_the_middle_of_its_map_with_what_is_near():
    venue = VenueFactory(latitude=35.7, longitude=51.1)
    near, far = VenueFactory(latitude=35.704, longitude=51.1), VenueFactory(latitude=35.9, longitude=51.1)
    svg = venue_map(venue, [venue, near, far, VenueFactory(latitude=None, longitude=None)], outline=SQUARE)
    assert (
        svg.count("map-dot"),
        svg.count("map-here"),
        f"/venues/{near.pk}/" in svg,
        f"/venues/{venue.pk}/" in svg,
    ) == (2, 1, True, False)
    assert f'class="map-here" cx="{WIDTH / 2}"' in svg


@pytest.mark.parametrize("spread", [0, 0.0000001, 30])
def test_any_extent_can_be_drawn(spread):
    city = CityFactory(latitude=0, longitude=0)
    svg = area_map(city, [VenueFactory(latitude=n * spread, longitude=n * spread) for n in range(2)])
    assert "nan" not in svg
    assert svg.count("map-dot") == 2


def test_pins_say_how_many_and_lead_where_they_say():
    pins = [Pin(35.70, 51.10, 3, "فرهنگ‌سرا", "#venue-1"), Pin(35.75, 51.20, 12, "پارک", "#venue-2")]
    svg = pins_map(pins)
    assert [part in svg for part in (">۳</text>", ">۱۲</text>", 'href="#venue-1"', 'href="#venue-2"')] == [True] * 4


def test_pins_that_would_cover_one_another_stand_as_one_with_their_sum():
    pins = [
        Pin(35.7000, 51.1, 3, "فرهنگ‌سرا", "#venue-1"),
        Pin(35.7001, 51.1, 4, "پارک", "#venue-2"),
        Pin(35.8, 51.3, 1, "مسجد", "#venue-3"),
    ]
    svg = pins_map(pins)
    assert (svg.count('class="map-pin"'), ">۷</text>" in svg, 'href="#venue-1"' in svg) == (2, True, False)


def test_a_pin_near_the_edge_has_its_name_within_the_map():
    pins = [Pin(35.70, 51.10, 4, "مسجد حضرت ابوالفضل", "#venue-1"), Pin(35.75, 51.20, 4, "مسجد حضرت قاسم", "#venue-2")]
    svg = pins_map(pins)
    assert [pin.title in svg.split("</title>", n)[n] for n, pin in enumerate(pins, 1)] == [True, True]
    assert all(left >= 0 and right <= WIDTH for left, _top, right, _bottom in boxes(svg))


def test_a_pin_in_the_corner_of_the_scale_puts_it_below_the_map():
    across = [Pin(35.75, 51.10, 4, "مسجد", "#venue-1"), Pin(35.70, 51.20, 4, "پارک", "#venue-2")]
    cornered = [Pin(35.70, 51.10, 4, "مسجد", "#venue-1"), Pin(35.75, 51.20, 4, "پارک", "#venue-2")]
    feet = []
    for pins in (across, cornered):
        svg = pins_map(pins)
        lowest = max(float(y) for y in re.findall(r'map-pin" cx="[\d.]+" cy="([\d.]+)"', svg))
        feet.append(float(re.search(r'map-scale" d="M8,([\d.]+)', svg)[1]) - lowest > 20)
    assert feet == [False, True]


def test_without_pins_there_is_no_map():
    assert pins_map([]) == ""
