from itertools import pairwise
from math import cos, inf, nan, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.svgmap import Bounds, WrongGeometry, bounds_of, path_of, project, simplify, validate_geometry

SQUARE = {"type": "Polygon", "coordinates": [[[50, 34], [52, 34], [52, 36], [50, 36], [50, 34]]]}
HOLED = {
    "type": "Polygon",
    "coordinates": [*SQUARE["coordinates"], [[50.5, 34.5], [51.5, 34.5], [51.5, 35.5], [50.5, 35.5], [50.5, 34.5]]],
}
ISLANDS = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[54, 34], [55, 34], [54, 35], [54, 34]]]]}
POINT = {"type": "Point", "coordinates": [51.4, 35.7]}
EQUATOR = Bounds(-1, 10, 1, 12)


@pytest.mark.parametrize("geometry", [SQUARE, HOLED, ISLANDS, POINT, {"type": "Point", "coordinates": [51, 35, 1200]}])
def test_a_right_geometry_passes(geometry):
    validate_geometry(geometry)


def polygon(*ring):
    return {"type": "Polygon", "coordinates": [list(ring)]}


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "type"),
        ([], "type"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "type"),
        ({"type": "Polygon"}, "coordinates"),
        ({"type": "Polygon", "coordinates": []}, "coordinates"),
        ({"type": "Polygon", "coordinates": [[]]}, "coordinates"),
        ({"type": "Point", "coordinates": "51,35"}, "coordinates"),
        ({"type": "Point", "coordinates": [51]}, "coordinates"),
        ({"type": "Point", "coordinates": [51, True]}, "coordinates"),
        ({"type": "Point", "coordinates": ["51", "35"]}, "coordinates"),
        ({"type": "Point", "coordinates": [51, inf]}, "range"),
        ({"type": "Point", "coordinates": [nan, 35]}, "range"),
        ({"type": "Point", "coordinates": [10**400, 35]}, "range"),
        ({"type": "Point", "coordinates": [51, 91]}, "range"),
        ({"type": "Point", "coordinates": [181, 35]}, "range"),
        (polygon([0, 0], [1, 1], [0, 0]), "short"),
        (polygon([0, 0], [1, 0], [1, 1], [0, 1]), "open"),
        (polygon([0, 0], [1, 1], [2, 2], [0, 0]), "flat"),
        (polygon([0, 0], [1, 0], "x", [0, 0]), "coordinates"),
    ],
)
def test_a_wrong_geometry_is_refused_with_its_reason(geometry, code):
    with pytest.raises(WrongGeometry) as refused:
        validate_geometry(geometry)
    assert refused.value.code == code


def test_corners_are_counted_over_all_rings():
    validate_geometry(HOLED, max_vertices=10)
    with pytest.raises(WrongGeometry) as refused:
        validate_geometry(HOLED, max_vertices=9)
    assert refused.value.code == "vertices"


def test_bounds_hold_everything_that_is_drawn():
    assert bounds_of([SQUARE, ISLANDS]) == Bounds(34, 50, 36, 55)
    around = bounds_of([POINT])
    assert around.south < 35.7 < around.north
    with pytest.raises(WrongGeometry):
        bounds_of([])


def test_a_map_is_centered_and_keeps_its_shape():
    assert project(0, 11, EQUATOR, 400, 200) == pytest.approx((200, 100))
    left, right = project(0, 10, EQUATOR, 400, 200)[0], project(0, 12, EQUATOR, 400, 200)[0]
    assert (left, right) == pytest.approx((100, 300), abs=0.01)
    tehran = Bounds(35, 51, 36, 52)
    (x0, y0), (x1, y1) = project(35, 51, tehran, 300, 300), project(36, 52, tehran, 300, 300)
    assert (x1 - x0) / (y0 - y1) == pytest.approx(cos(radians(35.5)))


@given(st.floats(34, 36), st.floats(50, 52), st.integers(1, 2000), st.integers(1, 2000))
def test_every_point_within_the_bounds_lands_on_the_map(lat, lon, width, height):
    x, y = project(lat, lon, Bounds(34, 50, 36, 52), width, height)
    assert -1e-6 <= x <= width + 1e-6
    assert -1e-6 <= y <= height + 1e-6


def test_a_border_on_one_meridian_still_has_a_scale():
    assert project(35, 51, Bounds(34, 51, 36, 51), 100, 100) == pytest.approx((50, 50))


def test_paths_close_each_ring_and_leave_out_what_is_too_small_to_see():
    square = {"type": "Polygon", "coordinates": [[[10, -1], [12, -1], [12, 1], [10, 1], [10, -1]]]}
    assert path_of(square, EQUATOR, 200, 200) == "M0.0,200.0L200.0,200.0L200.0,0.0L0.0,0.0Z"
    assert path_of(HOLED, bounds_of([HOLED]), 200, 200).count("M") == 2
    assert path_of(ISLANDS, bounds_of([ISLANDS]), 200, 200).count("Z") == 2
    assert path_of(square, Bounds(-80, -170, 80, 170), 40, 20, tolerance=1) == ""
    assert path_of(POINT, EQUATOR, 10, 10) == ""


@given(
    st.lists(st.tuples(st.floats(-100, 100), st.floats(-100, 100)), min_size=2, max_size=40),
    st.floats(0.01, 30),
)
def test_what_is_thinned_out_lies_near_what_stays(points, tolerance):
    kept = simplify(points, tolerance)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    rest = iter(points)
    assert all(point in rest for point in kept)
    assert all(min(off(point, a, b) for a, b in pairwise(kept)) <= tolerance + 1e-9 for point in points)


def off(point, start, end):
    """Walk the stretch in complex numbers: another road to the distance than the engine takes."""
    p, a, b = complex(*point), complex(*start), complex(*end)
    along = ((p - a) * (b - a).conjugate()).real / abs(b - a) ** 2 if abs(b - a) > 1e-150 else 0
    return abs(p - (a + min(1, max(0, along)) * (b - a)))


def test_a_long_border_is_thinned_without_deep_recursion():
    line = [(n / 10, (n % 7) / 1000) for n in range(15_000)]
    assert simplify(line, 0.01) == [line[0], line[-1]]
    assert simplify(line, 0) == line
